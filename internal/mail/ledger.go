package mail

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// Ledger is the file that tells to whom a letter went: a line of CSV for each step, which
// is on the disk before the next is taken. It is locked while it is open; the system
// drops the lock when the process ends, however it ends.
type Ledger struct {
	file  *os.File
	lock  *flock.Flock
	state map[string]entry // of each address, in lower case
	now   func() time.Time
}

// entry is the last that is known of a recipient.
type entry struct {
	step  step
	reply string // of the server, or what went wrong
}

// step is how far a letter to a recipient came.
type step string

const (
	begun   step = "begin"  // all was handed over but the last line: it went, unless nothing more was done
	sent    step = "sent"   // the server took it
	refused step = "refuse" // the server will not take it
	failed  step = "failed" // this time
)

// ErrLocked tells that another process is sending by the same ledger.
var ErrLocked = errors.New("another process is sending this letter")

// LedgerError is a line of a ledger that cannot be read: without it nobody knows who was
// written to.
type LedgerError struct {
	File string
	Line int // from 1
	Text string
}

func (e *LedgerError) Error() string {
	return fmt.Sprintf("%s:%d: %q is no line of a ledger", e.File, e.Line, e.Text)
}

// OpenLedger opens or makes a ledger. A last line that is not whole, of a process that
// was killed, is dropped. A ledger that a spreadsheet saved is read too. The error may be
// [ErrLocked] or a [*LedgerError].
func OpenLedger(name string) (*Ledger, error) {
	l := &Ledger{lock: flock.New(name + ".lock"), state: map[string]entry{}, now: time.Now}
	switch ok, err := l.lock.TryLock(); {
	case err != nil:
		return nil, fmt.Errorf("locking %s: %w", name, err)
	case !ok:
		return nil, ErrLocked
	}
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, errors.Join(err, l.lock.Unlock())
	}
	l.file = f
	if err := l.read(); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

func (l *Ledger) read() error {
	data, err := io.ReadAll(l.file)
	if err != nil {
		return err
	}
	whole := strings.LastIndexByte(string(data), '\n') + 1
	if whole < len(data) {
		if err := l.file.Truncate(int64(whole)); err != nil {
			return err
		}
	}
	if _, err := l.file.Seek(int64(whole), io.SeekStart); err != nil {
		return err
	}
	for i, line := range strings.Split(strings.TrimPrefix(string(data[:whole]), "\ufeff"), "\n") {
		if strings.Trim(line, " \r;,\t") == "" {
			continue
		}
		fields, ok := ledgerLine(line)
		if !ok {
			return &LedgerError{l.file.Name(), i + 1, strings.TrimSpace(line)}
		}
		l.state[strings.ToLower(fields[2])] = entry{step(fields[1]), strings.Join(fields[3:], " ")}
	}
	return nil
}

// ledgerLine reads a line, whose fields are parted by what spreadsheets part them by.
func ledgerLine(line string) (fields []string, ok bool) {
	for _, comma := range ",;\t" {
		r := csv.NewReader(strings.NewReader(line))
		r.Comma = comma
		fields, err := r.Read()
		if err == nil && len(fields) >= 3 && slices.Contains([]step{begun, sent, refused, failed}, step(fields[1])) && strings.Contains(fields[2], "@") {
			return fields, true
		}
	}
	return nil, false
}

// note writes a step down; when it returns, the disk has it.
func (l *Ledger) note(s step, address, reply string) error {
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write([]string{l.now().Format(time.RFC3339), string(s), address, oneLine(reply)}) // a builder takes all
	w.Flush()
	if _, err := l.file.WriteString(b.String()); err != nil {
		return err
	}
	l.state[strings.ToLower(address)] = entry{s, oneLine(reply)}
	return l.file.Sync()
}

func (l *Ledger) of(address string) entry { return l.state[strings.ToLower(address)] }

// Close closes the ledger and lets others open it. The file of the lock stays: were it
// removed, one who waits for it and one who makes it anew would both have it.
func (l *Ledger) Close() error { return errors.Join(l.file.Close(), l.lock.Unlock()) }
