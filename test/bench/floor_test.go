package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFloorWritesTheSamePages: a floor that wrote less would flatter nobody but
// itself.
func TestFloorWritesTheSamePages(t *testing.T) {
	dir := corpusOf(t, 250)
	site, out := filepath.Join(dir, bulletinSite), filepath.Join(dir, "floor")
	built(t, site)
	if err := floorCommand([]string{"-site", site, "-o", out}); err != nil {
		t.Fatal(err)
	}
	ours, floor := pagesOf(t, filepath.Join(site, "public")), pagesOf(t, out)
	if diff := cmp.Diff(slices.Sorted(maps.Keys(ours)), slices.Sorted(maps.Keys(floor))); diff != "" {
		t.Error(diff)
	}
	total := func(pages map[string]string) (bytes float64) {
		for _, text := range pages {
			bytes += float64(len(text))
		}
		return bytes
	}
	if share := total(floor) / total(ours); share < 0.8 || share > 1.2 {
		t.Errorf("the floor writes %.2f times as many bytes", share)
	}
	w := newWriter()
	for n := range 250 {
		it := w.itemAt(n)
		if page := floor[it.path()+"/index.html"]; !strings.Contains(page, "<h1>"+it.title+"</h1>") {
			t.Errorf("item %d is not on its page", n)
		}
	}
}

// TestFloorPagesYears: of a kind with more than two pages' worth in a year, the
// oldest stand on full pages of their own.
func TestFloorPagesYears(t *testing.T) {
	f := &floor{out: t.TempDir(), made: &sync.Map{}}
	items := []*entry{{path: "news/2020/x", kind: "news", date: "2020-12-01"}}
	for n := range 65 {
		items = append(items, &entry{path: fmt.Sprintf("meetings/2020/%d", n), kind: "meetings", date: "2020-07-27"})
	}
	if err := f.writeYear("2020", items); err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for name, text := range pagesOf(t, f.out) {
		got[name] = strings.Count(text, `class="entry"`)
	}
	want := map[string]int{"years/2020/index.html": 26, "years/2020/report/index.html": 0, "years/2020/meetings/page/1/index.html": 20, "years/2020/meetings/page/2/index.html": 20}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// pagesOf reads the HTML files of a built site.
func pagesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := tree(t, dir)
	maps.DeleteFunc(files, func(name, _ string) bool { return filepath.Ext(name) != ".html" })
	return files
}

// TestFloorReadsFrontMatter in every form that the corpus has.
func TestFloorReadsFrontMatter(t *testing.T) {
	for text, want := range map[string]value{
		`"Kết luận: thống nhất"`:      {text: "Kết luận: thống nhất"},
		`2020-07-27`:                  {text: "2020-07-27"},
		`["một, hai", "ba"]`:          {list: []string{"một, hai", "ba"}},
		`{total: 3, note: "a, b: c"}`: {maps: [][]pair{{{"total", "3"}, {"note", "a, b: c"}}}},
	} {
		if diff := cmp.Diff(want, parse(text), cmp.AllowUnexported(value{}, pair{})); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}
