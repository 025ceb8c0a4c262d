package main

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"bulletin/internal/build"
	"bulletin/internal/diag"
	"bulletin/internal/watch"
)

// outcome is what one build gave.
type outcome struct {
	report   build.Report
	problems diag.List
	err      error
	took     time.Duration
}

var errWatcherStopped = errors.New("the watcher stopped")

// follow builds now and after every change until the context ends. A build that
// is under way when something changes again is given up for a new one: its
// result would be old.
func (a *app) follow(ctx context.Context, o build.Options, poll time.Duration, built func(outcome)) error {
	watcher, err := watch.Start(ctx, watch.Options{
		Roots: []string{o.Root}, Poll: poll, Ignore: a.ignored(o),
		Notice: func(d diag.Diagnostic) { a.problems(diag.List{d}) },
	})
	if err != nil {
		return err
	}
	for ctx.Err() == nil {
		done := make(chan outcome, 1)
		attempt, giveUp := context.WithCancel(ctx)
		go func() { done <- a.attempt(attempt, o) }()
		var result outcome
		select {
		case result = <-done:
		case _, open := <-watcher.Batches():
			giveUp()
			if !open && ctx.Err() == nil {
				<-done
				return errWatcherStopped
			}
			if result = <-done; errors.Is(result.err, context.Canceled) {
				continue
			}
			giveUp()
			built(result)
			continue
		}
		giveUp()
		if ctx.Err() != nil {
			break
		}
		built(result)
		if err := wait(ctx, watcher, a.due(result.report)); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// attempt is one build, for the time it is now unless --clock says otherwise.
func (a *app) attempt(ctx context.Context, o build.Options) outcome {
	start := time.Now()
	if !a.clockFixed() {
		o.View.Clock = start
	}
	var r outcome
	r.report, r.problems, r.err = build.Run(ctx, o)
	r.took = time.Since(start)
	return r
}

func (a *app) clockFixed() bool { return a.flags.clock != "" || a.env("SOURCE_DATE_EPOCH") != "" }

// due is the time at which the site changes by itself; zero when it never does.
func (a *app) due(r build.Report) time.Time {
	if a.clockFixed() {
		return time.Time{}
	}
	return r.Next
}

// wait returns at the next change or when a publishing time has come.
func wait(ctx context.Context, w *watch.Watcher, due time.Time) error {
	var alarm <-chan time.Time
	if !due.IsZero() {
		timer := time.NewTimer(time.Until(due))
		defer timer.Stop()
		alarm = timer.C
	}
	select {
	case <-ctx.Done():
	case <-alarm:
	case _, open := <-w.Batches():
		if !open && ctx.Err() == nil {
			return errWatcherStopped
		}
	}
	return nil
}

// ignored tells which changes mean nothing to the site: the program's own
// output and state, version control, what editors leave behind.
func (a *app) ignored(o build.Options) func(string) bool {
	cfg, _, _ := build.Config(o)
	dest := build.Destination(o, cfg)
	state := filepath.Join(o.Root, build.StateDir)
	return func(path string) bool {
		if abs, err := filepath.Abs(path); err == nil && abs == dest {
			return true
		}
		return path == state || filepath.Base(path) == ".git" || filepath.Base(path) == "node_modules" || watch.Temporary(path)
	}
}
