package watch

import (
	"maps"
	"slices"
	"time"
)

// pending gathers changes until they settle. It is ready between the moment
// they settled and the next change; then it gathers on.
type pending struct {
	quiet, most time.Duration
	paths       map[string]struct{}
	rescan      bool
	ready       bool
	since       time.Time // first change since it was last ready or sent
	timer       *time.Timer
}

func newPending(quiet, most time.Duration) *pending {
	p := &pending{quiet: quiet, most: most, paths: map[string]struct{}{}, timer: time.NewTimer(time.Hour)}
	p.timer.Stop()
	return p
}

func (p *pending) empty() bool { return len(p.paths) == 0 && !p.rescan }

func (p *pending) add(path string) {
	p.paths[path] = struct{}{}
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
	return Batch{Paths: slices.Sorted(maps.Keys(p.paths)), Rescan: p.rescan}
}

func (p *pending) sent() {
	clear(p.paths)
	p.rescan, p.ready, p.since = false, false, time.Time{}
	p.timer.Stop()
}
