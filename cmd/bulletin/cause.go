package main

import (
	"context"
	"crypto/x509"
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"syscall"
)

// causes are what systems and networks mostly refuse for, the particular first, with the
// keys of their texts.
var causes = []struct {
	text string
	is   func(error) bool
}{
	{"cause-host", isA[*net.DNSError]},
	{"cause-certificate", func(err error) bool {
		return isA[x509.UnknownAuthorityError](err) || isA[x509.HostnameError](err) || isA[x509.CertificateInvalidError](err)
	}},
	{"cause-refused", oneOf(syscall.ECONNREFUSED, systemRefused)},
	{"cause-unreachable", oneOf(syscall.ENETUNREACH, syscall.EHOSTUNREACH, systemNoNetwork, systemNoHost)},
	{"cause-cut", oneOf(syscall.ECONNRESET, syscall.EPIPE, systemCut, io.ErrUnexpectedEOF, net.ErrClosed)},
	{"cause-slow", func(err error) bool {
		var waited net.Error
		return errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, context.DeadlineExceeded) || errors.As(err, &waited) && waited.Timeout()
	}},
	{"cause-full", oneOf(syscall.ENOSPC, systemFull)},
	{"cause-in-use", oneOf(systemInUse)},
	{"cause-forbidden", oneOf(fs.ErrPermission)},
	{"cause-absent", oneOf(fs.ErrNotExist)},
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
