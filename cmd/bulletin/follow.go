package main

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"time"

	"bulletin/internal/build"
	"bulletin/internal/diag"
	"bulletin/internal/watch"
)

// outcome is what one edit, or several at once, led to.
type outcome struct {
	report    build.Report
	published bool // the output folder was written
	problems  diag.List
	err       error
	took      time.Duration
	repeats   bool // a second look found what the first did: nobody need be told again
}

// following is a site that is kept up to date.
type following struct {
	*app
	live    *build.Live
	publish bool // write what changed to the output folder
	batches <-chan watch.Batch
	change  build.Change  // what happened since the last outcome
	early   bool          // it may be half written: no problem is told of it
	gaveUp  int           // attempts that were given up, one after the other
	told    func(outcome) // hears of every outcome
	first   *outcome      // of before there was a watcher; nil once all was looked at again
}

var errWatcherStopped = errors.New("the watcher stopped")

// follow brings the site up to date now and after every change until the context
// ends. What people wait for is the first page, so watching begins after it; what
// changed until then is found by looking at everything once more.
func (a *app) follow(ctx context.Context, live *build.Live, poll time.Duration, publish bool, told func(outcome)) error {
	f := &following{app: a, live: live, publish: publish, told: told, change: build.Change{All: true}}
	first := f.update(ctx)
	if ctx.Err() == nil {
		f.tell(first)
	}
	f.first = &first
	watcher, err := watch.Start(ctx, watch.Options{
		Roots: append(build.Linked(live.Options), live.Options.Root), Poll: poll, Ignore: a.ignored(live.Options), Early: !publish,
		Notice: func(d diag.Diagnostic) { a.problems(diag.List{d}) },
	})
	if err != nil {
		return err
	}
	f.batches = watcher.Batches()
	if live.Unchanged(ctx, f.clock(time.Now())) {
		f.first = nil
		f.forget()
		if err := f.wait(ctx); err != nil {
			return err
		}
	}
	for ctx.Err() == nil {
		finished, err := f.attempt(ctx)
		if err != nil {
			return err
		}
		if finished {
			f.forget()
			err = f.wait(ctx)
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// mostGivenUp is how many attempts are given up in a row: edits without end must
// not keep the site from ever changing.
const mostGivenUp = 2

// attempt brings the site up to date. An attempt that is under way when something
// changes again is given up for a new one: its result would be old.
func (f *following) attempt(ctx context.Context) (finished bool, err error) {
	attempt, giveUp := context.WithCancel(ctx)
	defer giveUp()
	done := make(chan outcome, 1)
	go func() { done <- f.update(attempt) }()
	batches := f.batches
	if f.gaveUp >= mostGivenUp {
		batches = nil
	}
	select {
	case result := <-done:
		if ctx.Err() == nil {
			f.tell(result)
		}
		return true, nil
	case batch, open := <-batches:
		giveUp()
		result := <-done
		if !open {
			return false, f.stopped(ctx)
		}
		if f.gaveUp++; !errors.Is(result.err, context.Canceled) {
			f.tell(result)
			f.forget()
		}
		f.happened(batch)
		return false, nil
	}
}

// tell hands an outcome on. What is wrong with a file that may be half written is
// held back: it is read again when it has settled.
func (f *following) tell(r outcome) {
	r.repeats, f.first = r.sameAs(f.first), nil
	if !f.early || r.err == nil && !f.live.Options.Stops(r.problems) {
		f.told(r)
	}
}

// sameAs tells whether an outcome says what an earlier one said, and changed nothing.
func (r outcome) sameAs(earlier *outcome) bool {
	return earlier != nil && r.err == nil && earlier.err == nil && reflect.DeepEqual(r.problems, earlier.problems) &&
		len(r.report.Publish.Changed)+len(r.report.Publish.Removed) == 0
}

func (f *following) forget() { f.change, f.early, f.gaveUp = build.Change{}, false, 0 }

// update is one attempt, for the time it is now unless --clock says otherwise.
func (f *following) update(ctx context.Context) outcome {
	start := time.Now()
	c := f.change
	c.Clock = f.clock(start)
	var r outcome
	r.problems, r.err = f.live.Change(ctx, c)
	r.report = f.live.Report()
	if f.publish && r.err == nil && !f.live.Options.Stops(r.problems) {
		r.report, r.err = f.live.Publish(ctx)
		r.published = true
	}
	r.took = time.Since(start)
	return r
}

// happened adds a batch to what happened.
func (f *following) happened(batch watch.Batch) {
	f.early = batch.Settling
	f.change.All = f.change.All || batch.Rescan
	for _, path := range batch.Paths {
		if !slices.Contains(f.change.Paths, path) {
			f.change.Paths = append(f.change.Paths, path)
		}
	}
}

func (f *following) stopped(ctx context.Context) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return errWatcherStopped
}

// clock is the time that the site is made for.
func (f *following) clock(now time.Time) time.Time {
	if f.clockFixed() {
		return f.live.Options.View.Clock
	}
	return now
}

func (a *app) clockFixed() bool { return a.flags.clock != "" || a.env("SOURCE_DATE_EPOCH") != "" }

// wait returns at the next change or when a publishing time has come.
func (f *following) wait(ctx context.Context) error {
	var alarm <-chan time.Time
	if due := f.live.Report().Next; !due.IsZero() && !f.clockFixed() {
		timer := time.NewTimer(time.Until(due))
		defer timer.Stop()
		alarm = timer.C
	}
	select {
	case <-ctx.Done():
	case <-alarm:
	case batch, open := <-f.batches:
		if !open {
			return f.stopped(ctx)
		}
		f.happened(batch)
	}
	return nil
}

// ignored tells which changes mean nothing to the site: the program's own
// output and state, version control, what editors leave behind.
func (a *app) ignored(o build.Options) func(string) bool {
	cfg, _, _ := build.Config(o)
	dest := build.Destination(o, cfg)
	if root, err := filepath.Abs(o.Root); err == nil {
		if inSite, err := filepath.Rel(root, dest); err == nil {
			dest = filepath.Join(o.Root, inSite) // as the watcher names it
		}
	}
	state := filepath.Join(o.Root, build.StateDir)
	return func(path string) bool {
		name := filepath.Base(path)
		return path == dest || path == state || name == ".git" || name == "node_modules" || watch.Temporary(name)
	}
}
