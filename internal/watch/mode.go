package watch

import (
	"path/filepath"
	"time"

	"bulletin/internal/diag"
)

// Reason says why a watcher polls.
type Reason string

// The reasons. A watcher that is notified has none.
const (
	Asked       Reason = "asked"       // Options.Poll
	Network     Reason = "network"     // a root is on a network file system
	Limit       Reason = "limit"       // the system allows no more watches
	Unavailable Reason = "unavailable" // the system offers no notifications here
)

// Mode is how a watcher learns of changes.
type Mode struct {
	Poll   time.Duration // the interval; 0 when the system notifies
	Reason Reason
	Detail string // the file system and the root, or the system's error
}

// Polling tells whether files are compared at intervals.
func (m Mode) Polling() bool { return m.Poll > 0 }

// notice is what a person should hear of the mode; false when they chose it or
// nothing is unusual.
func (m Mode) notice() (diag.Diagnostic, bool) {
	d := diag.Diagnostic{Severity: diag.Info, Args: []any{m.Poll.Seconds(), m.Detail}}
	switch m.Reason {
	case Network:
		d.Code = "watch-polls-network"
	case Limit:
		d.Code, d.Severity = "watch-polls-limit", diag.Warning
	case Unavailable:
		d.Code = "watch-polls-unavailable"
	default:
		return diag.Diagnostic{}, false
	}
	return d, true
}

func (w *Watcher) setMode(m Mode) {
	w.mu.Lock()
	w.mode = m
	w.mu.Unlock()
	if d, ok := m.notice(); ok {
		w.opt.Notice(d)
	}
}

// chooseMode is the mode before anything was tried.
func (w *Watcher) chooseMode() Mode {
	if w.opt.Poll > 0 {
		return Mode{Poll: w.opt.Poll, Reason: Asked}
	}
	for _, r := range w.roots {
		if kind, remote := remoteKind(nearestExisting(r.path)); remote {
			return Mode{Poll: defaultPoll, Reason: Network, Detail: kind + ": " + r.path}
		}
	}
	return Mode{}
}

// nearestExisting is the path itself, or the closest folder above it that exists.
func nearestExisting(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	for {
		if _, err := statRoot(abs); err == nil || filepath.Dir(abs) == abs {
			return abs
		}
		abs = filepath.Dir(abs)
	}
}
