// Package publish writes a site into its destination, all or nothing.
//
// A build hands every output to a [Stage]; [Stage.Commit] makes the destination
// hold exactly those outputs. Until the journal is on disk nothing in the
// destination has changed, and from then on the commit is completed: by the
// same process, or after a crash by the next [Begin] or [Recover]. What holds
// at every moment, whoever is killed:
//
//   - a file of the site is complete, old or new: outputs are written apart and
//     moved in by renaming, assets first, then pages, lists, and deletions last;
//   - an output that has not changed is not touched: its bytes and its
//     modification time stay;
//   - an output that is no longer produced is deleted, and so is a folder which
//     that leaves empty;
//   - only files this program wrote are overwritten or deleted. The manifest of
//     the last commit says which they are; without it a file is recognised by
//     the mark it carries, by its fingerprint, or by being what would be written.
//     Any other file is foreign: never touched, and an error only when it stands
//     where an output must go;
//   - a symbolic link inside the destination is foreign and never followed.
//
// What was not changed is not looked at beyond each output's size and time: the
// folders of the destination are listed only where something is added, replaced
// or removed, and wholly when the manifest is lost or [Options.Verify] asks for
// it. Files of others that were found once are remembered, and looked for again.
// A file whose bytes were changed and whose size and time were put back is found
// by [Options.Verify] only.
//
// Staged data reach the disk before the journal does as long as they are few
// (see syncLimit). After a large commit a power failure may still lose data the
// operating system held; the next build notices by size and time, and heals it.
package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
)

// Options say where the site goes. Both folders are required; neither need exist.
type Options struct {
	Dest  string // the site's folder, such as "public"; a link to a folder is followed
	State string // the program's own folder in the site, such as ".bulletin"

	// Audience is for whom the site is: a folder that holds the site of one audience never
	// becomes that of another by itself. "" = it does not matter.
	Audience string

	// Verify reads every file that stands and looks at all of the destination,
	// instead of trusting sizes and times.
	Verify bool

	Files int // about how many outputs there will be; 0 = unknown

	Survey *Survey // of the same destination, taken before; nil = none

	Step func(name string) // tests only: called before and after each step that changes the disk; nil = not
}

// Class orders the moves of a commit, so that a page is there before what links to it.
type Class uint8

// The classes in the order they are moved. A folder that is new to the
// destination is moved whole, with the pages if it holds more than one class.
const (
	Asset Class = iota // styles, scripts, typefaces, pictures
	Page               // pages of one document
	List               // the home page, lists, feeds, sitemap, search index
)

// Report says what a commit did. Paths are slash-separated, relative to the
// destination, and sorted.
type Report struct {
	Changed   []string // written, because they were new, different or damaged
	Removed   []string // deleted, because the site no longer has them
	Foreign   []string // found in the destination, not ours, left alone; a folder of them ends in "/"
	Unchanged int      // outputs that stood already
}

// Begin opens the destination for one build. It takes the destination's lock,
// completes a commit that was interrupted and discards outputs that were staged
// but never committed. Nothing is waited for: while another process builds, the
// error is a [*LockedError]. The caller must end with Commit or Abort.
func Begin(ctx context.Context, o Options) (*Stage, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	at, err := locate(o)
	if err != nil {
		return nil, err
	}
	held, err := at.lock()
	if err != nil {
		return nil, err
	}
	s, err := open(at, held, o.Files)
	if err == nil && s.old.audience != "" && o.Audience != "" && s.old.audience != o.Audience {
		err = &AudienceError{Dest: o.Dest, Was: s.old.audience}
	}
	if err != nil {
		held.release()
		return nil, err
	}
	s.audience = o.Audience
	return s, nil
}

// open brings the state to rest and reads it; the lock is held.
func open(at place, held *lock, files int) (*Stage, error) {
	if _, err := at.recover(); err != nil {
		return nil, err
	}
	at.step("discard")
	if err := at.discard(); err != nil {
		return nil, err
	}
	m, err := at.readManifest()
	if err != nil {
		return nil, err
	}
	_, err = os.Stat(at.dest)
	return &Stage{
		at: at, lock: held, old: m,
		whole:   at.verify || m.lost || len(m.entries) == 0,
		empty:   errors.Is(err, fs.ErrNotExist),
		outputs: make(outputs, 0, max(0, files-len(m.entries))),
		kept:    slices.Repeat([]Class{notKept}, len(m.entries)),
	}, nil
}

// Recover completes a commit that was interrupted, and tells whether there was
// one. It creates nothing where nothing was ever built.
func Recover(o Options) (completed bool, err error) {
	at, err := locate(o)
	if err != nil {
		return false, err
	}
	if _, err := os.Stat(at.home); err != nil {
		return false, nil //nolint:nilerr // never built: nothing to complete
	}
	held, err := at.lock()
	if err != nil {
		return false, err
	}
	defer held.release()
	completed, err = at.recover()
	if err != nil {
		return completed, err
	}
	return completed, at.discard()
}

// Clean deletes what this program wrote into the destination, and only that.
func Clean(ctx context.Context, o Options) (Report, error) {
	s, err := Begin(ctx, o)
	if err != nil {
		return Report{}, err
	}
	r, err := s.Commit(ctx, Stamp{})
	if err != nil {
		_ = s.Abort() // the commit's error says more
	} else {
		_ = os.Remove(s.at.note()) // if it stays, it holds for nothing
	}
	return r, err
}

// Manifest lists what the last commit left in the destination, sorted by path:
// what a deployment has to carry. It is empty when nothing was built or the
// manifest is lost.
func Manifest(o Options) ([]Entry, error) {
	at, err := locate(o)
	if err != nil {
		return nil, err
	}
	m, err := at.readManifest()
	if err != nil {
		return nil, fmt.Errorf("reading the manifest of %s: %w", o.Dest, err)
	}
	return m.entries, nil
}
