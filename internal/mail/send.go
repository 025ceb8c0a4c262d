package mail

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/textproto"
	"strings"
	"time"
)

// Delivery sends a letter.
type Delivery struct {
	Letter    Letter
	Server    Server
	Ledger    *Ledger
	PerMinute int // messages at most; 0 for as many as the server takes
	Attempts  int // for each recipient, and for a connection without a success between; 0 is 5
	// Pause is how long is waited after a round that left some, by how many rounds it is
	// since one reached anybody, from 1; nil doubles from two seconds on.
	Pause    func(idle int) time.Duration
	Progress func(done, all int)
}

// Outcome is what became of each recipient.
type Outcome struct {
	Sent    int       // now
	Before  int       // by a run before
	Unsure  []Failure // handed over, but the answer was not seen: by a run that was killed, or now
	Refused []Failure // by the server, for good
	Failed  []Failure // this time
}

// Failure is a recipient who did not get the letter, and what the server said.
type Failure struct{ Address, Reason string }

// Send hands the letter over for each recipient who has not got it yet, one message each,
// and writes every step into the ledger: stopped at any moment and started again, nobody
// gets it twice and nobody is left out unsaid. Between a message's last line and the
// server's answer nobody can know whether it went (RFC 1047): whoever was being written
// to when the process was killed or the connection broke then is told as Unsure and not
// written to again.
//
// A recipient is refused for good by an answer that is about them: to RCPT, or to the
// message with a status of an address or a mailbox (RFC 3463, X.1 and X.2). Any other
// answer for good is about the sender or the letter, and ends the run as an error; so do
// a server that cannot be reached, a ledger that cannot be written, and the context.
// What was done until then is in the Outcome.
func (d *Delivery) Send(ctx context.Context, to []Recipient) (Outcome, error) {
	s := &sending{Delivery: d, most: cmp.Or(d.Attempts, 5), tries: map[string]int{}}
	queue := s.left(to)
	s.all = len(queue)
	defer s.hangUp(true)
	for idle := 1; len(queue) > 0; idle++ {
		before := s.outcome.Sent
		again, err := s.round(ctx, queue)
		if err != nil {
			return s.outcome, err
		}
		if s.outcome.Sent > before {
			idle = 1
		}
		if len(again) > 0 {
			if err := wait(ctx, d.pause(idle)); err != nil {
				return s.outcome, err
			}
		}
		queue = again
	}
	return s.outcome, nil
}

func (d *Delivery) pause(idle int) time.Duration {
	if d.Pause != nil {
		return d.Pause(idle)
	}
	return time.Second << min(idle, 6)
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
	link
	outcome   Outcome
	most      int
	tries     map[string]int // of each address
	troubles  int            // of connections, since the last success
	last      time.Time
	done, all int
}

// left are the recipients of whom the ledger does not know what became.
func (s *sending) left(to []Recipient) []Recipient {
	var left []Recipient
	for _, r := range to {
		switch was := s.Ledger.of(r.Address); was.step {
		case sent:
			s.outcome.Before++
		case begun:
			s.outcome.Unsure = append(s.outcome.Unsure, Failure{r.Address, was.reply})
		case refused:
			s.outcome.Refused = append(s.outcome.Refused, Failure{r.Address, was.reply})
		default:
			left = append(left, r)
		}
	}
	return left
}

// round writes to each of a queue once, and returns to whom again: those that the server
// put off, and the rest when the connection was lost.
func (s *sending) round(ctx context.Context, queue []Recipient) (again []Recipient, err error) {
	for i, r := range queue {
		if err := s.keepPace(ctx); err != nil {
			return nil, err
		}
		trouble, err := s.one(ctx, r)
		if err != nil {
			return nil, err
		}
		if trouble == nil {
			continue
		}
		if s.tries[r.Address] < s.most {
			again = append(again, r)
		} else {
			s.outcome.Failed = append(s.outcome.Failed, Failure{r.Address, trouble.Error()})
			s.finished()
		}
		if s.client == nil { // those behind come first in the next round: it may be this one that breaks it
			return append(append([]Recipient(nil), queue[i+1:]...), again...), nil
		}
	}
	return again, nil
}

// one writes to one recipient. Trouble may be over another time; an error ends the run.
func (s *sending) one(ctx context.Context, r Recipient) (trouble, err error) {
	message, err := s.Letter.Message(r.String())
	if err != nil {
		return nil, s.refuse(r, err)
	}
	if s.client == nil {
		if err := s.dial(ctx, s.Server); err != nil {
			return s.unreached(ctx, err)
		}
	}
	if !isASCII(r.Address) && !s.offers("SMTPUTF8") {
		return nil, s.refuse(r, errUTF8)
	}
	reply, err := s.hand(ctx, r, message)
	if err == nil {
		s.troubles = 0
		s.outcome.Sent++
		s.finished()
		return nil, s.Ledger.note(sent, r.Address, reply)
	}
	return s.settle(ctx, r, err)
}

// settle tells what an error of [sending.hand] means, and writes it down.
func (s *sending) settle(ctx context.Context, r Recipient, err error) (trouble, fatal error) {
	var stopped *handError
	if !errors.As(err, &stopped) {
		s.hangUp(false)
		return nil, err
	}
	var answer *textproto.Error
	answered := errors.As(err, &answer)
	switch {
	case stopped.stage == finalDot && !answered:
		s.hangUp(false)
		s.outcome.Unsure = append(s.outcome.Unsure, Failure{r.Address, err.Error()})
		s.finished()
		return nil, s.broken(ctx, err)
	case !answered || answer.Code == 421 || answer.Code == 503: // of no use any more
		s.hangUp(false)
		s.tries[r.Address]++
		if noted := s.Ledger.note(failed, r.Address, err.Error()); noted != nil {
			return nil, noted
		}
		return err, s.broken(ctx, err)
	case answer.Code < 500:
		s.reset(ctx)
		s.tries[r.Address]++
		return err, s.Ledger.note(failed, r.Address, err.Error())
	case stopped.stage == addressee || stopped.stage == finalDot && ofRecipient(answer.Msg):
		s.reset(ctx)
		return nil, s.refuse(r, err)
	default:
		return nil, errors.Join(err, s.Ledger.note(failed, r.Address, err.Error()))
	}
}

// broken counts a connection that came to nothing; the error is that it is enough.
func (s *sending) broken(ctx context.Context, why error) error {
	if s.troubles++; s.troubles < s.most {
		return ctx.Err()
	}
	return cmp.Or(ctx.Err(), why)
}

// unreached tells whether a server that could not be reached may be another time.
func (s *sending) unreached(ctx context.Context, err error) (trouble, fatal error) {
	var answer *textproto.Error
	var certificate *tls.CertificateVerificationError
	var noTLS tls.RecordHeaderError
	var name *net.DNSError
	switch {
	case errors.As(err, &answer) && answer.Code >= 500, // a login that is refused, mostly
		errors.Is(err, ErrNoStartTLS), errors.As(err, &certificate), errors.As(err, &noTLS), errors.As(err, &name) && name.IsNotFound:
		return nil, cmp.Or(ctx.Err(), err)
	}
	return err, s.broken(ctx, err)
}

// ofRecipient tells whether an answer's status is of an address or of a mailbox
// (RFC 3463, section 2), not of the sender, the letter or the server.
func ofRecipient(text string) bool {
	return strings.HasPrefix(text, "5.1.") && !strings.HasPrefix(text, "5.1.7") && !strings.HasPrefix(text, "5.1.8") || strings.HasPrefix(text, "5.2.")
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
	if s.PerMinute > 0 {
		rest := time.Minute/time.Duration(s.PerMinute) - time.Since(s.last)
		if !s.last.IsZero() && rest > 0 {
			if err := wait(ctx, rest); err != nil {
				return err
			}
		}
		s.last = time.Now()
	}
	return ctx.Err()
}

// stage is how far a message came.
type stage uint8

const (
	envelope  stage = iota // who sends it
	addressee              // who gets it
	data                   // its text
	finalDot               // its last line: what follows is the server's
)

// handError is where handing a message over came to nothing.
type handError struct {
	stage stage
	error
}

func (e *handError) Unwrap() error { return e.error }

// hand hands a message over. Before the line that makes it the server's, the ledger says
// so; an error that is no [*handError] is the ledger's, or the letter's own.
func (s *sending) hand(ctx context.Context, r Recipient, message []byte) (reply string, err error) {
	from, err := sender(s.Letter.From)
	if err != nil {
		return "", err
	}
	s.client.SkipSMTPUTF8(isASCII(from) && isASCII(r.Address)) // a letter that does not need it goes farther
	s.deadline(ctx, s.step)
	if err := s.client.Mail("<" + from + ">"); err != nil {
		return "", &handError{envelope, err}
	}
	if err := s.client.Rcpt("<" + r.Address + ">"); err != nil {
		return "", &handError{addressee, err}
	}
	w, err := s.client.Data()
	if err != nil {
		return "", &handError{data, err}
	}
	s.deadline(ctx, s.step)
	if _, err := w.Write(message); err != nil {
		return "", &handError{data, err}
	}
	if err := s.Ledger.note(begun, r.Address, ""); err != nil {
		return "", err
	}
	s.deadline(ctx, s.final)
	if err := w.Close(); err != nil {
		return "", &handError{finalDot, err}
	}
	return response(w), nil
}
