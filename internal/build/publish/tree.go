package publish

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// kind is what stands under a name.
type kind uint8

const (
	absent kind = iota
	file
	folder
	other // a symbolic link, a device, a junction: never followed, never ours
)

// tree is the destination as it stands, in names only.
type tree struct {
	exists bool            // the destination itself
	kinds  map[string]kind // by path relative to the destination
	shut   []string        // folders that hold files, none of them ours, and were not searched
}

// scan lists the destination. Folders for which enter says no can hold nothing
// of ours: they are not searched.
func (at place) scan(enter func(dir string) bool) (tree, error) {
	t := tree{kinds: map[string]kind{}}
	if _, err := os.Stat(at.dest); errors.Is(err, fs.ErrNotExist) {
		return t, nil
	}
	t.exists = true
	if err := at.scanDir(&t, "", enter); err != nil {
		return t, fmt.Errorf("listing the destination: %w", err)
	}
	return t, nil
}

func (at place) scanDir(t *tree, dir string, enter func(string) bool) error {
	entries, err := os.ReadDir(at.target(dir))
	if err != nil {
		return err
	}
	for _, e := range entries {
		p := path.Join(dir, e.Name())
		switch {
		case strings.HasPrefix(p, own): // our own staging folder
		case e.Type().IsRegular():
			t.kinds[p] = file
		case !e.IsDir():
			t.kinds[p] = other
		default:
			t.kinds[p] = folder
			if err := at.scanBelow(t, p, enter); err != nil {
				return err
			}
		}
	}
	return nil
}

func (at place) scanBelow(t *tree, dir string, enter func(string) bool) error {
	if enter(dir) {
		return at.scanDir(t, dir, enter)
	}
	f, err := os.Open(at.target(dir))
	if err != nil {
		t.shut = append(t.shut, dir) // foreign and closed to us: still only to be named
		return nil
	}
	defer f.Close()
	if _, err := f.Readdirnames(1); !errors.Is(err, io.EOF) {
		t.shut = append(t.shut, dir)
	}
	return nil
}

// below lists what the tree holds in a folder, at any depth, sorted.
func (t *tree) below(dir string) []string {
	var in []string
	for p := range t.kinds {
		if strings.HasPrefix(p, dir+"/") {
			in = append(in, p)
		}
	}
	slices.Sort(in)
	return in
}

// rename changes the spelling of a path and of all below it.
func (t *tree) rename(from, to string) {
	for _, p := range append(t.below(from), from) {
		t.kinds[to+p[len(from):]] = t.kinds[p]
		delete(t.kinds, p)
	}
	for i, p := range t.shut {
		if p == from || strings.HasPrefix(p, from+"/") {
			t.shut[i] = to + p[len(from):]
		}
	}
}

// obstacle returns the outermost folder of p that is not a folder in the tree,
// and what stands there instead; or p itself when all its folders are there.
func (t *tree) obstacle(p string) (string, kind) {
	for dir := range prefixes(p) {
		if k := t.kinds[dir]; k != folder {
			return dir, k
		}
	}
	return p, t.kinds[p]
}

// knownFolders are the folders, folded, that outputs old or new lie in or replace.
func knownFolders(old []Entry, outputs map[string]output) map[string]bool {
	known := map[string]bool{}
	add := func(p string) {
		for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
			key := foldKey(dir)
			if known[key] {
				return
			}
			known[key] = true
		}
	}
	for _, e := range old {
		add(e.Path)
	}
	for p := range outputs {
		add(p)
	}
	return known
}

// look scans the destination for a commit of the stage's outputs.
func (s *Stage) look() (tree, error) {
	known := knownFolders(s.old.entries, s.outputs)
	return s.at.scan(func(dir string) bool {
		if known[foldKey(dir)] {
			return true
		}
		if s.old.lost && !strings.HasPrefix(path.Base(dir), ".") {
			return true // anything may be ours
		}
		for up := dir; up != "."; up = path.Dir(up) {
			if _, ok := s.outputs[up]; ok {
				return true // in the way of an output: every file in it has to be judged
			}
		}
		return false
	})
}

// answersTo tells whether the file system finds something under this spelling.
func (at place) answersTo(p string) bool {
	_, err := os.Lstat(at.target(p))
	return err == nil
}

// join is the place of a slash-separated path below a folder; "." is the folder.
func join(dir, p string) string { return filepath.Join(dir, filepath.FromSlash(p)) }
