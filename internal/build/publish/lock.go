package publish

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/gofrs/flock"
)

// lock excludes other processes from a destination. The system drops it when
// the process ends, however it ends.
type lock struct {
	flock *flock.Flock
	owner string // says who holds it; Windows lets nobody read the locked file itself
}

// lock takes the destination's lock or says who holds it.
func (at place) lock() (*lock, error) {
	if err := os.MkdirAll(at.home, dirMode); err != nil {
		return nil, fmt.Errorf("creating the program's folder: %w", err)
	}
	l := &lock{flock.New(filepath.Join(at.home, "lock"), flock.SetPermissions(fileMode)), filepath.Join(at.home, "owner")}
	ok, err := l.flock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("locking %s: %w", at.name, err)
	}
	if !ok {
		return nil, l.heldBy(at.name)
	}
	if err := os.WriteFile(l.owner, []byte(strconv.Itoa(os.Getpid())+"\n"), fileMode); err != nil {
		l.release()
		return nil, fmt.Errorf("locking %s: %w", at.name, err)
	}
	return l, nil
}

// heldBy describes the other process; its file may be absent or half written.
func (l *lock) heldBy(dest string) *LockedError {
	e := &LockedError{Dest: dest}
	if data, err := os.ReadFile(l.owner); err == nil {
		e.PID, _ = strconv.Atoi(strings.TrimSpace(string(data)))
	}
	if info, err := os.Stat(l.owner); err == nil {
		e.Since = info.ModTime()
	}
	return e
}

func (l *lock) release() {
	_ = os.Remove(l.owner) // only a help for messages
	_ = l.flock.Unlock()   // closing the file cannot usefully fail
}
