package sftp

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"slices"
	"strings"
	"time"

	sshftp "github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
	"golang.org/x/crypto/ssh/knownhosts"
)

// dialLimit is how long a server may take to let us in; opLimit how long it may take for
// one operation, which carries one file: a line that is cut without a word is not waited
// for longer.
const (
	dialLimit = 30 * time.Second
	opLimit   = 5 * time.Minute
)

// line is one connection.
type line struct {
	ssh  *ssh.Client
	sftp *sshftp.Client
}

func (l *line) close() {
	_ = l.sftp.Close() // what was to be done was answered, or will be done again
	_ = l.ssh.Close()
}

// do runs an operation on the connection, which is made when there is none and given up
// when it failed.
func (s *Server) do(ctx context.Context, op func(*sshftp.Client) error) error {
	l, err := s.connected(ctx)
	if err != nil {
		return err
	}
	timer := time.AfterFunc(opLimit, l.close)
	defer timer.Stop()
	err = op(l.sftp)
	if lost(err) {
		s.drop(l)
	}
	return err
}

// lost tells whether an error is of the connection, not of a file.
func lost(err error) bool {
	var answer *sshftp.StatusError
	known := err == nil || errors.As(err, &answer) || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrExist)
	return !known
}

func (s *Server) connected(ctx context.Context) (*line, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.line == nil {
		l, err := s.connect(ctx)
		if err != nil {
			return nil, err
		}
		s.line = l
	}
	return s.line, nil
}

func (s *Server) drop(l *line) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l.close()
	if s.line == l {
		s.line = nil
	}
}

// connect dials, checks the server's key and logs in.
func (s *Server) connect(ctx context.Context) (*line, error) {
	config, end, err := s.config()
	if err != nil {
		return nil, err
	}
	defer end()
	ctx, stop := context.WithTimeout(ctx, dialLimit)
	defer stop()
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", s.Addr)
	if err != nil {
		return nil, err
	}
	cut := context.AfterFunc(ctx, func() { _ = conn.Close() }) // ends the handshake too
	c, channels, requests, err := ssh.NewClientConn(conn, s.Addr, config)
	if err != nil {
		_ = conn.Close() // said goodbye itself
		return nil, s.refused(err, config)
	}
	client := ssh.NewClient(c, channels, requests)
	files, err := sshftp.NewClient(client)
	if err != nil || !cut() {
		return nil, errors.Join(err, ctx.Err(), client.Close())
	}
	if _, ok := files.HasExtension("posix-rename@openssh.com"); !ok {
		return nil, errors.Join(&NoReplaceError{s.Addr}, client.Close())
	}
	return &line{client, files}, nil
}

// refused tells a login that failed from a line that did.
func (s *Server) refused(err error, config *ssh.ClientConfig) error {
	var key *HostKeyError
	switch {
	case errors.As(err, &key):
		return key
	case strings.Contains(err.Error(), "unable to authenticate"):
		return &LoginError{Server: s.User + "@" + s.Addr, Err: err, Bare: len(config.Auth) == 0}
	}
	return err
}

// config says who we are and which server we speak to; end is called after the login.
func (s *Server) config() (config *ssh.ClientConfig, end func(), err error) {
	end = func() {}
	check, err := s.hostKeys()
	if err != nil {
		return nil, end, err
	}
	config = &ssh.ClientConfig{User: s.User, HostKeyCallback: check, Timeout: dialLimit}
	config.HostKeyAlgorithms = algorithms(wanted(check, s.Addr))
	var signers []ssh.Signer
	for _, file := range s.KeyFiles {
		signer, err := s.signer(file)
		if err != nil {
			return nil, end, err
		}
		if signer != nil {
			signers = append(signers, signer)
		}
	}
	if conn, err := net.Dial("unix", s.Agent); s.Agent != "" && err == nil {
		end = func() { _ = conn.Close() } // was only asked
		if more, err := agent.NewClient(conn).Signers(); err == nil {
			signers = append(signers, more...)
		}
	}
	if len(signers) > 0 {
		config.Auth = append(config.Auth, ssh.PublicKeys(signers...))
	}
	if s.Password != "" {
		config.Auth = append(config.Auth, ssh.Password(s.Password), ssh.KeyboardInteractive(func(_, _ string, questions []string, _ []bool) ([]string, error) {
			return slices.Repeat([]string{s.Password}, len(questions)), nil
		}))
	}
	return config, end, nil
}

// signer reads a key; the password opens it if it is locked. Without one it is nil: an
// agent may hold the same key open.
func (s *Server) signer(file string) (ssh.Signer, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", fs.ErrInvalid, err)
	}
	signer, err := ssh.ParsePrivateKey(text)
	var locked *ssh.PassphraseMissingError
	if errors.As(err, &locked) {
		if s.Password == "" {
			return nil, nil
		}
		signer, err = ssh.ParsePrivateKeyWithPassphrase(text, []byte(s.Password))
	}
	if err != nil {
		return nil, &LoginError{Server: s.User + "@" + s.Addr, Err: fmt.Errorf("%s: %w", file, err)}
	}
	return signer, nil
}

// hostKeys checks a server's key as OpenSSH's client does, by the files of known hosts,
// but never asks: what is not known is refused.
func (s *Server) hostKeys() (ssh.HostKeyCallback, error) {
	var files []string
	for _, f := range s.KnownHosts {
		if _, err := os.Stat(f); err == nil {
			files = append(files, f)
		}
	}
	known, err := knownhosts.New(files...)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", fs.ErrInvalid, err)
	}
	return func(host string, addr net.Addr, key ssh.PublicKey) error {
		err := known(host, addr, key)
		if err == nil {
			return nil
		}
		var other *knownhosts.KeyError
		changed := !errors.As(err, &other) || len(other.Want) > 0 // a revoked key is no better
		return &HostKeyError{
			Host: s.Addr, Fingerprint: ssh.FingerprintSHA256(key), Changed: changed, File: strings.Join(s.KnownHosts, ", "),
			Line: knownhosts.Line([]string{knownhosts.Normalize(host)}, key), keys: other,
		}
	}, nil
}

// wanted are the types of the keys that are known of a host. A server has several, and is
// asked for one that can be checked.
func wanted(check ssh.HostKeyCallback, addr string) []string {
	var unlike *HostKeyError
	if err := check(addr, &net.TCPAddr{}, nobodysKey{}); !errors.As(err, &unlike) || unlike.keys == nil {
		return nil
	}
	var types []string
	for _, k := range unlike.keys.Want {
		types = append(types, k.Key.Type())
	}
	return types
}

// algorithms are those that prove a key of these types; nil = any.
func algorithms(types []string) []string {
	var all []string
	for _, t := range types {
		if t == ssh.KeyAlgoRSA {
			all = append(all, ssh.KeyAlgoRSASHA512, ssh.KeyAlgoRSASHA256)
		} else {
			all = append(all, t)
		}
	}
	return all
}

// nobodysKey is like no other key.
type nobodysKey struct{}

func (nobodysKey) Type() string                        { return "none" }
func (nobodysKey) Marshal() []byte                     { return []byte("none") }
func (nobodysKey) Verify([]byte, *ssh.Signature) error { return errors.New("nobody signs") }
