package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// mover carries out the steps of a journal. Each step looks before it acts, so
// that it can be repeated, and so that what appeared meanwhile is not harmed.
type mover struct {
	at      place
	stage   string
	durably bool            // what is written reaches the disk before anything that relies on it
	safe    map[string]bool // folders of the destination seen to be folders, not links
}

func (m *mover) do(o op) error {
	switch o.do {
	case opRespell:
		return m.respell(o.path, o.to)
	case opDelete:
		return m.delete(o.path)
	case opPrune:
		return m.prune(o.path)
	case opTree:
		return m.moveTree(o.path)
	default:
		return m.moveFile(o.path, o.do == opReplace)
	}
}

// kindOf looks at one name of the destination without following it.
func (m *mover) kindOf(p string) (kind, error) {
	info, err := os.Lstat(m.at.target(p))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return absent, nil
	case err != nil:
		return absent, err
	case info.Mode().IsRegular():
		return file, nil
	case info.IsDir():
		return folder, nil
	}
	return other, nil
}

// parents looks at the folders above p. It returns the outermost that is no
// folder, and what that is, or "" when all are there.
func (m *mover) parents(p string) (string, kind, error) {
	for dir := range prefixes(p) {
		if m.safe[dir] {
			continue
		}
		if k, err := m.kindOf(dir); err != nil || k != folder {
			return dir, k, err
		}
		if m.safe == nil {
			m.safe = map[string]bool{}
		}
		m.safe[dir] = true
	}
	return "", folder, nil
}

// reach looks at p itself if it can be reached without following a link. Below
// a file nothing is: that file may be the one an earlier step put there.
func (m *mover) reach(p string) (kind, error) {
	if at, _, err := m.parents(p); err != nil || at != "" {
		return absent, err
	}
	return m.kindOf(p)
}

func (m *mover) foreign(p string) error { return &ForeignError{m.at.name, []string{p}} }

func (m *mover) respell(from, to string) error {
	if k, err := m.reach(from); err != nil || k == absent || k == other {
		return err
	}
	return rename(m.at.target(from), m.at.target(to))
}

func (m *mover) delete(p string) error {
	if k, err := m.reach(p); err != nil || k != file {
		return err
	}
	return remove(m.at.target(p))
}

// prune removes a folder unless it still holds something.
func (m *mover) prune(p string) error {
	if k, err := m.reach(p); err != nil || k != folder {
		return err
	}
	if empty, err := isEmpty(m.at.target(p)); err != nil || !empty {
		return err
	}
	delete(m.safe, p)
	return remove(m.at.target(p))
}

func isEmpty(dir string) (bool, error) {
	f, err := os.Open(dir)
	if err != nil {
		return false, err
	}
	defer f.Close()
	names, _ := f.Readdirnames(1)
	return len(names) == 0, nil
}

// moveTree moves a staged folder with one rename, or piece by piece into a
// folder that is there already, which happens when a crash interrupted it.
func (m *mover) moveTree(p string) error {
	src, dst := join(m.stage, p), join(m.at.dest, p)
	if _, err := os.Lstat(src); errors.Is(err, fs.ErrNotExist) {
		return nil // done before
	}
	if err := m.makeParents(p); err != nil {
		return err
	}
	k, err := m.kindOf(p)
	switch {
	case err != nil:
		return err
	case k == absent && rename(src, dst) == nil:
		m.at.step("moved " + p)
		return nil
	case k == absent: // some file systems move no folders
		if err := os.Mkdir(dst, dirMode); err != nil {
			return err
		}
	case k != folder:
		return m.foreign(p)
	}
	return m.mergeTree(p, src)
}

func (m *mover) mergeTree(p, src string) error {
	entries, err := os.ReadDir(src)
	if err != nil {
		return err
	}
	for _, e := range entries {
		move := m.moveNew
		if e.IsDir() {
			move = m.moveTree
		}
		if err := move(path.Join(p, e.Name())); err != nil {
			return err
		}
	}
	return remove(src)
}

func (m *mover) moveNew(p string) error { return m.moveFile(p, false) }

// moveFile moves a staged file. Over a file that stands there it moves if that
// is known to be ours, or shows that it is.
func (m *mover) moveFile(p string, ours bool) error {
	src, dst := join(m.stage, p), join(m.at.dest, p)
	if _, err := os.Lstat(src); errors.Is(err, fs.ErrNotExist) {
		return nil // done before
	}
	if err := m.makeParents(p); err != nil {
		return err
	}
	k, err := m.kindOf(p)
	if err != nil {
		return err
	}
	if k == folder || k == other || k == file && !ours && !m.at.recognise(p) && !sameFile(src, dst) {
		return m.foreign(p)
	}
	if err := rename(src, dst); err != nil {
		return err
	}
	m.at.step("moved " + p)
	return nil
}

func sameFile(a, b string) bool {
	x, err := checksumOf(a)
	y, err2 := checksumOf(b)
	return err == nil && err2 == nil && x == y
}

// makeParents makes the folders above p that somebody removed meanwhile.
func (m *mover) makeParents(p string) error {
	if p == "." {
		return os.MkdirAll(filepath.Dir(m.at.dest), dirMode)
	}
	at, k, err := m.parents(p)
	switch {
	case err != nil || at == "":
		return err
	case k != absent:
		return m.foreign(at)
	}
	return os.MkdirAll(filepath.Dir(m.at.target(p)), dirMode)
}

// dropDamaged removes from the staging folder what a power failure damaged. The
// file it would have replaced stays, and as it differs from the manifest the
// next build writes it again.
func (m *mover) dropDamaged(entries []Entry) error {
	want := make(map[string]Entry, len(entries))
	for _, e := range entries {
		want[e.Path] = e
	}
	err := filepath.WalkDir(m.stage, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(m.stage, name)
		if err != nil {
			return err
		}
		if sum, err := checksumOf(name); err == nil && sum == want[filepath.ToSlash(rel)].Sum {
			return nil
		}
		return remove(name)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("checking staged files: %w", err)
	}
	return nil
}
