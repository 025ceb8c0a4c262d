// Package watch tells that files under some roots changed.
//
// A root is a folder, watched with everything below it, or a single file. It
// need not exist yet, and may be removed and come back. What is promised: after
// [Start] has returned, every file that is created, changed, moved or removed
// is named by a later [Batch], or the batch says Rescan. A file may be named
// more often than it changed, never less. Folders are not named, the files in
// them are: an empty folder is no change.
//
// The watcher keeps a picture of the tree (names, sizes, times, identities) and
// compares. The system's notifications only say where to look again, so a
// folder that is moved away, swapped for another or filled before its watch was
// placed is read from the disk, not guessed. Where notifications cannot work (a
// network share, the system's limit reached) the same picture is compared at
// intervals.
//
// Symbolic links are files here: they are never followed, except a root that is
// itself a link.
package watch

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"bulletin/internal/diag"
)

// Options says what to watch. Only Roots is needed.
type Options struct {
	// Roots are folders and single files. Paths in a batch begin with the root
	// as it is given here, cleaned. A root inside another root is dropped.
	Roots []string
	// Ignore tells which files are not reported and which folders are not
	// entered. nil means [Temporary].
	Ignore func(path string) bool
	// Poll, when positive, asks for comparing at this interval. 0 means
	// notifications, or polling each second where they cannot work.
	Poll time.Duration
	// Quiet ends a batch: nothing happened for this long. 0 means 30 ms.
	Quiet time.Duration
	// Early delivers changes at once, marked as settling, and again when they have
	// settled. Polling has no need of it: what it finds is as old as its interval.
	Early bool
	// Most bounds the wait for quiet, so that a steady stream of changes still
	// yields. 0 means one second.
	Most time.Duration
	// Notice, when set, hears at most once that polling had to be chosen, and
	// why. It is called by Start or by the watcher's goroutine, and must return.
	Notice func(diag.Diagnostic)
}

// Batch is a set of changes that belong together.
type Batch struct {
	Paths []string // sorted, each once
	// Settling says that the files may still be written: what they hold may be
	// half of what it will be. A batch that names them again follows. Only with
	// Options.Early.
	Settling bool
	// Rescan says that changes may have been missed: everything may have changed.
	Rescan bool
}

const (
	defaultQuiet = 30 * time.Millisecond
	defaultMost  = time.Second
	defaultPoll  = time.Second
)

func (o Options) withDefaults() Options {
	if o.Ignore == nil {
		o.Ignore = Temporary
	}
	if o.Quiet <= 0 {
		o.Quiet = defaultQuiet
	}
	if o.Most <= 0 {
		o.Most = max(defaultMost, 4*o.Quiet)
	}
	if o.Notice == nil {
		o.Notice = func(diag.Diagnostic) {}
	}
	return o
}

// Watcher watches until the context it was started with is done.
type Watcher struct {
	opt     Options
	batches chan Batch
	roots   []*root
	pending *pending
	scanner scanner
	notify  *notifier         // nil when polling
	young   map[string]recent // polling: files whose time cannot be trusted yet

	mu   sync.Mutex
	mode Mode
}

// Start takes the first picture of the roots and begins to watch. Changes made
// after it returns are reported. The only error is that of a context that is
// done already.
func Start(ctx context.Context, opt Options) (*Watcher, error) {
	w := newWatcher(ctx, opt.withDefaults())
	w.begin(systemNotifications)
	if err := ctx.Err(); err != nil {
		w.notify.close()
		return nil, err
	}
	go w.run(ctx)
	return w, nil
}

func newWatcher(ctx context.Context, opt Options) *Watcher {
	return &Watcher{
		opt:     opt,
		batches: make(chan Batch),
		roots:   cleanRoots(opt.Roots),
		pending: newPending(opt),
		scanner: scanner{ignore: opt.Ignore, done: ctx.Done()},
		young:   map[string]recent{},
	}
}

// Batches is where changes arrive. It is closed when the context is done and
// nothing of the watcher runs any more. A slow receiver loses nothing: what
// happens meanwhile is in its next batch.
func (w *Watcher) Batches() <-chan Batch { return w.batches }

// Mode tells how the watcher works at this moment.
func (w *Watcher) Mode() Mode {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.mode
}

// cleanRoots drops repeats and roots that lie inside other roots.
func cleanRoots(paths []string) []*root {
	var cleaned []string
	for _, p := range paths {
		cleaned = append(cleaned, filepath.Clean(p))
	}
	slices.Sort(cleaned)
	var roots []*root
	for _, p := range slices.Compact(cleaned) {
		inside := slices.ContainsFunc(roots, func(r *root) bool { return r.holds(p) })
		if !inside {
			roots = append(roots, &root{path: p})
		}
	}
	return roots
}

// within tells whether path is dir or lies below it, and its slash-free
// remainder. Both are clean.
func within(dir, path string) (rest string, ok bool) {
	if path == dir {
		return "", true
	}
	if dir == "." {
		outside := filepath.IsAbs(path) || path == ".." || strings.HasPrefix(path, ".."+string(filepath.Separator))
		return path, !outside
	}
	prefix := strings.TrimSuffix(dir, string(filepath.Separator)) + string(filepath.Separator)
	return strings.CutPrefix(path, prefix)
}
