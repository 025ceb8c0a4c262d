package publish

import (
	"path/filepath"
	"testing"
)

// Whoever reads what was published sees that a later commit came, whatever it changed, and
// that everything was taken away.
func TestCurrent(t *testing.T) {
	o := temp(t)
	o.Audience = "internal"
	if _, err := Read(o); err == nil {
		t.Error("nothing was published, and is read")
	}
	site{"index.html": page("a"), "b.html": page("b")}.mustPublish(t, o)
	for _, next := range []site{{"index.html": page("c"), "b.html": page("b")}, {"index.html": page("c")}, {}} {
		p, err := Read(o)
		if err != nil {
			t.Fatal(err)
		}
		if !p.Current() || p.Audience() != "internal" || filepath.Base(p.Folder()) != filepath.Base(o.Dest) {
			t.Errorf("current %v, for %q, in %s", p.Current(), p.Audience(), p.Folder())
		}
		next.mustPublish(t, o)
		if p.Current() {
			t.Errorf("a commit of %d files is not seen", len(next))
		}
		if p, err = Read(o); err != nil || len(p.Entries()) != len(next) {
			t.Errorf("%d entries of %d, %v", len(p.Entries()), len(next), err)
		}
	}
}
