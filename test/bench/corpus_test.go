package main

import (
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"bulletin/internal/viet"
)

// corpusOf writes n items and returns their folder.
func corpusOf(t *testing.T, n int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "corpus")
	if err := writeCorpus(context.Background(), dir, n); err != nil {
		t.Fatal(err)
	}
	return dir
}

// tree reads every file below a folder.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestSmallerCorpusIsPartOfLarger: figures of two sizes are of the same items,
// and a corpus can be made again anywhere.
func TestSmallerCorpusIsPartOfLarger(t *testing.T) {
	small, large := tree(t, corpusOf(t, 60)), tree(t, corpusOf(t, 90))
	if len(large)-len(small) != 2*30 {
		t.Errorf("%d files and %d files", len(small), len(large))
	}
	for name, text := range small {
		if large[name] != text {
			t.Errorf("%s is not the same in a larger corpus", name)
		}
	}
}

// TestSitesHoldTheSameText: Hugo's copy has its year as one line more.
func TestSitesHoldTheSameText(t *testing.T) {
	files := tree(t, corpusOf(t, 20))
	w := newWriter()
	for n := range 20 {
		it := w.itemAt(n)
		name := "content/" + it.path() + ".md"
		theirs := strings.Replace(files[hugoSite+"/"+name], "years: [\""+it.day.Format("2006")+"\"]\n", "", 1)
		if theirs == files[hugoSite+"/"+name] || theirs != files[bulletinSite+"/"+name] {
			t.Errorf("%s differs in the two sites", name)
		}
	}
}

func TestCorpusWantsAnEmptyFolder(t *testing.T) {
	if err := writeCorpus(context.Background(), corpusOf(t, 1), 1); err == nil {
		t.Error("wrote over another corpus")
	}
}

// TestCorpusBuildsWithoutProblems: everything in it is valid, for only what is
// checked in full is a fair measure of checking.
func TestCorpusBuildsWithoutProblems(t *testing.T) {
	site := filepath.Join(corpusOf(t, 60), bulletinSite)
	var report struct {
		OK       bool
		Pages    int
		Problems []any
	}
	if err := json.Unmarshal(built(t, site), &report); err != nil {
		t.Fatal(err)
	}
	if !report.OK || report.Pages < 60 || len(report.Problems) > 0 {
		t.Errorf("%+v", report)
	}
	for _, name := range []string{"atom.xml", "rss.xml", "feed.json", "sitemap.xml", "calendar.ics", "meetings/index.html", "awards/index.html"} {
		if _, err := os.Stat(filepath.Join(site, "public", name)); err != nil {
			t.Error(err)
		}
	}
}

// built builds a site with the program, every warning counting as a problem, and
// returns what it says as JSON.
func built(t *testing.T, site string) []byte {
	t.Helper()
	out, err := exec.Command(bulletin(t), "build", "--strict", "--json", "-s", site).Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return out
}

// TestItemsAreAsPromised: docs/performance.md says what the corpus is.
func TestItemsAreAsPromised(t *testing.T) {
	const n = 1000
	w := newWriter()
	byKind, used, bytes, links := map[kind]int{}, map[string]int{}, 0, 0
	for i := range n {
		it := w.itemAt(i)
		byKind[it.kind]++
		body := w.body(it)
		bytes += len(body)
		links += strings.Count(body, "](../../")
		head := w.frontMatter(it)
		if !norm.NFC.IsNormalString(head + body) {
			t.Errorf("item %d is not composed", i)
		}
		for _, tag := range w.tags.labels {
			if strings.Contains(head, `"`+tag+`"`) {
				used[tag]++
			}
		}
	}
	if mean := bytes / n; mean < 2700 || mean > 3500 {
		t.Errorf("bodies have %d bytes", mean)
	}
	if links < n || links > 2*n {
		t.Errorf("%d links between %d items", links, n)
	}
	for k, want := range map[kind]int{meetings: 400, stories: 150, awards: 150, news: 300} {
		if got := byKind[k]; got < want*8/10 || got > want*12/10 {
			t.Errorf("%s: %d of %d", k, got, n)
		}
	}
	commonest, rarest := used[w.tags.labels[0]], used[w.tags.labels[len(w.tags.labels)-1]]
	if len(w.tags.labels) != 300 || commonest < n/10 || commonest > n/3 || rarest > n/50 {
		t.Errorf("%d tags, the first on %d items, the last on %d", len(w.tags.labels), commonest, rarest)
	}
}

// TestTagsHaveTheirOwnAddresses: two tags with one address would be one list, and
// the floor names addresses by itself.
func TestTagsHaveTheirOwnAddresses(t *testing.T) {
	seen := map[string]string{}
	for _, tag := range vocabulary() {
		slug := viet.Slug(tag)
		if other, taken := seen[slug]; taken {
			t.Errorf("%q and %q are both %s", tag, other, slug)
		}
		if seen[slug] = tag; asciiOf(tag) != slug {
			t.Errorf("%q is %s on the floor, %s in the program", tag, asciiOf(tag), slug)
		}
	}
}
