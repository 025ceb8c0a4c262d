package mail

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
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
	state map[string]step // of each address, in lower case
	now   func() time.Time
}

// step is the last that is known of a recipient.
type step string

const (
	begun   step = "begin"  // all was handed over but the last line: it went, unless nothing more was done
	sent    step = "sent"   // the server took it
	refused step = "refuse" // the server will not take it
	failed  step = "failed" // this time
)

// ErrLocked tells that another process is sending by the same ledger.
var ErrLocked = errors.New("another process is sending this letter")

// OpenLedger opens or makes a ledger. A last line that is not whole, of a process that
// was killed, is dropped. The error may be [ErrLocked].
func OpenLedger(name string) (*Ledger, error) {
	l := &Ledger{lock: flock.New(name + ".lock"), state: map[string]step{}, now: time.Now}
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
		return nil, errors.Join(fmt.Errorf("reading %s: %w", name, err), l.Close())
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
	r := csv.NewReader(strings.NewReader(string(data[:whole])))
	r.FieldsPerRecord = -1
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if len(fields) >= 3 {
			l.state[strings.ToLower(fields[2])] = step(fields[1])
		}
	}
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
	l.state[strings.ToLower(address)] = s
	return l.file.Sync()
}

func (l *Ledger) of(address string) step { return l.state[strings.ToLower(address)] }

// Close closes the ledger and lets others open it.
func (l *Ledger) Close() error {
	return errors.Join(l.file.Close(), l.lock.Unlock(), os.Remove(l.lock.Path()))
}
