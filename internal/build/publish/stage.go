package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// Stage collects the outputs of one build.
type Stage struct {
	audience string
	at       place
	lock     *lock
	old      manifest
	whole    bool // look at all of the destination, and trust nothing
	empty    bool // there is no destination yet
	names    names

	mu      sync.Mutex
	outputs outputs // that were not kept, in no order
	kept    []Class // of each entry of old that stands and is kept, and notKept of the others

	choose sync.Once // finds the folder to stage in, when there is something to stage
	chosen int       // index into at.stages
	err    error     // of choosing
	dirs   struct {  // made below it that hold folders
		sync.Mutex
		made map[string]bool
	}

	failed    atomic.Bool // a Put failed: the site is not complete
	settle    atomic.Bool // a file was read because the manifest is too young to be trusted
	journaled bool        // the commit must be completed, not undone
	closed    bool

	noting func(Report) []byte // nil = nothing is noted
}

var (
	errClosed = errors.New("publish: the stage is closed")
	errFailed = errors.New("publish: an output could not be staged, so the site is not complete")
)

// Put adds an output, made of what its fingerprint names. It may be called from
// several goroutines; data is not kept. What stands already, by the manifest and
// by the file itself, is not written again. The error is a [*PathError] or
// [*ConflictError] when the path cannot be taken; after any error Commit refuses.
func (s *Stage) Put(p string, class Class, made Fingerprint, data []byte) error {
	err := s.put(p, class, made, data)
	if err != nil {
		s.failed.Store(true)
	}
	return err
}

func (s *Stage) put(p string, class Class, made Fingerprint, data []byte) error {
	if s.closed {
		return errClosed
	}
	if err := checkPath(p); err != nil {
		return err
	}
	if err := s.names.add(p); err != nil {
		return err
	}
	e := Entry{Path: p, Sum: checksum(data), Size: int64(len(data)), Made: made}
	mod, stands := s.stands(e, data)
	if !stands {
		var err error
		if mod, err = s.write(p, data); err != nil {
			return fmt.Errorf("staging %s: %w", p, err)
		}
	}
	e.ModTime = mod
	s.add(output{Entry: e, class: class, staged: !stands})
	return nil
}

func (s *Stage) add(o output) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.outputs = append(s.outputs, o)
}

// Keep takes an output into the new site without its being made, and reports
// whether it could: if it stands as a former commit wrote it from the same
// fingerprint. It may be called from several goroutines, and no output may be
// kept and put.
func (s *Stage) Keep(p string, class Class, made Fingerprint) bool {
	i, ok := s.old.search(p)
	if !ok || s.old.entries[i].Made != made || made == (Fingerprint{}) || s.closed {
		return false
	}
	e := s.old.entries[i]
	mod, ok := s.standsAs(i)
	switch {
	case !ok:
		return false
	case mod != e.ModTime:
		e.ModTime = mod
		s.add(output{Entry: e, class: class})
	default:
		s.kept[i] = class // each of its own: no lock is needed
	}
	return true
}

// notKept is the class of what is not kept.
const notKept Class = 255

// all are the outputs that were put or kept, by path.
func (s *Stage) all() outputs {
	slices.SortFunc(s.outputs, func(a, b output) int { return strings.Compare(a.Path, b.Path) })
	all, rest := make(outputs, 0, len(s.outputs)+len(s.kept)), s.outputs
	for i, class := range s.kept {
		if class == notKept {
			continue
		}
		e := s.old.entries[i]
		for len(rest) > 0 && rest[0].Path < e.Path {
			all, rest = append(all, rest[0]), rest[1:]
		}
		all = append(all, output{Entry: e, class: class, kept: true})
	}
	return append(all, rest...)
}

// Made tells of what a file was made that the last commit left.
func (s *Stage) Made(p string) (Fingerprint, bool) {
	e, ok := s.old.find(p)
	return e.Made, ok
}

// stands tells whether the destination has the file with these bytes, and since
// when. It reads the file unless the manifest can be trusted. A file it cannot
// read does not stand: it will be replaced, or the commit says why not.
func (s *Stage) stands(want Entry, data []byte) (int64, bool) {
	if s.empty {
		return 0, false
	}
	name := s.at.target(want.Path)
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != want.Size {
		return 0, false
	}
	mod := info.ModTime().UnixNano()
	if e, ok := s.old.find(want.Path); ok && e.Sum == want.Sum && s.old.trusts(e, info) && !s.whole {
		return mod, true
	}
	same, err := holds(name, data)
	if err != nil || !same || !s.at.inFolders(want.Path) {
		return 0, false
	}
	s.settle.Store(true)
	return mod, true
}

// inFolders tells whether all that a path leads through are folders and no links:
// what lies behind a link is not ours, whatever it holds.
func (at place) inFolders(p string) bool {
	for dir := range prefixes(p) {
		if info, err := os.Lstat(at.target(dir)); err != nil || !info.IsDir() {
			return false
		}
	}
	return true
}

// write stages a file, in one call, and returns its modification time, which
// moving keeps.
func (s *Stage) write(p string, data []byte) (int64, error) {
	if err := s.ready(); err != nil {
		return 0, err
	}
	root := s.root()
	if err := s.makeDir(root, path.Dir(p)); err != nil {
		return 0, err
	}
	s.at.step("stage " + p)
	return create(filepath.Join(root, filepath.FromSlash(p)), data)
}

// ready chooses the folder to stage in, once.
func (s *Stage) ready() error {
	s.choose.Do(func() {
		s.at.step("probe")
		s.chosen, s.err = s.at.chooseStage()
	})
	return s.err
}

func (s *Stage) root() string { return s.at.stages[s.chosen] }

// makeDir makes a folder below the staging folder. Those that hold folders are
// remembered; the others, as many as there are pages, are not, and mostly asked
// for once.
func (s *Stage) makeDir(root, dir string) error {
	if dir == "." {
		return nil
	}
	if err := s.makeParent(root, path.Dir(dir)); err != nil {
		return err
	}
	err := os.Mkdir(filepath.Join(root, filepath.FromSlash(dir)), dirMode)
	if errors.Is(err, fs.ErrExist) {
		return nil // or it is no folder, which making a file in it will tell
	}
	return err
}

func (s *Stage) makeParent(root, dir string) error {
	if dir == "." {
		return nil
	}
	s.dirs.Lock()
	defer s.dirs.Unlock()
	if s.dirs.made[dir] {
		return nil
	}
	if err := os.MkdirAll(filepath.Join(root, filepath.FromSlash(dir)), dirMode); err != nil {
		return err
	}
	if s.dirs.made == nil {
		s.dirs.made = map[string]bool{}
	}
	s.dirs.made[dir] = true
	return nil
}

// Abort ends the stage and leaves the destination as it was; after Commit has
// begun to move, it leaves the rest to the next Begin. After a successful Commit
// or a first Abort it does nothing, so it may be deferred.
func (s *Stage) Abort() error {
	if s.closed {
		return nil
	}
	s.closed = true
	defer s.lock.release()
	if s.journaled {
		return nil
	}
	return s.at.discard()
}
