package build_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"

	"pgregory.net/rapid"

	"bulletin/internal/build"
	"bulletin/internal/diag"
)

// follow tells a followed site what changed: it must say what a clean build says,
// and its answers must be the clean build's files, and no others.
func (e *edits) follow(t *rapid.T, live *build.Live, problems diag.List, clean string) {
	now := e.options(live.Options.Dest)
	all := now.Version != live.Options.Version || now.View.Drafts != live.Options.View.Drafts
	now.State = live.Options.State
	live.Options = now
	was := e.prints(live.Tree())
	got, err := live.Change(context.Background(), build.Change{Paths: e.paths, All: all || rapid.IntRange(0, 9).Draw(t, "all") == 0, Clock: e.clock})
	if err != nil {
		t.Fatal(err)
	}
	e.paths = nil
	if a, b := fmt.Sprint(got), fmt.Sprint(problems); a != b {
		t.Fatalf("the followed site's problems differ:\n%s\n%s", a, b)
	}
	if problems.HasErrors() {
		return
	}
	want := tree(t, clean)
	served := live.Tree()
	for name, data := range want {
		is, err := fs.ReadFile(served, name)
		if err != nil || !bytes.Equal(is, data) {
			t.Fatalf("%s is served otherwise than it is built (%v)", name, err)
		}
		if old, known := was[name]; known && old.print == served.(build.Tree).Fingerprint(name) && !bytes.Equal(old.data, data) {
			t.Fatalf("%s changed, and its fingerprint did not", name)
		}
	}
	for name := range was {
		if _, wanted := want[name]; !wanted {
			if _, err := fs.ReadFile(served, name); !errors.Is(err, fs.ErrNotExist) {
				t.Fatalf("%s is still served: %v", name, err)
			}
		}
	}
	e.served = want
}

// prints are the fingerprints of what was served last.
func (e *edits) prints(served fs.FS) map[string]print {
	all := map[string]print{}
	for name, data := range e.served {
		all[name] = print{data, served.(build.Tree).Fingerprint(name)}
	}
	return all
}

// print is a served file and its fingerprint.
type print struct {
	data  []byte
	print string
}
