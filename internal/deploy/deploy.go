// Package deploy brings a published tree to the place where readers find it: a
// folder or a share, a server by SFTP, object storage, WebDAV. Each of these is a
// [Target]; what is done with one, and in which order, is the same for all.
//
// A reader may look at any time, and the program may be killed at any time. So:
//
//  1. What is new goes first, when no page leads to it yet: assets, pages, lists.
//  2. What is changed is exchanged whole, file by file, when all that it leads to
//     is there: assets, then pages, then lists with the home page and the feeds.
//  3. The record at the target (see [State]) says that the new site stands.
//  4. What the new site lacks is deleted last, when nothing leads to it any more;
//     fingerprinted assets by the next run, since somebody may be opening an old page.
//
// Between any two of these operations each address gives the old page or the new
// one, whole, and no link that was alive is dead. The record names beforehand every
// path that is about to be touched, and it is the only authority for what may be
// replaced or deleted: a run that was killed is finished by the next one, and what
// somebody else put there stays.
package deploy

import (
	"context"
	"io/fs"
	"time"
)

// Target is a place that holds files by slash-separated paths. Folders come and go
// with the files in them. An error is [fs.ErrNotExist], [fs.ErrExist] or
// [fs.ErrPermission] where that is what happened; others are taken for passing
// failures of the way there, and the operation is tried again. All methods may be
// called from several goroutines. One that puts a file by way of another, beside it,
// has a method Discard(ctx, path) that drops what a killed run left of that.
type Target interface {
	// Put makes a file hold the data, at once: a reader sees the old bytes or the new.
	Put(ctx context.Context, path string, data []byte) error
	// Get is the content of a file.
	Get(ctx context.Context, path string) ([]byte, error)
	// Size is that of a file, in bytes.
	Size(ctx context.Context, path string) (int64, error)
	// Copy makes a file hold what another holds, without taking that away.
	Copy(ctx context.Context, from, to string) error
	// Delete deletes a file; one that is not there is no error.
	Delete(ctx context.Context, path string) error
	// List gives all files below a folder ("" = all), by path, with their sizes.
	List(ctx context.Context, under string) (map[string]int64, error)
	// Claim makes a file that must not be there: the error is [fs.ErrExist] if it is.
	Claim(ctx context.Context, path string, data []byte) error
}

// Site is what is to be published.
type Site struct {
	FS       fs.FS    // read with [fs.ReadFile]
	Paths    []string // the files of it that are published
	Audience string   // for whom it is: a target that holds another audience's is refused
}

// Options say how. The zero value publishes without a word.
type Options struct {
	Local     string    // a folder of this computer for its own lock; "" = none is taken
	Name      string    // of the target, for messages and for the name of the lock in Local
	Who       string    // publishes, for the lock and the record: user@computer
	Now       time.Time // for the same
	Workers   int       // operations at a time; 0 = 8
	DryRun    bool      // only plan
	Verify    bool      // trust no record: read back all that should be at the target
	Forget    bool      // keep no former version
	BreakLock bool      // take the lock from whoever holds it

	Planned  func(Report)        // called with the plan, before the first change; nil = not
	Progress func(done, all int) // called after each file, from several goroutines; nil = not
}

// Report is the plan, and after a run what was done. Paths are sorted.
type Report struct {
	New, Changed, Deleted []string
	Unchanged             int      // files that stand as they should
	Bytes                 int64    // to be sent
	Differing             []string // with Options.Verify: not as the record says; they are mended
	Resumed               bool     // an earlier run had stopped half way
	At                    time.Time
	By                    string // of the version that stands when nothing is to be done, or is gone back to
}

// Nothing tells that the target holds the site already.
func (r Report) Nothing() bool {
	return len(r.New)+len(r.Changed)+len(r.Deleted) == 0 && !r.Resumed
}

// Publish makes a target hold a site, and nothing else of ours.
func Publish(ctx context.Context, t Target, site Site, o Options) (Report, error) {
	release, err := o.digest(ctx, site)
	if err != nil {
		return Report{}, err
	}
	read := func(_ context.Context, f File) ([]byte, error) { return fs.ReadFile(site.FS, f.Path) }
	return o.with(ctx, t, func(r *run) error { return r.toward(ctx, towardNew, release, read) })
}

// Rollback makes a target hold the version that it held before the last publishing;
// where that one was not finished, it is undone. A second rollback takes the first back.
func Rollback(ctx context.Context, t Target, o Options) (Report, error) {
	return o.with(ctx, t, func(r *run) error {
		way, want := r.back()
		if want == nil {
			return &NoPreviousError{o.Name}
		}
		r.report.At, r.report.By = want.At, want.By
		return r.toward(ctx, way, *want, r.kept)
	})
}

// back tells where a rollback goes. One that was killed is finished and not taken back,
// be it that only the lock was left of it.
func (r *run) back() (toward, *Release) {
	s := r.state
	switch {
	case s.Toward == towardPrevious && s.Stands,
		s.Toward == "" && s.Last == towardPrevious && s.Run == r.heir:
		return towardPrevious, s.Current
	case s.Toward == towardNew && !s.Stands, s.Toward == towardCurrent:
		return towardCurrent, s.Current
	}
	return towardPrevious, s.Previous
}

// with reads the record under the lock, and lets something be done.
func (o Options) with(ctx context.Context, t Target, do func(*run) error) (report Report, err error) {
	if o.Workers <= 0 {
		o.Workers = 8
	}
	r := &run{Options: o, t: steady{t}}
	if !o.DryRun {
		release, locked := r.lock(ctx)
		if locked != nil {
			return Report{}, locked
		}
		defer func() {
			if released := release(); err == nil {
				err = released
			}
		}()
	}
	if r.state, err = r.readState(ctx); err != nil {
		return Report{}, err
	}
	err = do(r)
	return r.report, err
}
