package mail

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// inbox is a real server on the loopback that counts what each recipient gets.
type inbox struct {
	mu      sync.Mutex
	got     map[string]int
	ids     map[string]string // Message-ID by recipient
	trouble func(stage, to string) error
	port    int
}

func serve(t *testing.T, trouble func(stage, to string) error) *inbox {
	t.Helper()
	in := &inbox{got: map[string]int{}, ids: map[string]string{}, trouble: trouble}
	srv := smtp.NewServer(in)
	srv.Domain, srv.AllowInsecureAuth, srv.EnableSMTPUTF8 = "localhost", true, true
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	in.port = l.Addr().(*net.TCPAddr).Port
	go func() { _ = srv.Serve(l) }()
	t.Cleanup(func() { _ = srv.Close() })
	return in
}

func (in *inbox) NewSession(c *smtp.Conn) (smtp.Session, error) {
	return &session{in: in, conn: c}, in.trouble("greeting", "")
}

type session struct {
	in   *inbox
	conn *smtp.Conn
	to   string
}

func (s *session) Mail(string, *smtp.MailOptions) error { return nil }
func (s *session) Reset()                               {}
func (s *session) Logout() error                        { return nil }

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	return s.in.meet(s.conn, "recipient", to)
}

func (s *session) Data(r io.Reader) error {
	id := ""
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		if name, ok := strings.CutPrefix(lines.Text(), "Message-ID: "); ok && id == "" {
			id = name
		}
	}
	if err := lines.Err(); err != nil {
		return err // the client broke off: nothing was handed over
	}
	if err := s.in.meet(s.conn, "data", s.to); err != nil {
		return err
	}
	s.in.mu.Lock()
	defer s.in.mu.Unlock()
	s.in.got[s.to]++
	s.in.ids[s.to] = id
	return nil
}

// errDrop and errHang are troubles without an answer.
var errDrop, errHang = errors.New("drop"), errors.New("hang")

func (in *inbox) meet(c *smtp.Conn, stage, to string) error {
	switch err := in.trouble(stage, to); {
	case errors.Is(err, errDrop):
		_ = c.Conn().Close()
		return err
	case errors.Is(err, errHang):
		_, _ = io.Copy(io.Discard, c.Conn()) // until the client gives up
		return err
	default:
		return err
	}
}

func peaceful(string, string) error { return nil }

// everybody are n recipients.
func everybody(n int) []Recipient {
	all := make([]Recipient, n)
	for i := range all {
		all[i] = Recipient{Name: fmt.Sprintf("Đồng chí %d", i), Address: fmt.Sprintf("dc%04d@example.vn", i)}
	}
	return all
}

func deliver(t *testing.T, in *inbox, ledger string, to []Recipient) (Outcome, error) {
	t.Helper()
	l, err := OpenLedger(ledger)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	d := &Delivery{
		Letter: letter(), Server: Server{Host: "127.0.0.1", Port: in.port, Security: None, Step: 200 * time.Millisecond, Final: 200 * time.Millisecond}, Ledger: l,
		Attempts: 30, Pause: func(int) time.Duration { return 0 },
	}
	return d.Send(context.Background(), to)
}

// TestTroubleIsOvercome: what a server answers for now, and answers not at all, is tried
// again; each gets one message. What it answers for good is told, and not tried again.
func TestTroubleIsOvercome(t *testing.T) {
	var mu sync.Mutex
	random := rand.New(rand.NewPCG(1, 2))
	trouble := func(stage, to string) error {
		mu.Lock()
		defer mu.Unlock()
		if strings.HasPrefix(to, "dc0007@") {
			return &smtp.SMTPError{Code: 550, Message: "no such user"}
		}
		switch random.IntN(40) {
		case 0:
			return &smtp.SMTPError{Code: 451, Message: "try again"}
		case 1:
			if stage != "greeting" {
				return errDrop
			}
		case 2:
			if stage == "data" && random.IntN(4) == 0 {
				return errHang
			}
		}
		return nil
	}
	in := serve(t, trouble)
	ledger := filepath.Join(t.TempDir(), "sent.csv")
	to := everybody(200)
	o, err := deliver(t, in, ledger, to)
	if err != nil {
		t.Fatal(err)
	}
	unsure := map[string]bool{} // those of whom no answer came
	for _, u := range o.Unsure {
		unsure[u.Address] = true
	}
	if o.Sent+len(unsure) != 199 || len(unsure) == 0 || len(o.Refused) != 1 || o.Refused[0].Address != "dc0007@example.vn" || !strings.Contains(o.Refused[0].Reason, "no such user") || len(o.Failed) != 0 {
		t.Errorf("%d sent, refused %v, failed %v, unsure %v", o.Sent, o.Refused, o.Failed, o.Unsure)
	}
	for _, r := range to {
		if n := in.got[r.Address]; r.Address != "dc0007@example.vn" && n != 1 && !(unsure[r.Address] && n == 0) {
			t.Errorf("%s got %d", r.Address, n)
		}
	}
	again, err := deliver(t, in, ledger, to)
	if err != nil || again.Sent != 0 || again.Before != o.Sent || len(again.Unsure) != len(unsure) || len(again.Refused) != 1 || !strings.Contains(again.Refused[0].Reason, "no such user") {
		t.Errorf("the second time: %+v, %v", again, err)
	}
}

// TestNoServer: a server that is not there ends the run, and leaves all to the next.
func TestNoServer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	gone := &inbox{port: l.Addr().(*net.TCPAddr).Port}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	ledger := filepath.Join(t.TempDir(), "sent.csv")
	if o, err := deliver(t, gone, ledger, everybody(3)); err == nil || o.Sent != 0 {
		t.Errorf("%+v, %v", o, err)
	}
	in := serve(t, peaceful)
	if o, err := deliver(t, in, ledger, everybody(3)); err != nil || o.Sent != 3 {
		t.Errorf("%+v, %v", o, err)
	}
}

// TestOneSenderAtATime: a ledger is open once.
func TestOneSenderAtATime(t *testing.T) {
	name := filepath.Join(t.TempDir(), "sent.csv")
	l, err := OpenLedger(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := OpenLedger(name); !errors.Is(err, ErrLocked) {
		t.Errorf("a second one opens: %v", err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := OpenLedger(name)
	if err != nil {
		t.Fatal(err)
	}
	_ = again.Close()
}

// childEnv makes the test binary a sender that is killed.
const childEnv = "MAIL_TEST_CHILD"

type child struct {
	Port   int
	Ledger string
	Count  int
}

func TestMain(m *testing.M) {
	if text := os.Getenv(childEnv); text != "" {
		var c child
		if err := json.Unmarshal([]byte(text), &c); err != nil {
			panic(err)
		}
		l, err := OpenLedger(c.Ledger)
		if err != nil {
			panic(err)
		}
		d := &Delivery{
			Letter: letter(), Server: Server{Host: "127.0.0.1", Port: c.Port, Security: None}, Ledger: l,
			Progress: func(done, _ int) { fmt.Println(done) },
		}
		if _, err := d.Send(context.Background(), everybody(c.Count)); err != nil {
			panic(err)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// TestKilledFiveTimes: a thousand messages, the sender killed five times on the way:
// nobody gets two, and all get one but at most those that were being written to when it
// was killed, who are told.
func TestKilledFiveTimes(t *testing.T) {
	const count = 1000
	in := serve(t, peaceful)
	ledger := filepath.Join(t.TempDir(), "sent.csv")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for kill := range 5 {
		text, err := json.Marshal(child{in.port, ledger, count})
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), childEnv+"="+string(text))
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for after := 100 + rand.IntN(80); after > 0 && lines.Scan(); after-- {
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it was killed
		t.Logf("killed %d times", kill+1)
	}
	o, err := deliver(t, in, ledger, everybody(count))
	if err != nil {
		t.Fatal(err)
	}
	unsure := map[string]bool{}
	for _, u := range o.Unsure {
		unsure[u.Address] = true
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	total := 0
	for _, r := range everybody(count) {
		n := in.got[r.Address]
		total += n
		if n > 1 || n == 0 && !unsure[r.Address] {
			t.Errorf("%s got %d", r.Address, n)
		}
	}
	if len(o.Unsure) > 5 || o.Sent == 0 || o.Before < 500 {
		t.Errorf("%d sent, %d before, unsure %v", o.Sent, o.Before, o.Unsure)
	}
	t.Logf("%d messages; unsure: %v", total, o.Unsure)
}

func TestReadRecipients(t *testing.T) {
	for _, tt := range []struct{ list, want, wrong string }{
		{"a@x.vn\nb@x.vn\n\n# c@x.vn\n", "<a@x.vn> <b@x.vn>", ""},
		{"\ufeffHọ tên;Địa chỉ thư\r\nĐồng chí A;a@x.vn\r\nB;b@x.vn\r\n", `Đồng chí A <a@x.vn> "B" <b@x.vn>`, ""},
		{"Nguyễn A,a@x.vn,phòng 1\nB <b@x.vn>\n", `Nguyễn A <a@x.vn> "B" <b@x.vn>`, ""},
		{"a@x.vn\nA@X.vn\n", "<a@x.vn>", ""},
		{"đồng.chí@thư.vn\n", "<đồng.chí@xn--th-e0a.vn>", ""},
		{"a@x.vn\nkhông phải\nb@\nc@x\n\"d@x.vn\r\nBcc: e\"\n", "", "2 3 4 5"},
		{"email\nB\n", "", "2"},
		{"A;a@x.vn;b@x.vn\na@x.vn, b@x.vn\n", "", "1 2"},
		{"sep=;\nTên;Email\nA;a@x.vn\n", "A <a@x.vn>", ""},
		{"Tên\tEmail\nA, B\ta@x.vn\n", `"A, B" <a@x.vn>`, ""},
		{"Bình \"y\",b@x.vn\n", `Bình y <b@x.vn>`, ""},
	} {
		all, err := ReadRecipients(strings.NewReader(tt.list))
		var got []string
		for _, r := range all {
			got = append(got, strings.ReplaceAll(r.Name+" <"+r.Address+">", "  ", " "))
		}
		text := strings.ReplaceAll(strings.TrimSpace(strings.Join(got, " ")), `"`, "")
		if want := strings.ReplaceAll(tt.want, `"`, ""); strings.ReplaceAll(text, "  ", " ") != want {
			t.Errorf("%q: %q, want %q", tt.list, text, want)
		}
		var wrong []string
		var list *ListError
		if errors.As(err, &list) {
			for _, l := range list.Lines {
				wrong = append(wrong, fmt.Sprint(l.Line))
			}
		} else if err != nil {
			t.Errorf("%q: %v", tt.list, err)
		}
		if strings.Join(wrong, " ") != tt.wrong {
			t.Errorf("%q: wrong lines %v, want %s", tt.list, wrong, tt.wrong)
		}
	}
	if _, err := ReadRecipients(strings.NewReader("Nguy\xea A,a@x.vn\n")); err == nil {
		t.Error("a list that is not in UTF-8 is read")
	}
}
