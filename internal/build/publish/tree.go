package publish

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
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

// tree is the destination as it stands, in names only. A folder is listed when
// something in it is asked for, which also tells how names are really spelt.
type tree struct {
	at     place
	exists bool                       // the destination itself
	listed map[string]map[string]kind // names by folder; "" is the destination
	err    error                      // the first error of listing
}

// look begins to look at the destination.
func (at place) look() (*tree, error) {
	t := &tree{at: at, listed: map[string]map[string]kind{}}
	switch _, err := os.Stat(at.dest); {
	case err == nil:
		t.exists = true
	case !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("listing the destination: %w", err)
	}
	return t, nil
}

// split is a path's folder, "" for the destination, and name.
func split(p string) (dir, name string) {
	dir, name = path.Split(p)
	return strings.TrimSuffix(dir, "/"), name
}

// kind tells what stands at a path.
func (t *tree) kind(p string) kind {
	dir, name := split(p)
	return t.list(dir)[name]
}

// list is what a folder holds; nothing when there is no such folder.
func (t *tree) list(dir string) map[string]kind {
	names, done := t.listed[dir]
	if done || !t.exists || dir != "" && t.kind(dir) != folder {
		return names
	}
	entries, err := os.ReadDir(t.at.target(dir))
	if err != nil && t.err == nil {
		t.err = fmt.Errorf("listing the destination: %w", err)
	}
	names = make(map[string]kind, len(entries))
	for _, e := range entries {
		switch {
		case dir == "" && strings.HasPrefix(e.Name(), own): // our own staging folder
		case e.Type().IsRegular():
			names[e.Name()] = file
		case e.IsDir():
			names[e.Name()] = folder
		default:
			names[e.Name()] = other
		}
	}
	t.listed[dir] = names
	return names
}

// set notes what a step makes of a path.
func (t *tree) set(p string, k kind) {
	dir, name := split(p)
	if names := t.list(dir); k == absent {
		delete(names, name)
	} else if names != nil {
		names[name] = k
	}
}

// scan lists every folder for which enter says yes.
func (t *tree) scan(enter func(dir string) bool) {
	for _, dir := range t.folders("") {
		if enter(dir) {
			t.scanBelow(dir, enter)
		}
	}
}

func (t *tree) scanBelow(dir string, enter func(string) bool) {
	for _, in := range t.folders(dir) {
		if enter(in) {
			t.scanBelow(in, enter)
		}
	}
}

// folders are the folders in a folder, as paths, sorted.
func (t *tree) folders(dir string) []string {
	var in []string
	for name, k := range t.list(dir) {
		if k == folder {
			in = append(in, path.Join(dir, name))
		}
	}
	slices.Sort(in)
	return in
}

// all calls f for everything in the folders that were listed.
func (t *tree) all(f func(p string, k kind)) {
	for _, dir := range slices.Sorted(maps.Keys(t.listed)) {
		for name, k := range t.listed[dir] {
			f(path.Join(dir, name), k)
		}
	}
}

// below lists what the tree holds in a folder, at any depth, sorted.
func (t *tree) below(dir string) []string {
	var in []string
	for name, k := range t.list(dir) {
		p := path.Join(dir, name)
		if in = append(in, p); k == folder {
			in = append(in, t.below(p)...)
		}
	}
	slices.Sort(in)
	return in
}

// rename changes the spelling of a path and of all below it.
func (t *tree) rename(from, to string) {
	k := t.kind(from)
	t.set(from, absent)
	t.set(to, k)
	for _, dir := range slices.Collect(maps.Keys(t.listed)) {
		if dir == from || strings.HasPrefix(dir, from+"/") {
			t.listed[to+dir[len(from):]] = t.listed[dir]
			delete(t.listed, dir)
		}
	}
}

// obstacle returns the outermost folder of p that is not a folder in the tree,
// and what stands there instead; or p itself when all its folders are there.
func (t *tree) obstacle(p string) (string, kind) {
	for dir := range prefixes(p) {
		if k := t.kind(dir); k != folder {
			return dir, k
		}
	}
	return p, t.kind(p)
}

// isFull tells whether a folder holds anything; one that is closed to us may.
func (t *tree) isFull(dir string) bool {
	f, err := os.Open(t.at.target(dir))
	if err != nil {
		return true
	}
	defer f.Close()
	_, err = f.Readdirnames(1)
	return !errors.Is(err, io.EOF)
}

// answersTo tells whether the file system finds something under this spelling.
func (at place) answersTo(p string) bool {
	_, err := os.Lstat(at.target(p))
	return err == nil
}

// join is the place of a slash-separated path below a folder; "." is the folder.
func join(dir, p string) string { return filepath.Join(dir, filepath.FromSlash(p)) }
