package deploy

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"
)

// Home is the folder of a target that is the program's own. No output has a name
// like it (see package publish).
const Home = ".bulletin-publish"

const (
	statePath = Home + "/state.json"
	lockPath  = Home + "/lock.json"
	oldFolder = Home + "/old" // what was replaced or deleted, each file by its sum
)

// State is the record at the target of what is there.
type State struct {
	Version  int      `json:"version"`
	Current  *Release `json:"current,omitempty"`  // what stands, or stood before an unfinished run
	Previous *Release `json:"previous,omitempty"` // what stood before; its bytes are in Current or in oldFolder
	Toward   toward   `json:"toward,omitempty"`   // where an unfinished run was going
	Stands   bool     `json:"stands,omitempty"`   // of an unfinished run: Current is where it was going, and has yet to lose what it lacks
	Touched  []string `json:"touched,omitempty"`  // paths that unfinished runs may have written, or have yet to delete
	Leaving  []string `json:"leaving,omitempty"`  // assets the site lacks; the next run that changes anything deletes them
	Run      string   `json:"run"`                // which run wrote this, by the token of its lock
	Last     toward   `json:"last,omitempty"`     // where the last finished run went
}

// toward says where a run is going.
type toward string

const (
	towardNew      toward = "new"
	towardPrevious toward = "previous"
	towardCurrent  toward = "current" // takes an unfinished run back
)

// Release is one version of the site.
type Release struct {
	Audience string    `json:"audience"`
	At       time.Time `json:"at"`
	By       string    `json:"by"`
	Files    []File    `json:"files"` // sorted by path
}

// File is one file of a version.
type File struct {
	Path string `json:"path"`
	Sum  string `json:"sum"`  // SHA-256, in hexadecimal
	Size int64  `json:"size"` // bytes
}

// stateVersion changes when a key changes its meaning; a program refuses a record
// that is newer than itself.
const stateVersion = 1

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// sums are the files of a version by path; none when there is no version.
func (r *Release) sums() map[string]File {
	files := map[string]File{}
	if r != nil {
		for _, f := range r.Files {
			files[f.Path] = f
		}
	}
	return files
}

// same tells whether two versions are of the same files.
func (r *Release) same(other *Release) bool {
	return r != nil && other != nil && r.Audience == other.Audience && slices.Equal(r.Files, other.Files)
}

// seal begins the last line of the record, its sum: a record that was cut or edited by
// hand is no authority for anything.
const seal = "\nsha256 "

func (s State) encode() ([]byte, error) {
	s.Version = stateVersion
	text, err := json.MarshalIndent(s, "", " ")
	return append(text, seal+sumOf(text)+"\n"...), err
}

func decodeState(data []byte) (State, error) {
	var s State
	at := bytes.LastIndex(data, []byte(seal))
	if at < 0 || strings.TrimSpace(string(data[at+len(seal):])) != sumOf(data[:at]) {
		return s, errors.New("its sum is not that of its text")
	}
	if err := json.Unmarshal(data[:at], &s); err != nil {
		return s, err
	}
	if s.Version != stateVersion {
		return s, fmt.Errorf("version %d, not %d", s.Version, stateVersion)
	}
	for _, release := range []*Release{s.Current, s.Previous} {
		for p := range release.sums() {
			if !plain(p) {
				return s, fmt.Errorf("the path %q", p)
			}
		}
	}
	for _, p := range slices.Concat(s.Touched, s.Leaving) {
		if !plain(p) {
			return s, fmt.Errorf("the path %q", p)
		}
	}
	return s, nil
}

// plain tells whether a path can be one of the site's: below the root, and not ours.
func plain(p string) bool {
	return fs.ValidPath(p) && p != "." && !strings.Contains(p, `\`) && !strings.HasPrefix(p, ".bulletin-")
}

// readState reads the record; a target without one was never published to.
func (r *run) readState(ctx context.Context) (State, error) {
	data, err := r.t.Get(ctx, statePath)
	if errors.Is(err, fs.ErrNotExist) {
		return State{}, nil
	}
	if err != nil {
		return State{}, err
	}
	s, err := decodeState(data)
	if err != nil {
		return State{}, &DamagedError{r.Name, statePath, err}
	}
	return s, nil
}

// writeState makes the record say so.
func (r *run) writeState(ctx context.Context, s State) error {
	if err := r.stillOurs(ctx); err != nil {
		return err
	}
	s.Run = r.token
	data, err := s.encode()
	if err != nil {
		return err
	}
	if err := r.t.Put(ctx, statePath, data); err != nil {
		return err
	}
	r.state = s
	return nil
}

// digest finds out what is to be published, by reading all of it.
func (o Options) digest(ctx context.Context, site Site) (Release, error) {
	release := Release{Audience: site.Audience, At: o.Now.UTC().Truncate(time.Second), By: o.Who, Files: make([]File, len(site.Paths))}
	err := each(ctx, max(o.Workers, 1), len(site.Paths), func(i int) error {
		p := site.Paths[i]
		if !plain(p) {
			return fmt.Errorf("publishing %q: it is no path of a site", p)
		}
		data, err := fs.ReadFile(site.FS, p)
		release.Files[i] = File{p, sumOf(data), int64(len(data))}
		return err
	})
	slices.SortFunc(release.Files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return release, err
}
