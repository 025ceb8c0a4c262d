package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// place is a destination and where the program keeps its state about it.
type place struct {
	name   string    // the destination as the caller named it
	dest   string    // absolute, links resolved
	home   string    // the state's folder: lock, manifest, journal
	stages [3]string // where outputs may be staged, in order of preference
	step   func(string)
	verify bool
	survey *Survey
}

// locate resolves and checks the options; it creates nothing.
func locate(o Options) (place, error) {
	if o.Dest == "" || o.State == "" {
		return place{}, errors.New("publish: Dest and State must be set")
	}
	dest, err := resolve(o.Dest)
	if err != nil {
		return place{}, fmt.Errorf("finding the destination %s: %w", o.Dest, err)
	}
	state, err := resolve(o.State)
	if err != nil {
		return place{}, fmt.Errorf("finding the folder %s: %w", o.State, err)
	}
	if filepath.Dir(dest) == dest || within(dest, state) || within(state, dest) {
		return place{}, &DestError{o.Dest}
	}
	if info, err := os.Stat(dest); err == nil && !info.IsDir() {
		return place{}, &DestError{o.Dest}
	}
	home := filepath.Join(state, "publish", key(dest, filepath.Dir(state)))
	step := o.Step
	if step == nil {
		step = func(string) {}
	}
	return place{name: o.Dest, dest: dest, home: home, step: step, verify: o.Verify, survey: o.Survey, stages: [3]string{
		filepath.Join(home, "stage"),
		filepath.Join(filepath.Dir(dest), own+"stage-"+filepath.Base(dest)),
		filepath.Join(dest, own+"stage"),
	}}, nil
}

// key names a destination's state: readable, and the same when the site's
// folder as a whole is moved or mounted elsewhere.
func key(dest, site string) string {
	rel, err := filepath.Rel(site, dest)
	if err != nil {
		rel = dest // another volume
	}
	sum := sha256.Sum256([]byte(filepath.ToSlash(rel)))
	return filepath.Base(dest) + "-" + hex.EncodeToString(sum[:4])
}

// resolve makes a path absolute and follows links as far as the path exists.
func resolve(p string) (string, error) {
	p, err := filepath.Abs(p)
	if err != nil {
		return "", err
	}
	rest := ""
	for {
		real, err := filepath.EvalSymlinks(p)
		if err == nil {
			return filepath.Join(real, rest), nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		if _, err := os.Lstat(p); err == nil {
			return "", fmt.Errorf("%s is a link that leads nowhere", p)
		}
		rest = filepath.Join(filepath.Base(p), rest)
		p = filepath.Dir(p)
	}
}

// within tells whether p is dir or lies in it.
func within(dir, p string) bool {
	rel, err := filepath.Rel(dir, p)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

func (at place) manifest() string { return filepath.Join(at.home, "manifest") }
func (at place) journal() string  { return filepath.Join(at.home, "journal") }

// target is where an output stands.
func (at place) target(p string) string { return filepath.Join(at.dest, filepath.FromSlash(p)) }

// probeName is a file that is moved once to learn whether moving works.
const probeName = own + "probe"

// probes are the places where a killed process may have left its probe.
func (at place) probes() []string {
	return []string{filepath.Join(at.dest, probeName), filepath.Join(filepath.Dir(at.dest), probeName)}
}

// discard removes what an interrupted build had staged. It must not be called
// while a journal waits.
func (at place) discard() error {
	for _, p := range at.probes() {
		_ = os.Remove(p) // next to never there; if it cannot go, the next probe says why
	}
	for _, dir := range at.stages {
		if err := os.RemoveAll(dir); err != nil {
			return fmt.Errorf("discarding an interrupted build: %w", err)
		}
	}
	return nil
}

// chooseStage creates and returns the first folder from which files can be moved
// into the destination by renaming, which holds on one file system only. It
// thereby finds out, before anything is written, whether the destination takes
// files at all.
func (at place) chooseStage() (int, error) {
	into := at.dest
	if _, err := os.Stat(at.dest); errors.Is(err, fs.ErrNotExist) {
		into = filepath.Dir(at.dest)
		if err := os.MkdirAll(into, dirMode); err != nil {
			return 0, fmt.Errorf("creating the destination: %w", err)
		}
	}
	var first error
	for i, dir := range at.stages {
		if i == 2 && into != at.dest {
			break
		}
		err := at.probe(dir, into)
		if err == nil {
			return i, nil
		}
		first = errors.Join(first, err)
		_ = os.Remove(dir) // was just made, and is empty
	}
	return 0, fmt.Errorf("the destination %s cannot be written: %w", at.name, first)
}

func (at place) probe(stage, into string) error {
	if err := os.MkdirAll(stage, dirMode); err != nil {
		return err
	}
	from, to := filepath.Join(stage, probeName), filepath.Join(into, probeName)
	if err := os.WriteFile(from, nil, fileMode); err != nil {
		return err
	}
	defer os.Remove(from)
	if err := rename(from, to); err != nil {
		return err
	}
	return os.Remove(to)
}
