package mail

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/textproto"
	"time"

	"github.com/wneessen/go-mail/smtp"
)

// Security is how the way to the server is closed to others.
type Security string

// The ways. None is for servers on the same machine or behind another guard.
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
}

// Delivery sends a letter.
type Delivery struct {
	Letter    Letter
	Server    Server
	Ledger    *Ledger
	PerMinute int // messages at most; 0 for as many as the server takes
	Attempts  int // for each recipient; 0 is 5
	// Pause is how long is waited after an attempt, counted from 1, before the next; nil
	// doubles from a second on.
	Pause    func(attempt int) time.Duration
	Progress func(done, all int)
}

// Outcome is what became of each recipient.
type Outcome struct {
	Sent    int       // now
	Before  int       // by a run before
	Unsure  []Failure // that a run before was about to finish when it was killed: very likely sent
	Refused []Failure // by the server, for good
	Failed  []Failure // this time
}

// Failure is a recipient who did not get the letter, and what the server said.
type Failure struct{ Address, Reason string }

// Send hands the letter over for each recipient who has not got it yet, one message each,
// and writes every step into the ledger: stopped at any moment and started again, nobody
// gets it twice and nobody is left out. The moment between a server's taking of a message
// and the ledger's line about it belongs to neither: whoever was being written to when
// the process was killed then is told as Unsure and not written to again. A server that
// breaks off before it has answered has not taken the message (RFC 5321, section 4.2.5).
//
// The error is that no server can be reached, that the ledger cannot be written, or the
// context's; what was done until then is in the Outcome.
func (d *Delivery) Send(ctx context.Context, to []Recipient) (Outcome, error) {
	var o Outcome
	var left []Recipient
	for _, r := range to {
		switch d.Ledger.of(r.Address) {
		case sent:
			o.Before++
		case begun:
			o.Unsure = append(o.Unsure, Failure{r.Address, ""})
		case refused:
			o.Refused = append(o.Refused, Failure{r.Address, ""})
		default:
			left = append(left, r)
		}
	}
	s := &sending{Delivery: d, outcome: &o, all: len(left)}
	defer s.hangUp()
	reasons := map[string]string{}
	for attempt, most := 1, cmp.Or(d.Attempts, 5); len(left) > 0; attempt++ {
		var again []Recipient
		for i, r := range left {
			temporary, err := s.one(ctx, r)
			if err != nil {
				return o, err
			}
			if temporary == nil {
				continue
			}
			again, reasons[r.Address] = append(again, r), temporary.Error()
			if unreachable := (&dialError{}); errors.As(temporary, &unreachable) {
				if attempt == most {
					return o, temporary
				}
				again = append(again, left[i+1:]...)
				break
			}
		}
		if left = again; len(left) == 0 {
			break
		}
		if attempt == most {
			for _, r := range left {
				o.Failed = append(o.Failed, Failure{r.Address, reasons[r.Address]})
			}
			break
		}
		if err := wait(ctx, d.pause(attempt)); err != nil {
			return o, err
		}
	}
	return o, nil
}

// dialError is that no connection could be had.
type dialError struct{ error }

func (e *dialError) Unwrap() error { return e.error }

func (d *Delivery) pause(attempt int) time.Duration {
	if d.Pause != nil {
		return d.Pause(attempt)
	}
	return time.Second << min(attempt, 6)
}

func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// sending is one run of [Delivery.Send].
type sending struct {
	*Delivery
	outcome   *Outcome
	client    *smtp.Client // nil while there is no connection
	conn      net.Conn
	last      time.Time
	done, all int
}

// one writes to one recipient. What may be better another time is temporary; an error
// ends the run.
func (s *sending) one(ctx context.Context, r Recipient) (temporary, err error) {
	if err := s.keepPace(ctx); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	message, err := s.Letter.Message(r.String())
	if err != nil {
		return nil, s.refuse(r, err)
	}
	if s.client == nil {
		if err := s.dial(ctx); err != nil {
			var said *textproto.Error
			if errors.As(err, &said) && said.Code >= 500 || ctx.Err() != nil { // a login that is refused, mostly
				return nil, cmp.Or(ctx.Err(), err)
			}
			return &dialError{err}, nil
		}
	}
	reply, err := s.hand(r, message)
	if err == nil {
		s.outcome.Sent++
		s.finished()
		return nil, s.Ledger.note(sent, r.Address, reply)
	}
	var ledger *ledgerError
	if errors.As(err, &ledger) {
		return nil, err
	}
	var said *textproto.Error
	switch answered := errors.As(err, &said); {
	case answered && said.Code >= 500 && said.Code != 503:
		s.reset()
		return nil, s.refuse(r, err)
	case answered && said.Code != 421:
		s.reset()
	default: // the connection is of no use any more
		s.hangUp()
	}
	return err, s.Ledger.note(failed, r.Address, err.Error())
}

func (s *sending) refuse(r Recipient, why error) error {
	s.outcome.Refused = append(s.outcome.Refused, Failure{r.Address, why.Error()})
	s.finished()
	return s.Ledger.note(refused, r.Address, why.Error())
}

func (s *sending) finished() {
	if s.done++; s.Progress != nil {
		s.Progress(s.done, s.all)
	}
}

// keepPace waits until the next message may go.
func (s *sending) keepPace(ctx context.Context) error {
	if s.PerMinute <= 0 {
		return nil
	}
	if rest := time.Minute/time.Duration(s.PerMinute) - time.Since(s.last); !s.last.IsZero() && rest > 0 {
		if err := wait(ctx, rest); err != nil {
			return err
		}
	}
	s.last = time.Now()
	return nil
}

// ledgerError is that a step cannot be written down: then no further one is taken.
type ledgerError struct{ error }

func (e *ledgerError) Unwrap() error { return e.error }

// hand hands a message over. Before the line that makes it the server's, the ledger says
// so; after an answer that it is not, the caller says that.
func (s *sending) hand(r Recipient, message []byte) (reply string, err error) {
	from, err := mail.ParseAddress(s.Letter.From)
	if err != nil {
		return "", err
	}
	s.deadline()
	if err := s.client.Mail(from.Address); err != nil {
		return "", err
	}
	if err := s.client.Rcpt(r.Address); err != nil {
		return "", err
	}
	w, err := s.client.Data()
	if err != nil {
		return "", err
	}
	s.deadline()
	if _, err := w.Write(message); err != nil {
		return "", err
	}
	if err := s.Ledger.note(begun, r.Address, ""); err != nil {
		return "", &ledgerError{err}
	}
	s.deadline()
	if err := w.Close(); err != nil {
		return "", err
	}
	if closer, ok := w.(*smtp.DataCloser); ok {
		reply = closer.ServerResponse()
	}
	return reply, nil
}

func (s *sending) step() time.Duration {
	if s.Server.Step > 0 {
		return s.Server.Step
	}
	return time.Minute
}

func (s *sending) deadline() { _ = s.conn.SetDeadline(time.Now().Add(s.step())) } // a connection that cannot is told by the next step

// dial connects, closes the way to others, and says who is there.
func (s *sending) dial(ctx context.Context) error {
	srv := s.Server
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
	address := net.JoinHostPort(srv.Host, fmt.Sprint(srv.Port))
	dialer := &net.Dialer{Timeout: s.step()}
	conn, err := dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		return err
	}
	_ = conn.SetDeadline(time.Now().Add(s.step()))
	if srv.Security == TLS {
		conn = tls.Client(conn, config)
	}
	client, err := smtp.NewClient(conn, srv.Host)
	if err != nil {
		return errors.Join(err, conn.Close())
	}
	s.client, s.conn = client, conn
	if err := s.greet(config); err != nil {
		s.hangUp()
		return err
	}
	return nil
}

func (s *sending) greet(config *tls.Config) error {
	if s.Server.Security == StartTLS {
		if offered, _ := s.client.Extension("STARTTLS"); !offered {
			return errors.New("the server offers no STARTTLS")
		}
		if err := s.client.StartTLS(config); err != nil {
			return err
		}
	}
	if s.Server.Username == "" {
		return nil
	}
	return s.client.Auth(smtp.PlainAuth("", s.Server.Username, s.Server.Password, s.Server.Host, s.Server.Security == None))
}

// reset lets the server forget the message that came to nothing.
func (s *sending) reset() {
	s.deadline()
	if s.client.Reset() != nil {
		s.hangUp()
	}
}

// hangUp ends the connection.
func (s *sending) hangUp() {
	if s.client == nil {
		return
	}
	_ = s.conn.SetDeadline(time.Now().Add(time.Second))
	_ = s.client.Quit() // whatever it says, all is done
	_ = s.conn.Close()
	s.client, s.conn = nil, nil
}
