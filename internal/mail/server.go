package mail

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/mail"
	"slices"
	"strings"
	"time"

	"github.com/wneessen/go-mail/smtp"
)

// Security is how the way to the server is closed to others.
type Security string

// The ways; "" is StartTLS. None is for servers on the same machine or behind another
// guard.
const (
	StartTLS Security = "starttls" // RFC 3207: refused when the server does not offer it
	TLS      Security = "tls"      // RFC 8314
	None     Security = "none"
)

// Server takes messages in.
type Server struct {
	Host               string
	Port               int // 0 is that of the security: 587, 465, 25
	Security           Security
	Username, Password string        // "" for a server that asks for none
	TLS                *tls.Config   // nil trusts whom the system trusts
	Step               time.Duration // how long one answer is waited for; 0 is a minute
	// Final is how long the answer to a whole message is waited for; 0 is ten minutes
	// (RFC 5321, section 4.5.3.2.6).
	Final time.Duration
}

// ErrNoStartTLS tells that a server does not close the way as it should.
var ErrNoStartTLS = errors.New("the server offers no STARTTLS")

// errUTF8 refuses an address that the server cannot be told (RFC 6531).
var errUTF8 = errors.New("the server takes no address with such letters")

// link is a connection to a server.
type link struct {
	client      *smtp.Client // nil while there is none
	conn        net.Conn
	step, final time.Duration
	release     func() bool // stops watching the context
}

// dial connects, closes the way to others, and says who is there. Once the context ends,
// nothing waits for long.
func (l *link) dial(ctx context.Context, srv Server) error {
	l.step, l.final = cmp.Or(srv.Step, time.Minute), cmp.Or(srv.Final, 10*time.Minute)
	srv.Security = cmp.Or(srv.Security, StartTLS)
	if srv.Port == 0 {
		srv.Port = map[Security]int{StartTLS: 587, TLS: 465, None: 25}[srv.Security]
	}
	config := srv.TLS.Clone()
	if config == nil {
		config = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	if config.ServerName == "" {
		config.ServerName = srv.Host
	}
	dialer := &net.Dialer{Timeout: l.step}
	conn, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort(srv.Host, fmt.Sprint(srv.Port)))
	if err != nil {
		return err
	}
	if srv.Security == TLS {
		conn = tls.Client(conn, config)
	}
	l.conn = conn
	l.release = context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Now().Add(ending)) })
	l.deadline(ctx, l.step)
	client, err := smtp.NewClient(conn, srv.Host)
	if err == nil {
		l.client = client
		err = l.greet(srv, config)
	}
	if err != nil {
		l.hangUp(false)
	}
	return err
}

func (l *link) greet(srv Server, config *tls.Config) error {
	if srv.Security == StartTLS {
		if !l.offers("STARTTLS") {
			return ErrNoStartTLS
		}
		if err := l.client.StartTLS(config); err != nil {
			return err
		}
	}
	if srv.Username == "" {
		return nil
	}
	insecure := srv.Security == None
	_, ways := l.client.Extension("AUTH")
	if known := strings.Fields(strings.ToUpper(ways)); slices.Contains(known, "LOGIN") && !slices.Contains(known, "PLAIN") {
		return l.client.Auth(smtp.LoginAuth(srv.Username, srv.Password, srv.Host, insecure))
	}
	return l.client.Auth(smtp.PlainAuth("", srv.Username, srv.Password, srv.Host, insecure))
}

// offers tells whether the server knows an extension.
func (l *link) offers(extension string) bool {
	offered, _ := l.client.Extension(extension)
	return offered
}

// ending is how long a step may still take when the run is to end.
const ending = 3 * time.Second

// deadline limits what is done next on the connection.
func (l *link) deadline(ctx context.Context, most time.Duration) {
	_ = l.conn.SetDeadline(time.Now().Add(most)) // a connection that cannot is told by the next step
	if ctx.Err() != nil {                        // it may have ended since it was watched
		_ = l.conn.SetDeadline(time.Now().Add(min(most, ending)))
	}
}

// reset lets the server forget the message that came to nothing.
func (l *link) reset(ctx context.Context) {
	l.deadline(ctx, l.step)
	if l.client.Reset() != nil {
		l.hangUp(false)
	}
}

// hangUp ends the connection: with a word when nothing is under way, else without one,
// for the library would first finish the message.
func (l *link) hangUp(politely bool) {
	if l.conn == nil {
		return
	}
	if politely && l.client != nil {
		_ = l.conn.SetDeadline(time.Now().Add(time.Second))
		_ = l.client.Quit() // whatever it says, all is done
	}
	l.release()
	_ = l.conn.Close()
	l.client, l.conn = nil, nil
}

// response is what the server said to a whole message.
func response(w io.Closer) string {
	if closer, ok := w.(*smtp.DataCloser); ok {
		return closer.ServerResponse()
	}
	return ""
}

// sender is the address of a sender as the envelope has it.
func sender(from string) (string, error) {
	parsed, err := mail.ParseAddress(from)
	if err != nil {
		return "", err
	}
	return asciiDomain(parsed.Address), nil
}
