package watch

import (
	"hash/crc64"
	"io"
	"os"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A file that is written twice within one tick of its file system's clock keeps
// its size and time (FAT ticks every 2 s). For that long after a change was
// seen, polling compares content too. The local clock alone counts, so a
// server's wrong clock does no harm.
const (
	clockTick = 2 * time.Second
	mostBytes = 16 << 20 // larger files are trusted to their time
)

// recent is the content of a file that changed a moment ago.
type recent struct {
	sum   uint64
	until time.Time
}

// poll compares everything once. Changes are held back until a comparison finds
// no more of them, so that a save in several steps is one batch.
func (w *Watcher) poll() error {
	found := map[string]struct{}{}
	for _, r := range w.roots {
		err := w.refresh(r, r.path, fsnotify.Chmod, func(path string) { found[path] = struct{}{} })
		if err != nil {
			return err
		}
	}
	changed := len(found) > 0
	now := time.Now()
	for path := range found {
		w.pending.add(path)
		w.remember(path, now)
	}
	for path, was := range w.young {
		if _, fresh := found[path]; !fresh && w.rewritten(path, was, now) {
			changed = true
			w.pending.add(path)
		}
	}
	if !changed || w.pending.overdue() {
		w.pending.settle()
	}
	return nil
}

func (w *Watcher) remember(path string, now time.Time) {
	sum, ok := contentSum(path)
	if !ok {
		delete(w.young, path)
		return
	}
	w.young[path] = recent{sum: sum, until: now.Add(clockTick)}
}

// rewritten tells whether a file that looks unchanged holds other content.
func (w *Watcher) rewritten(path string, was recent, now time.Time) bool {
	sum, ok := contentSum(path)
	if ok && sum != was.sum {
		w.young[path] = recent{sum: sum, until: now.Add(clockTick)}
		return true
	}
	if !ok || now.After(was.until) {
		delete(w.young, path)
	}
	return false
}

func contentSum(path string) (uint64, bool) {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > mostBytes {
		return 0, false
	}
	f, err := os.Open(path)
	if err != nil {
		return 0, false
	}
	defer f.Close()
	h := crc64.New(crc64.MakeTable(crc64.ECMA))
	if _, err := io.Copy(h, io.LimitReader(f, mostBytes)); err != nil {
		return 0, false
	}
	return h.Sum64(), true
}

// tickAfter is how long to wait for the next look. A comparison that took long
// is repeated less often, so that polling never takes more than a sixth of a
// processor or of a share's patience.
func (w *Watcher) tickAfter(took time.Duration) time.Duration {
	if w.notify != nil {
		return sweepEvery
	}
	wait := w.Mode().Poll
	if !w.pending.empty() && !w.pending.ready {
		wait = min(wait, w.opt.Quiet)
	}
	return max(wait, 5*took)
}
