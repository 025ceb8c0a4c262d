package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEditsChangeWhatTheySay: a body's edit is not in the first paragraph, which
// lists may show, and a title's is in the title alone.
func TestEditsChangeWhatTheySay(t *testing.T) {
	w := newWriter()
	for n := range 300 {
		it := w.itemAt(n)
		head, body := w.frontMatter(it), w.body(it)
		text := "---\n" + head + "---\n\n" + body
		edited, err := editBody([]byte(text), "đã sửa")
		if err != nil {
			t.Fatalf("item %d: %v", n, err)
		}
		first, rest, _ := strings.Cut(body, "\n\n")
		after, same := strings.CutPrefix(string(edited), "---\n"+head+"---\n\n"+first+"\n\n")
		if !same || strings.Replace(after, "Đây là đã sửa. ", "", 1) != rest || after == rest {
			t.Errorf("item %d: not one sentence in the body:\n%s", n, edited)
		}
		edited, err = editTitle([]byte(text), "đã sửa")
		if want := strings.Replace(text, it.title, it.title+" (đã sửa)", 1); err != nil || string(edited) != want {
			t.Errorf("item %d: %v\n%s", n, err, edited)
		}
	}
}

func TestEditRefusesOtherFiles(t *testing.T) {
	for _, text := range []string{"", "không có phần đầu\n\nvăn bản\n", "---\ntitle: \"Một\"\n---\n\nchỉ một đoạn\n"} {
		if _, err := editBody([]byte(text), "x"); err == nil {
			t.Errorf("edited %q", text)
		}
	}
	if _, err := editTitle([]byte("---\ndate: 2020-01-01\n---\n"), "x"); err == nil {
		t.Error("found a title")
	}
}

// TestEditorTakesAnotherItemEachTime, and in the same order for every program.
func TestEditorTakesAnotherItemEachTime(t *testing.T) {
	one, other := newEditor(50), newEditor(50)
	seen := map[int]bool{}
	for range 50 {
		a, b := one.body(), other.title()
		if a.item.number != b.item.number || seen[a.item.number] {
			t.Fatalf("item %d and item %d", a.item.number, b.item.number)
		}
		seen[a.item.number] = true
	}
}

// TestEditIsShownByTheBuild: the check that a measured build did what it was
// measured for passes after a build, and fails before it.
func TestEditIsShownByTheBuild(t *testing.T) {
	p := bulletinAt("", filepath.Join(corpusOf(t, 30), bulletinSite))
	built(t, p.site)
	for _, e := range []edit{newEditor(30).body(), newEditor(30).title()} {
		if err := e.apply(p); err != nil {
			t.Fatal(err)
		}
		if err := p.shows(e.item, e.mark); err == nil {
			t.Error("the edit shows before it is built")
		}
		built(t, p.site)
		if err := p.shows(e.item, e.mark); err != nil {
			t.Error(err)
		}
	}
	if err := p.clear(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(p.site)
	if err != nil || len(left) != 2 {
		t.Errorf("a cold build would find %v (%v)", left, err)
	}
}
