package watch

import (
	"maps"
	"slices"
	"time"
)

// pending gathers changes until they settle. It is ready between the moment
// they settled and the next change; then it gathers on. With Options.Early what
// was gathered is to be had before, and once more when it has settled.
type pending struct {
	quiet, most time.Duration
	early       bool
	paths       map[string]struct{}
	told        map[string]struct{} // delivered before they settled, or of no use before
	rescan      bool
	ready       bool
	since       time.Time // first change since it was last ready or sent
	timer       *time.Timer
}

func newPending(opt Options) *pending {
	p := &pending{
		quiet: opt.Quiet, most: opt.Most, early: opt.Early,
		paths: map[string]struct{}{}, told: map[string]struct{}{}, timer: time.NewTimer(time.Hour),
	}
	p.timer.Stop()
	return p
}

func (p *pending) empty() bool { return len(p.paths)+len(p.told) == 0 && !p.rescan }

// available tells whether there is a batch to be delivered.
func (p *pending) available() bool { return p.ready || p.early && len(p.paths) > 0 && !p.rescan }

func (p *pending) add(path string) {
	p.paths[path] = struct{}{}
	p.touched()
}

// addLater adds a change that is of no use before it has settled.
func (p *pending) addLater(path string) {
	p.told[path] = struct{}{}
	p.touched()
}

func (p *pending) addRescan() {
	p.rescan = true
	p.touched()
}

func (p *pending) touched() {
	now := time.Now()
	if p.ready || p.since.IsZero() {
		p.ready, p.since = false, now
	}
	p.timer.Reset(min(p.quiet, p.most-now.Sub(p.since)))
}

// overdue tells whether waiting for quiet has lasted as long as it may.
func (p *pending) overdue() bool {
	return !p.since.IsZero() && time.Since(p.since) >= p.most
}

// settle makes what was gathered ready to be sent.
func (p *pending) settle() { p.ready = !p.empty() }

func (p *pending) batch() Batch {
	if !p.ready {
		return Batch{Paths: slices.Sorted(maps.Keys(p.paths)), Settling: true}
	}
	all := maps.Clone(p.paths)
	maps.Copy(all, p.told)
	return Batch{Paths: slices.Sorted(maps.Keys(all)), Rescan: p.rescan}
}

// sent forgets the batch. One that had not settled is kept to be sent again.
func (p *pending) sent() {
	if !p.ready && p.early && len(p.paths) > 0 {
		maps.Copy(p.told, p.paths)
		clear(p.paths)
		return
	}
	p.reset()
}

// reset forgets everything.
func (p *pending) reset() {
	clear(p.paths)
	clear(p.told)
	p.rescan, p.ready, p.since = false, false, time.Time{}
	p.timer.Stop()
}
