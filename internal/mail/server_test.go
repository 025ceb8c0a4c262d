package mail

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// wire is a server that answers as it is told to, and notes what it is told.
type wire struct {
	mu     sync.Mutex
	lines  []string // commands
	taken  int      // messages whose last line came
	port   int
	ehlo   string
	answer func(command string) string // to a command, or "." for a message; "" for what is usual, "drop" for none
}

func listen(t *testing.T, w *wire) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w.port = l.Addr().(*net.TCPAddr).Port
	var all sync.WaitGroup
	all.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			all.Go(func() { w.talk(c) })
		}
	})
	t.Cleanup(func() { _ = l.Close(); all.Wait() })
}

func (w *wire) talk(c net.Conn) {
	defer c.Close()
	lines := bufio.NewScanner(c)
	fmt.Fprint(c, "220 ready\r\n")
	for lines.Scan() {
		command := lines.Text()
		if command == "DATA" && w.reply(command) == "" {
			fmt.Fprint(c, "354 go on\r\n")
			for lines.Scan() && lines.Text() != "." {
			}
			if command = lines.Text(); command != "." {
				return
			}
			w.mu.Lock()
			w.taken++
			w.mu.Unlock()
		}
		w.mu.Lock()
		w.lines = append(w.lines, command)
		w.mu.Unlock()
		switch reply := w.reply(command); {
		case reply == "drop":
			return
		case reply != "":
			fmt.Fprint(c, reply+"\r\n")
		case strings.HasPrefix(command, "EHLO"):
			fmt.Fprint(c, "250-me\r\n"+w.ehlo+"250 HELP\r\n")
		default:
			fmt.Fprint(c, "250 well\r\n")
		}
	}
}

func (w *wire) reply(command string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.answer == nil {
		return ""
	}
	return w.answer(command)
}

// count is how many messages were taken; all is what was said.
func (w *wire) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.taken
}

func (w *wire) all() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.lines)
}

// said tells whether a command was given.
func (w *wire) said(command string) bool { return slices.Contains(w.all(), command) }

// run sends to a wire, with changes.
func run(t *testing.T, w *wire, ledger string, to []Recipient, change func(*Delivery)) (Outcome, error) {
	t.Helper()
	book, err := OpenLedger(ledger)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	d := &Delivery{
		Letter: letter(), Server: Server{Host: "127.0.0.1", Port: w.port, Security: None}, Ledger: book, Pause: func(int) time.Duration { return 0 },
	}
	if change != nil {
		change(d)
	}
	return d.Send(context.Background(), to)
}

// TestEnvelope: addresses stand as RFC 5321 has them (section 4.1.2), and what the
// letter does not need is not asked for.
func TestEnvelope(t *testing.T) {
	w := &wire{ehlo: "250-SMTPUTF8\r\n"}
	listen(t, w)
	to, err := ReadRecipients(strings.NewReader("a@thư.vn\nđức@example.vn\n"))
	if err != nil {
		t.Fatal(err)
	}
	if o, err := run(t, w, filepath.Join(t.TempDir(), "sent.csv"), to, nil); err != nil || o.Sent != 2 {
		t.Fatalf("%+v, %v", o, err)
	}
	for _, want := range []string{"MAIL FROM:<bantin@example.vn>", "RCPT TO:<a@xn--th-e0a.vn>", "MAIL FROM:<bantin@example.vn> SMTPUTF8", "RCPT TO:<đức@example.vn>"} {
		if !w.said(want) {
			t.Errorf("%q was not said: %q", want, w.all())
		}
	}
	plain := &wire{}
	listen(t, plain)
	if o, err := run(t, plain, filepath.Join(t.TempDir(), "sent.csv"), to, nil); err != nil || o.Sent != 1 || len(o.Refused) != 1 {
		t.Errorf("a server without such letters: %+v, %v", o, err)
	}
}

// TestAnswersForGood: what the server says of a recipient is for that recipient; what it
// says of the sender or the letter ends the run, and spoils nobody's chance.
func TestAnswersForGood(t *testing.T) {
	for name, tt := range map[string]struct {
		command, answer string
		refused         int
	}{
		"sender":  {"MAIL FROM:<bantin@example.vn>", "553 5.7.1 not yours", 0},
		"text":    {"DATA", "554 5.7.0 no", 0},
		"letter":  {".", "554 5.7.1 spam", 0},
		"mailbox": {".", "552 5.2.2 full", 3},
		"address": {"RCPT TO:<dc0001@example.vn>", "550 5.1.1 unknown", 1},
	} {
		t.Run(name, func(t *testing.T) {
			bad := true
			w := &wire{}
			w.answer = func(command string) string {
				if bad && command == tt.command {
					return tt.answer
				}
				return ""
			}
			listen(t, w)
			ledger := filepath.Join(t.TempDir(), "sent.csv")
			o, err := run(t, w, ledger, everybody(3), nil)
			if len(o.Refused) != tt.refused || (err == nil) != (tt.refused > 0) || err != nil && !strings.Contains(err.Error(), tt.answer[:3]) {
				t.Errorf("%+v, %v", o, err)
			}
			w.mu.Lock()
			bad = false
			w.mu.Unlock()
			again, err := run(t, w, ledger, everybody(3), nil)
			if err != nil || again.Sent+again.Before != 3-tt.refused || len(again.Refused) != tt.refused {
				t.Errorf("when it is mended: %+v, %v", again, err)
			}
			for _, r := range again.Refused {
				if !strings.Contains(r.Reason, tt.answer[4:]) {
					t.Errorf("the reason is lost: %+v", r)
				}
			}
		})
	}
}

// TestNothingGoesUnnoted: when the ledger cannot be written, the message that is under
// way is not finished.
func TestNothingGoesUnnoted(t *testing.T) {
	w := &wire{}
	listen(t, w)
	ledger := filepath.Join(t.TempDir(), "sent.csv")
	o, err := run(t, w, ledger, everybody(2), func(d *Delivery) {
		unwritable, err := os.Open(ledger)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = d.Ledger.file.Close() })
		d.Ledger.file, unwritable = unwritable, d.Ledger.file
		_ = unwritable.Close()
	})
	if err == nil || o.Sent != 0 || w.count() != 0 {
		t.Errorf("%d messages were taken: %+v, %v", w.count(), o, err)
	}
	if o, err := run(t, w, ledger, everybody(2), nil); err != nil || o.Sent != 2 || w.count() != 2 {
		t.Errorf("%d messages were taken: %+v, %v", w.count(), o, err)
	}
}

// TestNoAnswer: a message whose answer does not come is not sent again, by this run or
// another; a server that never answers ends the run.
func TestNoAnswer(t *testing.T) {
	w := &wire{answer: func(command string) string {
		if command == "." {
			return "drop"
		}
		return ""
	}}
	listen(t, w)
	ledger := filepath.Join(t.TempDir(), "sent.csv")
	o, err := run(t, w, ledger, everybody(2), nil)
	if err != nil || len(o.Unsure) != 2 || w.count() != 2 {
		t.Errorf("%d messages: %+v, %v", w.count(), o, err)
	}
	again, err := run(t, w, ledger, everybody(9), nil)
	if err == nil || len(again.Unsure) != 7 || w.count() != 7 {
		t.Errorf("%d messages: %+v, %v", w.count(), again, err)
	}
}

// TestManyConnections: a server that takes few messages a connection, and sometimes no
// connection, gets them all to everybody.
func TestManyConnections(t *testing.T) {
	n := 0
	w := &wire{}
	w.answer = func(command string) string {
		if strings.HasPrefix(command, "MAIL") {
			if n++; n%4 == 0 {
				return "421 enough"
			}
		}
		return ""
	}
	listen(t, w)
	if o, err := run(t, w, filepath.Join(t.TempDir(), "sent.csv"), everybody(100), nil); err != nil || o.Sent != 100 || w.count() != 100 {
		t.Errorf("%d messages: %+v, %v", w.count(), o, err)
	}
}

// TestStopped: a run that is stopped ends though the server is silent, long before the
// server's time is over.
func TestStopped(t *testing.T) {
	in := serve(t, func(stage, _ string) error {
		if stage == "data" {
			return errHang
		}
		return nil
	})
	book, err := OpenLedger(filepath.Join(t.TempDir(), "sent.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	ctx, stop := context.WithCancel(context.Background())
	d := &Delivery{Letter: letter(), Server: Server{Host: "127.0.0.1", Port: in.port, Security: None}, Ledger: book}
	in.mu.Lock()
	in.trouble = func(stage, _ string) error {
		if stage == "data" {
			stop()
			return errHang
		}
		return nil
	}
	in.mu.Unlock()
	o, err := d.Send(ctx, everybody(2))
	if !errors.Is(err, context.Canceled) || len(o.Unsure) != 1 || o.Sent != 0 {
		t.Errorf("%+v, %v", o, err)
	}
}

// TestNoStartTLS: a server that does not close the way is given nothing, and asked once.
func TestNoStartTLS(t *testing.T) {
	w := &wire{}
	listen(t, w)
	_, err := run(t, w, filepath.Join(t.TempDir(), "sent.csv"), everybody(1), func(d *Delivery) { d.Server.Security = "" })
	if !errors.Is(err, ErrNoStartTLS) || len(w.all()) != 1 {
		t.Errorf("%v; %q", err, w.all())
	}
}

// TestLogin: a server that knows only the older way of logging in is logged in to.
func TestLogin(t *testing.T) {
	w := &wire{ehlo: "250-AUTH LOGIN\r\n"}
	w.answer = func(command string) string {
		switch command {
		case "AUTH LOGIN":
			return "334 VXNlcm5hbWU6"
		case "YQ==": // a
			return "334 UGFzc3dvcmQ6"
		case "Yg==": // b
			return "235 welcome"
		}
		return ""
	}
	listen(t, w)
	o, err := run(t, w, filepath.Join(t.TempDir(), "sent.csv"), everybody(1), func(d *Delivery) { d.Server.Username, d.Server.Password = "a", "b" })
	if err != nil || o.Sent != 1 {
		t.Errorf("%+v, %v; %q", o, err, w.all())
	}
}

// TestLedgerOfASpreadsheet: a ledger that was opened and saved in a spreadsheet says the
// same; one that cannot be read stops everything.
func TestLedgerOfASpreadsheet(t *testing.T) {
	name := filepath.Join(t.TempDir(), "sent.csv")
	for _, text := range []string{
		"2020-07-31T08:00:00+07:00,begin,A@x.vn,\n2020-07-31T08:00:01+07:00,sent,a@x.vn,\"250 well, well\"\n",
		"\ufeff31/07/2020 8:00;begin;a@x.vn;\r\n31/07/2020 8:00;sent;a@x.vn;250 well, well\r\n;;;\r\n",
		"31/07/2020\tsent\ta@x.vn\t250 well, well\r\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		l, err := OpenLedger(name)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if got := l.of("a@X.vn"); got.step != sent || got.reply != "250 well, well" {
			t.Errorf("%q: %+v", text, got)
		}
		if err := l.note(sent, "b@x.vn", "250"); err != nil {
			t.Error(err)
		}
		_ = l.Close()
		if l, err = OpenLedger(name); err != nil || l.of("b@x.vn").step != sent || l.of("a@x.vn").step != sent {
			t.Errorf("%q: written to, it is not read again: %v", text, err)
		}
		_ = l.Close()
	}
	for _, text := range []string{"a@x.vn\n", "x,sent\n", "x,gone,a@x.vn\n", "x,sent,a\n"} {
		if err := os.WriteFile(name, []byte("2020,sent,b@x.vn,\n"+text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := OpenLedger(name)
		var wrong *LedgerError
		if !errors.As(err, &wrong) || wrong.Line != 2 || wrong.Text != strings.TrimSpace(text) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
