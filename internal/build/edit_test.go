package build_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bulletin/internal/build"
	"bulletin/internal/site"
	"bulletin/themes"
)

// options builds a site at a fixed time.
func options(root, dest string, clock time.Time) build.Options {
	return build.Options{Root: root, Dest: dest, Theme: themes.Default(), Version: "test", View: site.View{Clock: clock}}
}

// tree reads a built site, without the file that keeps the folder in git.
func tree(t interface{ Fatal(...any) }, dir string) map[string][]byte {
	files := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[name], err = os.ReadFile(filepath.Join(dir, name))
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return files
}

// differences names what differs between two trees.
func differences(a, b map[string][]byte) []string {
	var names []string
	for name := range a {
		if other, ok := b[name]; !ok || !bytes.Equal(a[name], other) {
			names = append(names, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// edits is a site under random edits.
type edits struct {
	root  string
	clock time.Time
	files map[string]bool // content files written, by path
	last  map[string][]byte
	// An output damaged after the manifest was lost cannot be told from somebody
	// else's file, so the two are not drawn together.
	hurt, forgot bool

	version string
	drafts  bool
	paths   []string // touched since the followed site was told
	served  map[string][]byte
}

// options are those of the site as it is now.
func (e *edits) options(dest string) build.Options {
	o := options(e.root, dest, e.clock)
	o.Version, o.View.Drafts = e.version, e.drafts
	return o
}

func (e *edits) path(name string) string { return filepath.Join(e.root, filepath.FromSlash(name)) }

func (e *edits) write(t *rapid.T, name, text string) {
	e.paths = append(e.paths, e.path(name))
	if err := os.MkdirAll(filepath.Dir(e.path(name)), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(e.path(name), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

var (
	folders = []string{"meetings", "stories", "awards", "news", "classifications", "issues", ""}
	stems   = []string{"a", "b", "hop-thang-7", "Cai-Thuoc-La", "c/index"}
	topics  = []string{"học tập", "Học tập", "tri ân", "thi đua"}
)

// document draws a document; now and then one with a mistake.
func document(t *rapid.T, folder string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s\n", rapid.SampledFrom([]string{"Họp chi bộ", "Ủy ban", "Đi chợ", "\"Tháng 7: một\""}).Draw(t, "title"))
	fmt.Fprintf(&b, "date: %s\n", rapid.SampledFrom([]string{"2020", "27/7/2020", "2021-03", "quý III/2019"}).Draw(t, "date"))
	fmt.Fprintf(&b, "tags: [%s]\n", strings.Join(rapid.SliceOfN(rapid.SampledFrom(topics), 0, 3).Draw(t, "tags"), ", "))
	extra := map[string]string{
		"meetings": "meeting_kind: regular\n", "awards": "award: gk\nrecipient: Chi bộ\n",
		"classifications": "year: 2020\nsubject: cell\ngrade: good\n",
	}
	b.WriteString(extra[folder])
	b.WriteString(rapid.SampledFrom([]string{
		"", "", "", "", "draft: true\n", "visibility: internal\n", "publish_date: 2020-06-01\n",
		"expiry_date: 2020-06-01\n", "aliases: [cu/x.html]\n", "slug: khac\n", "sai: khóa\n",
	}).Draw(t, "extra"))
	b.WriteString("---\n\n")
	b.WriteString(rapid.SampledFrom([]string{
		"Một đoạn.\n", "## Đề mục\n\nHai đoạn.\n", "[nhà](../index.md)\n", "[b](b.md)\n", "![ảnh](anh.png)\n",
	}).Draw(t, "body"))
	return b.String()
}

// change makes one random edit of the site.
func (e *edits) change(t *rapid.T) {
	folder := rapid.SampledFrom(folders).Draw(t, "folder")
	name := filepath.ToSlash(filepath.Join("content", folder, rapid.SampledFrom(stems).Draw(t, "stem"))) + ".md"
	known := slices.Sorted(maps.Keys(e.files))
	switch op := rapid.SampledFrom([]string{"write", "write", "write", "delete", "rename", "config", "layout", "clock", "damage", "forget", "picture", "body", "body", "same", "restored", "cache", "program", "drafts"}).Draw(t, "op"); op {
	case "write":
		e.write(t, name, document(t, folder))
		e.files[name] = true
	case "delete", "rename":
		if len(known) == 0 {
			return
		}
		old := rapid.SampledFrom(known).Draw(t, "old")
		if op == "rename" {
			data, err := os.ReadFile(e.path(old))
			if err != nil {
				t.Fatal(err)
			}
			e.write(t, name, string(data))
			e.files[name] = true
		}
		if op == "delete" || old != name {
			e.paths = append(e.paths, e.path(old))
			if err := os.Remove(e.path(old)); err != nil {
				t.Fatal(err)
			}
			delete(e.files, old)
		}
	case "config":
		e.write(t, "bulletin.yaml", rapid.SampledFrom([]string{
			"title: Một\n", "title: Hai\nper_page: 1\n", "title: Ba\nlinks: pretty\n", "title: Bốn\nbase_url: https://example.vn/bt\n", "language: en\n",
		}).Draw(t, "config"))
	case "layout":
		e.write(t, "strings/vi.yaml", fmt.Sprintf("plan:\n  home: %q\n", rapid.SampledFrom([]string{"Trang chủ", "Nhà"}).Draw(t, "home")))
	case "clock":
		e.clock = e.clock.AddDate(0, rapid.IntRange(-2, 2).Draw(t, "months"), 0)
	case "picture":
		e.write(t, "content/news/anh.png", rapid.SampledFrom([]string{onePixel, onePixel + "thêm"}).Draw(t, "picture"))
	case "body":
		e.lengthen(t, known)
	case "same", "restored":
		e.rewrite(t, known, op == "restored")
	case "cache":
		e.harmCache(t)
	case "program":
		e.version = rapid.SampledFrom([]string{"1", "2"}).Draw(t, "version")
	case "drafts":
		e.drafts = !e.drafts
	case "damage":
		if outputs := slices.Sorted(maps.Keys(e.last)); len(outputs) > 0 && !e.forgot {
			e.hurt = true
			hurt := filepath.Join(e.root, "public", rapid.SampledFrom(outputs).Draw(t, "output"))
			if rapid.Bool().Draw(t, "remove") {
				os.Remove(hurt)
			} else if err := os.WriteFile(hurt, []byte("hỏng"), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	case "forget":
		if e.hurt {
			return
		}
		e.forgot = true
		if err := os.RemoveAll(filepath.Join(e.root, build.StateDir)); err != nil {
			t.Fatal(err)
		}
	}
}

// TestEditsEndInACleanBuild: whatever is edited, the next build gives the bytes
// of a clean build, or leaves the site as it was when there is a mistake; and
// what did not change keeps its modification time.
func TestEditsEndInACleanBuild(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(t *rapid.T) {
		root, err := os.MkdirTemp("", "edits")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(root)
		e := &edits{root: root, clock: time.Date(2020, 5, 20, 0, 0, 0, 0, time.UTC), files: map[string]bool{}, version: "1"}
		live := &build.Live{Options: e.options(filepath.Join(root, "followed"))}
		live.Options.State = filepath.Join(root, "followed-state")
		defer live.Close()
		e.write(t, "content/news/anh.png", onePixel)
		e.write(t, "content/index.md", "---\ntitle: Nhà\n---\n")
		if rapid.Bool().Draw(t, "feeds") {
			e.write(t, "bulletin.yaml", "title: Bản tin\nbase_url: https://example.vn/\n")
		}
		for range rapid.IntRange(1, 8).Draw(t, "edits") {
			for range rapid.IntRange(1, 3).Draw(t, "together") {
				e.change(t)
			}
			before := tree(t, filepath.Join(root, "public"))
			times := modTimes(t, filepath.Join(root, "public"))
			report, problems, err := build.Run(ctx, e.options(""))
			if err != nil {
				t.Fatal(err)
			}
			after := tree(t, filepath.Join(root, "public"))
			clean := filepath.Join(root, "clean")
			fresh := e.options(clean)
			fresh.State = filepath.Join(root, "clean-state")
			for _, dir := range []string{clean, fresh.State} {
				if err := os.RemoveAll(dir); err != nil {
					t.Fatal(err)
				}
			}
			_, cleanProblems, err := build.Run(ctx, fresh)
			if err != nil {
				t.Fatal(err)
			}
			if a, b := fmt.Sprint(problems), fmt.Sprint(cleanProblems); a != b {
				t.Fatalf("problems differ:\n%s\n%s", a, b)
			}
			e.follow(t, live, cleanProblems, clean)
			if problems.HasErrors() {
				if d := differences(before, after); d != nil {
					t.Fatalf("a failed build changed %q", d)
				}
				continue
			}
			e.dropForeignPicture(t, after, tree(t, clean), report.Publish.Foreign)
			if d := differences(after, tree(t, clean)); d != nil {
				t.Fatalf("differs from a clean build: %q", d)
			}
			for name, was := range times {
				if is := modTimes(t, filepath.Join(root, "public"))[name]; bytes.Equal(before[name], after[name]) && !was.Equal(is) {
					t.Fatalf("%s did not change but was written", name)
				}
			}
			e.last, e.hurt, e.forgot = after, false, false
		}
	})
}

// dropForeignPicture removes a picture that is no longer wanted after the
// manifest was lost, as a person does who reads that it is not the program's: a
// picture, unlike a page, cannot say whose it is.
func (e *edits) dropForeignPicture(t *rapid.T, after, clean map[string][]byte, foreign []string) {
	const picture = "news/anh.png"
	_, left := after[picture]
	if _, wanted := clean[picture]; !e.forgot || !left || wanted {
		return
	}
	if !slices.Contains(foreign, picture) && !slices.Contains(foreign, "news/") {
		t.Fatalf("%s is left and not named among %q", picture, foreign)
	}
	delete(after, picture)
	if err := os.Remove(e.path("public/" + picture)); err != nil {
		t.Fatal(err)
	}
}

func modTimes(t interface{ Fatal(...any) }, dir string) map[string]time.Time {
	times := map[string]time.Time{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			rel, _ := filepath.Rel(dir, path)
			times[filepath.ToSlash(rel)] = info.ModTime()
		}
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return times
}

// onePixel is the smallest PNG picture.
const onePixel = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89" +
	"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
