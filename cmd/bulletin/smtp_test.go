package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"github.com/rogpeppe/go-internal/testscript"
)

// mailServer is a real mail server on the loopback, which wants STARTTLS and a login, and
// keeps what it takes in a folder, a file for each message.
type mailServer struct {
	mu  sync.Mutex
	dir string
	n   int
}

// smtpd starts one: "smtpd DIR". SMTP_PORT is where it listens; its certificate is trusted
// by way of SSL_CERT_FILE.
func smtpd(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o777))
	certificate, public, err := ownCertificate()
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs("ca.pem"), public, 0o666))
	srv := smtp.NewServer(&mailServer{dir: dir})
	srv.Domain, srv.TLSConfig, srv.EnableSMTPUTF8 = "localhost", &tls.Config{Certificates: []tls.Certificate{certificate}}, true
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	go func() { _ = srv.Serve(l) }()
	ts.Defer(func() { _ = srv.Close() })
	ts.Setenv("SMTP_PORT", strconv.Itoa(l.Addr().(*net.TCPAddr).Port))
	ts.Setenv("SSL_CERT_FILE", ts.MkAbs("ca.pem"))
}

// ownCertificate is a certificate for 127.0.0.1, signed by itself.
func ownCertificate() (tls.Certificate, []byte, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, nil, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return tls.Certificate{}, nil, err
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), nil
}

func (m *mailServer) NewSession(*smtp.Conn) (smtp.Session, error) {
	return &mailSession{server: m}, nil
}

type mailSession struct {
	server *mailServer
	known  bool
	to     string
}

func (*mailSession) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *mailSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if s.known = user == "bantin" && password == "mật khẩu"; !s.known {
			return &smtp.SMTPError{Code: 535, Message: "wrong password"}
		}
		return nil
	}), nil
}

func (s *mailSession) Mail(string, *smtp.MailOptions) error {
	if !s.known {
		return smtp.ErrAuthRequired
	}
	return nil
}

func (s *mailSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	if strings.HasPrefix(to, "khong-co@") {
		return &smtp.SMTPError{Code: 550, Message: "no such user"}
	}
	s.to = to
	return nil
}

func (s *mailSession) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	s.server.n++
	return os.WriteFile(s.server.dir+"/"+strconv.Itoa(s.server.n)+"-"+s.to, data, 0o666)
}

func (*mailSession) Reset()        {}
func (*mailSession) Logout() error { return nil }
