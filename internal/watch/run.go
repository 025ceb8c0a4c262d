package watch

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

var errStopped = errors.New("stopped")

// sweepEvery is how often a watcher that is notified looks whether its roots
// themselves came, went or were swapped, which happens in folders it does not
// watch.
const sweepEvery = 500 * time.Millisecond

// begin chooses the mode and takes the first picture. What keeps notifications
// from working is a reason to poll, not an error.
func (w *Watcher) begin(open func() (*notifier, error)) {
	mode := w.chooseMode()
	w.pending.early = w.pending.early && !mode.Polling()
	if !mode.Polling() {
		var err error
		if w.notify, err = open(); err != nil {
			mode = refused(err)
		}
	}
	if w.notify != nil {
		w.scanner.enter = w.notify.watch
	}
	unchanged := func(string) {} // the first picture is no change
	if err := w.lookAtAll(unchanged); err != nil && !errors.Is(err, errStopped) {
		mode = refused(err)
		w.stopNotifier()
		_ = w.lookAtAll(unchanged) // without watches only stopping can fail
	}
	w.setMode(mode)
}

func refused(err error) Mode {
	m := Mode{Poll: defaultPoll, Reason: Unavailable, Detail: err.Error()}
	if atLimit(err) {
		m.Reason = Limit
	}
	return m
}

func (w *Watcher) stopNotifier() {
	w.pending.early = false
	w.notify.close()
	w.notify, w.scanner.enter = nil, nil
}

// fallBack goes on by polling; what was missed meanwhile is unknown.
func (w *Watcher) fallBack(err error) {
	w.stopNotifier()
	w.pending.addRescan()
	_ = w.lookAtAll(w.pending.add) // without watches only stopping can fail
	w.setMode(refused(err))
}

// lookAtAll compares every root with the disk.
func (w *Watcher) lookAtAll(report func(path string)) error {
	for _, r := range w.roots {
		if err := w.lookAt(r, report); err != nil {
			return err
		}
	}
	return nil
}

func (w *Watcher) lookAt(r *root, report func(path string)) error {
	if err := w.refresh(r, r.path, fsnotify.Chmod, report); err != nil {
		return err
	}
	if w.notify == nil || r.node.isDir() {
		return nil
	}
	// A single file is heard of through its folder, so that replacing it by a
	// rename is noticed.
	dir := filepath.Dir(r.path)
	info, err := statRoot(dir)
	if err != nil {
		return nil // the sweep will find it
	}
	return w.notify.watch(dir, idOf(info))
}

func (w *Watcher) run(ctx context.Context) {
	defer close(w.batches)
	defer func() { w.notify.close() }()
	tick := time.NewTimer(w.tickAfter(0))
	defer tick.Stop()
	for {
		if w.pending.available() {
			w.offer()
		}
		if err := w.step(ctx, tick); err != nil {
			if ctx.Err() != nil || errors.Is(err, errStopped) {
				return
			}
			w.fallBack(err)
			tick.Reset(w.tickAfter(0))
		}
	}
}

// offer hands the batch to a receiver that is waiting already.
func (w *Watcher) offer() {
	select {
	case w.batches <- w.pending.batch():
		w.pending.sent()
	default:
	}
}

// step waits for the next thing that happens. Its error means that
// notifications cannot go on, or that the watcher was stopped.
func (w *Watcher) step(ctx context.Context, tick *time.Timer) error {
	var out chan<- Batch
	var batch Batch
	if w.pending.available() {
		out, batch = w.batches, w.pending.batch()
	}
	var heard <-chan struct{}
	var settled <-chan time.Time
	if w.notify != nil {
		heard, settled = w.notify.queue.wake, w.pending.timer.C
	}
	select {
	case <-ctx.Done():
		return errStopped
	case out <- batch:
		w.pending.sent()
	case <-settled:
		w.pending.settle()
	case <-heard:
		return w.hear()
	case <-tick.C:
		return w.tick(tick)
	}
	return nil
}

// hear looks where the system said that something happened.
func (w *Watcher) hear() error {
	events, trouble := w.notify.queue.take()
	for _, ev := range events {
		if err := w.event(ev); err != nil {
			return err
		}
	}
	if trouble == nil {
		return nil
	}
	if ends(trouble) {
		return trouble
	}
	if !isStale(trouble) {
		w.pending.addRescan() // events were lost
	}
	return w.lookAtAll(w.pending.add)
}

// tick sweeps the roots, or polls.
func (w *Watcher) tick(tick *time.Timer) error {
	if w.notify == nil {
		begun := time.Now()
		err := w.poll()
		tick.Reset(w.tickAfter(time.Since(begun)))
		return err
	}
	defer tick.Reset(sweepEvery)
	for _, r := range w.roots {
		if r.swapped() {
			if err := w.lookAt(r, w.pending.add); err != nil {
				return err
			}
		}
	}
	return nil
}
