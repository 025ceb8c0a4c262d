package build_test

import (
	"bytes"
	"context"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"bulletin/internal/build"
	"bulletin/internal/diag"
)

// secret marks what must not be published.
const secret = "BIMAT"

// FuzzSite builds whole sites from text archives. Nothing panics; and when
// there is no error, nothing of an unpublished document is anywhere in the
// output and every link within it leads to a file and to a part of it.
func FuzzSite(f *testing.F) {
	seeds, err := filepath.Glob("testdata/sites/*.txt")
	if err != nil || len(seeds) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, seed := range seeds {
		data, err := os.ReadFile(seed)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, archive []byte) {
		root := t.TempDir()
		if unpack(root, archive) {
			buildAndCheck(t, root)
		}
	})
}

// TestSeedSites: the sites that fuzzing begins with are without errors.
func TestSeedSites(t *testing.T) {
	seeds, err := filepath.Glob("testdata/sites/*.txt")
	if err != nil || len(seeds) == 0 {
		t.Fatal("no seeds", err)
	}
	for _, seed := range seeds {
		data, err := os.ReadFile(seed)
		if err != nil {
			t.Fatal(err)
		}
		root := t.TempDir()
		if !unpack(root, data) {
			t.Fatalf("%s cannot be unpacked", seed)
		}
		if problems := buildAndCheck(t, root); problems.HasErrors() {
			t.Errorf("%s: %v", seed, problems.Err())
		}
	}
}

// TestRandomSites: the same for sites made of lines that often fit together.
func TestRandomSites(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		root, err := os.MkdirTemp("", "sites")
		if err != nil {
			rt.Fatal(err)
		}
		defer os.RemoveAll(root)
		var b bytes.Buffer
		pick := func(name string, from ...string) string { return rapid.SampledFrom(from).Draw(rt, name) }
		b.WriteString("-- bulletin.yaml --\ntitle: T\n" + pick("config", "", "links: pretty\n", "per_page: 1\n", "search: true\n", "base_url: https://example.vn/bt/\n"))
		names := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{
			"index", "a", "b/index", "news/index", "news/a", "news/b/index", "news/b/c/index", "meetings/index", "meetings/a",
			"stories/a", "awards/a", "issues/a", "classifications/a", "years/2020", "years/2019",
		}), 1, 7, rapid.ID[string]).Draw(rt, "files")
		links := []string{"", "", "index.md", "p.svg", "news/b/p.svg"}
		for _, name := range names {
			links = append(links, name+".md", name+".md", path.Dir(name))
		}
		for _, name := range names {
			b.WriteString("-- content/" + name + ".md --\n---\ntitle: SECRET\n")
			switch folder, rest, _ := strings.Cut(name, "/"); {
			case rest == "index":
			case folder == "meetings":
				b.WriteString("meeting_kind: regular\n" + pick("story", "", "story: a\n") + pick("vote", "", "votes: [{matter: a}]\n", "votes: []\n", "attendance:\n", "attendance: {}\n", "documents: [a]\n", "review_previous: x\n", "quality: {}\n", "conclusion: {}\n"))
			case folder == "stories":
				b.WriteString(pick("meeting", "", "meeting: a\n", "lesson: \"SECRET [a](../news/a.md)\"\n", "lesson: \"\"\n", "source: {}\n"))
			case folder == "awards":
				b.WriteString("award: gk\nrecipient: a\n" + pick("achievement", "", "achievement: a\n", "scan: ../news/b/p.svg\n"))
			case folder == "issues":
				b.WriteString(pick("sections", "", "sections: [{title: SECRET, items: [../news/a.md]}]\n", "masthead: {}\n", "masthead: {name: a}\n"))
			case folder == "classifications":
				b.WriteString("year: 2019\nsubject: cell\n" + pick("grade", "", "grade: good\n", "counts: {}\n", "counts: {good: 0}\n"))
			}
			for _, line := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{
				"draft: true\n", "visibility: internal\n", "slug: khac\n", "date: 2020\n", "tags: [SECRET]\n", "aliases: [SECRET]\n", "images: [p.svg]\n",
				"editor_note: \"SECRET [x](#muc)\"\n", "sources: [a]\n", "kind: news\n", "kind: page\n", "summary: SECRET\n",
			}), 0, 3, func(line string) string { return line[:4] }).Draw(rt, "lines") {
				b.WriteString(line)
			}
			b.WriteString("---\nSECRET\n\n## Mục\n\n")
			for range rapid.IntRange(0, 3).Draw(rt, "links") {
				up := strings.Repeat("../", strings.Count(name, "/"))
				b.WriteString("[a](" + up + pick("link", links...) + pick("part", "", "", "", "", "", "#muc", "#muc", "#bai-hoc", "#anh", "#chu-de",
					"#nguon", "#ghi-chu-cua-ban-bien-tap", "#bieu-quyet", "#thanh-phan", "#van-ban-quan-triet", "#danh-gia-thang-truoc",
					"#chat-luong", "#ket-luan", "#xuat-xu", "#thanh-tich", "#mang-set", "#xep-loai", "#so-luong") + ")\n")
			}
		}
		b.WriteString("-- content/news/b/p.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n-- content/p.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n")
		if !unpack(root, b.Bytes()) {
			rt.Fatal("the site cannot be unpacked")
		}
		if buildAndCheck(rt, root); rt.Failed() {
			rt.Logf("%s", b.Bytes())
		}
	})
}

// tester is what tests, fuzzing and rapid have in common.
type tester interface {
	Fatal(...any)
	Errorf(string, ...any)
}

// buildAndCheck builds a site. When it is refused, nothing was written; when it
// is not, the output is sound.
func buildAndCheck(t tester, root string) diag.List {
	o := options(root, filepath.Join(root, "public"), time.Date(2020, 9, 13, 0, 0, 0, 0, time.UTC))
	_, problems, err := build.Run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	out := os.DirFS(filepath.Join(root, "public"))
	if !problems.HasErrors() {
		cfg, _, _ := build.Config(o)
		checkOutput(t, out, cfg.BaseURL)
	} else if _, err := fs.Stat(out, "."); err == nil {
		t.Fatal("a refused build wrote something")
	}
	return problems
}

// unpack writes the archive's files as content, as far as their names allow.
// Documents that say they are drafts get the marker.
func unpack(root string, archive []byte) bool {
	a := txtar.Parse(archive)
	if len(a.Files) == 0 || len(a.Files) > 16 || len(archive) > 20_000 {
		return false
	}
	for _, file := range a.Files {
		if !filepath.IsLocal(file.Name) || strings.ContainsAny(file.Name, "\x00\\") || len(file.Name) > 100 || bytes.Contains(file.Data, []byte("output:")) {
			return false
		}
		hidden := bytes.Contains(file.Data, []byte("\ndraft: true\n")) || bytes.Contains(file.Data, []byte("\nvisibility: internal\n"))
		name := filepath.Join(root, filepath.FromSlash(file.Name))
		data := bytes.ReplaceAll(file.Data, []byte(secret), []byte("X"))
		if hidden {
			data = bytes.ReplaceAll(data, []byte("SECRET"), []byte(secret))
		}
		if os.MkdirAll(filepath.Dir(name), 0o777) != nil || os.WriteFile(name, data, 0o666) != nil {
			return false
		}
	}
	return true
}

// checkOutput looks for the marker in every file, and follows every link. Those
// of the page for missing addresses alone begin at the base URL's path.
func checkOutput(t tester, out fs.FS, baseURL string) {
	base, err := url.Parse(baseURL)
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]*html.Node{}
	ids := map[string]map[string]bool{}
	err = fs.WalkDir(out, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(name, "assets/") {
			return err
		}
		data, err := fs.ReadFile(out, name)
		if err != nil {
			return err
		}
		if bytes.Contains(data, []byte(secret)) || strings.Contains(strings.ToUpper(name), secret) {
			t.Errorf("%s holds what is not published", name)
		}
		if path.Ext(name) == ".html" && bytes.HasPrefix(bytes.ToLower(data[:min(len(data), 15)]), []byte("<!doctype html>")) {
			if pages[name], err = html.Parse(bytes.NewReader(data)); err != nil {
				return err
			}
			ids[name] = map[string]bool{}
			for n := range pages[name].Descendants() {
				ids[name][attribute(n, "id")] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) == 0 {
		t.Fatal("no page was found")
	}
	for name, page := range pages {
		for n := range page.Descendants() {
			for _, key := range []string{"href", "src"} {
				if to := attribute(n, key); to != "" {
					if rest, ok := strings.CutPrefix(to, base.EscapedPath()); ok && name == "404.html" && base.Path != "" {
						to = "./" + rest
					}
					follow(t, out, ids, name, to)
				}
			}
		}
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// follow checks one link of a page.
func follow(t tester, out fs.FS, ids map[string]map[string]bool, from, to string) {
	u, err := url.Parse(to)
	if err != nil {
		t.Errorf("%s: the link %q cannot be read: %v", from, to, err)
		return
	}
	if u.Scheme != "" {
		switch u.Scheme {
		case "http", "https", "mailto", "tel", "ftp", "sms", "data":
		default:
			t.Errorf("%s links to %q", from, to)
		}
		return
	}
	target := from
	if u.Path != "" {
		target = path.Join(path.Dir(from), u.Path)
		if strings.HasSuffix(u.Path, "/") || target == "." {
			target = path.Join(target, "index.html")
		}
	}
	if info, err := fs.Stat(out, target); err != nil || info.IsDir() {
		t.Errorf("%s: the link %q leads nowhere", from, to)
		return
	}
	if u.Fragment != "" && ids[target] != nil && !ids[target][u.Fragment] {
		t.Errorf("%s: the link %q leads to no part of the page", from, to)
	}
}
