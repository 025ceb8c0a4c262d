package publish

import (
	"os"
	"slices"
	"testing"
	"time"
)

// A survey that was taken before the build finds what a build without one does:
// what stands, what was damaged, what is gone.
func TestSurvey(t *testing.T) {
	for name, harm := range map[string]func(o Options) error{
		"nothing":        func(Options) error { return nil },
		"a file gone":    func(o Options) error { return os.Remove(join(o.Dest, "index.html")) },
		"a file touched": func(o Options) error { return os.Chtimes(join(o.Dest, "index.html"), time.Now(), time.Now()) },
		"a link in its place": func(o Options) error {
			if err := os.Rename(join(o.Dest, "index.html"), join(o.Dest, "other.html")); err != nil {
				return err
			}
			return os.Symlink("other.html", join(o.Dest, "index.html"))
		},
		"no manifest": func(o Options) error { return os.Remove(mustLocate(t, o).manifest()) },
	} {
		t.Run(name, func(t *testing.T) {
			o, s := temp(t), first()
			build(t, o, s, Stamp{1})
			settle(t, o, s)
			if err := harm(o); err != nil {
				t.Fatal(err)
			}
			want := standing(t, o)
			if o.Survey = Look(noCtx(), o); standing(t, o) != want || want != (name == "nothing") {
				t.Errorf("without a survey all stands: %v; with one it is otherwise, or that is wrong", want)
			}
			defer o.Survey.Close()
			if name == "a link in its place" {
				return // which a build refuses
			}
			if _, kept := build(t, o, s, Stamp{1}); !slices.Contains(kept, "sitemap.xml") && name != "no manifest" {
				t.Errorf("kept %q", kept)
			}
			if got := read(t, o.Dest)["index.html"]; got != s["index.html"] {
				t.Errorf("index.html is %q", got)
			}
		})
	}
}

// A survey is not believed when somebody else published after it.
func TestSurveyIsOfOneManifest(t *testing.T) {
	o, s := temp(t), first()
	build(t, o, s, Stamp{1})
	settle(t, o, s)
	survey := Look(noCtx(), o)
	<-survey.done
	s["index.html"] = page("another")
	build(t, o, s, Stamp{2})
	o.Survey = survey
	defer survey.Close()
	if st := begin(t, o); st.old.survey != nil || st.old.stamp != (Stamp{2}) {
		t.Errorf("the survey of %v was believed", st.old.stamp)
	} else if err := st.Abort(); err != nil {
		t.Fatal(err)
	}
}

// standing tells whether nothing need be done for what [settle] published.
func standing(t *testing.T, o Options) bool {
	t.Helper()
	st := begin(t, o)
	_, ok := st.Standing(noCtx(), Stamp{1})
	if err := st.Abort(); err != nil {
		t.Fatal(err)
	}
	return ok
}

func mustLocate(t *testing.T, o Options) place {
	t.Helper()
	at, err := locate(o)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
