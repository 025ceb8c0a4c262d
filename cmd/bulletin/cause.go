package main

import (
	"context"
	"crypto/x509"
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"slices"
	"strings"
	"syscall"
)

// causes are what systems and networks mostly refuse for, the particular first, with the
// keys of their texts. Where an answer was kept as words, as those of other hosts are, there
// is no error to ask: says is what systems say then.
var causes = []struct {
	text string
	is   func(error) bool
	says []string
}{
	{"cause-host", isA[*net.DNSError], []string{"no such host", "server misbehaving", "name resolution"}},
	{"cause-certificate", func(err error) bool {
		return isA[x509.UnknownAuthorityError](err) || isA[x509.HostnameError](err) || isA[x509.CertificateInvalidError](err)
	}, []string{"certificate", "x509"}},
	{"cause-refused", oneOf(syscall.ECONNREFUSED, systemRefused), []string{"refused"}},
	{"cause-unreachable", oneOf(syscall.ENETUNREACH, syscall.EHOSTUNREACH, systemNoNetwork, systemNoHost), []string{"unreachable"}},
	{"cause-cut", oneOf(syscall.ECONNRESET, syscall.EPIPE, systemCut, io.ErrUnexpectedEOF, net.ErrClosed), []string{"reset by peer", "forcibly closed", "EOF"}},
	{"cause-slow", func(err error) bool {
		var waited net.Error
		return errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, context.DeadlineExceeded) || errors.As(err, &waited) && waited.Timeout()
	}, []string{"deadline exceeded", "timeout"}},
	{"cause-full", oneOf(syscall.ENOSPC, systemFull), nil},
	{"cause-in-use", oneOf(systemInUse), nil},
	{"cause-forbidden", oneOf(fs.ErrPermission), nil},
	{"cause-absent", oneOf(fs.ErrNotExist), nil},
}

func isA[E error](err error) bool {
	_, is := errors.AsType[E](err)
	return is
}

func oneOf(all ...error) func(error) bool {
	return func(err error) bool {
		for _, known := range all {
			if known != nil && errors.Is(err, known) {
				return true
			}
		}
		return false
	}
}

// cause says why the system or the network refused: in the user's language, and in its own
// words for who looks after it.
func (a *app) cause(err error) string {
	for _, c := range causes {
		if c.is(err) {
			return a.t(c.text, err)
		}
	}
	return err.Error()
}

// causeOf is the key of the text for what a system said; "" when there is none.
func causeOf(reason string) string {
	for _, c := range causes {
		if slices.ContainsFunc(c.says, func(words string) bool { return strings.Contains(reason, words) }) {
			return c.text
		}
	}
	return ""
}
