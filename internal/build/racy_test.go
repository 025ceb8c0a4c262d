package build

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"bulletin/internal/award"
	"bulletin/internal/build/cache"
	"bulletin/internal/content"
	"bulletin/internal/markdown"
	"bulletin/internal/record"
	"bulletin/internal/site"
	"bulletin/internal/source"
	"bulletin/themes"
)

// TestRacyFiles: on a system that tells no time of change, a file whose size and
// time are as they were is taken for unchanged only if its time had settled when
// it was looked at last; to verify is to read it even then.
func TestRacyFiles(t *testing.T) {
	const one, two = "---\ntitle: Ban\n---\n", "---\ntitle: Hai\n---\n"
	looked := time.Date(2020, 7, 27, 8, 0, 1, 0, time.UTC)
	tests := []struct {
		name   string
		age    time.Duration // when it was looked at first
		verify bool
		reads  bool
	}{
		{"written this moment", 0, false, true},
		{"written within the grain", 49 * time.Millisecond, false, true},
		{"written in the future, by another's clock", -time.Hour, false, true},
		{"written in this second, on a disk that counts whole ones", time.Second, false, true},
		{"written before", 51 * time.Millisecond, false, false},
		{"written before, on a disk that counts whole seconds", 3 * time.Second, false, false},
		{"written before, and verified", time.Hour, true, true},
	}
	for _, tt := range tests {
		files := fstest.MapFS{"a.md": {Data: []byte(one), ModTime: looked.Add(-tt.age)}}
		l := libraryOf(t, files)
		look := func(was *sourceFile, at time.Time, verify bool) sourceFile {
			entries, _ := source.List(files, l.prefix)
			return l.compare(entries[0], was, nil, at, verify)
		}
		first := look(nil, looked, false)
		files["a.md"].Data = []byte(two)
		if second := look(&first, looked.Add(time.Hour), tt.verify); (second.head.Title == "Hai") != tt.reads {
			t.Errorf("%s: then read as %q", tt.name, second.head.Title)
		}
	}
}

// libraryOf is a library of a folder that is not on a disk.
func libraryOf(t *testing.T, files fs.FS) *library {
	parser := content.NewParser(markdown.Options{}, "content/", award.Builtin())
	kept := cache.Open(t.TempDir(), record.Sum{})
	t.Cleanup(func() { _ = kept.Close() })
	return &library{
		fsys: files, plain: files, prefix: "content/", parser: parser, cache: kept,
		reading: &sync.Pool{New: func() any { return new(reading) }}, exchange: new(sync.RWMutex),
	}
}

// TestTimePutBack: a document whose old size and time were put back is read where
// the system tells when a file changed; elsewhere by a build that verifies. An
// output treated so is found by verifying alone, as the guide says.
func TestTimePutBack(t *testing.T) {
	root := t.TempDir()
	name := filepath.Join(root, "content", "a.md")
	page := filepath.Join(root, "public", "a", "index.html")
	o := Options{Root: root, Theme: themes.Default(), View: site.View{Clock: time.Now()}}
	run := func(verify bool) string {
		t.Helper()
		o.Verify = verify
		if _, problems, err := Run(context.Background(), o); err != nil || problems.HasErrors() {
			t.Fatal(err, problems)
		}
		data, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	if err := os.Mkdir(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	putBack(t, name, "---\ntitle: Ban\n---\n", time.Now().Add(-time.Hour))
	run(false)
	waitTrusted(t, name, page)
	run(false)
	info := statOf(t, name)
	putBack(t, name, "---\ntitle: Hai\n---\n", info.ModTime())
	good := run(source.StatOf(info).Change == 0)
	if !strings.Contains(good, "Hai") {
		t.Error("the document was not read")
	}
	waitTrusted(t, name, page)
	run(false)
	putBack(t, page, strings.Replace(good, "Hai", "Ba!", 1), statOf(t, page).ModTime())
	if html := run(false); !strings.Contains(html, "Ba!") {
		t.Error("the output was found without verifying: then the guide says too little")
	}
	if html := run(true); html != good {
		t.Error("verifying did not mend the output")
	}
}

// TestLinkToTheSameBytes: a picture that is a symbolic link is looked at again when
// it leads to another name of the same file: that name may be in a draft's bundle.
func TestLinkToTheSameBytes(t *testing.T) {
	root := t.TempDir()
	o := Options{Root: root, Theme: themes.Default(), View: site.View{Clock: time.Now()}}
	news := func(name string) string { return filepath.Join(root, "content", "news", filepath.FromSlash(name)) }
	for name, text := range map[string]string{
		"draft/index.md": "---\ntitle: Nháp\ndate: 2020-07-27\nsummary: Tóm tắt\ndraft: true\n---\n",
		"open/index.md":  "---\ntitle: Mở\ndate: 2020-07-27\nsummary: Tóm tắt\n---\n![Chữ](b.gif)\n",
		"open/a.gif":     "GIF89a\x01\x00\x01\x00\x00\x00\x00;",
	} {
		if err := os.MkdirAll(filepath.Dir(news(name)), 0o777); err != nil {
			t.Fatal(err)
		}
		putBack(t, news(name), text, time.Now().Add(-time.Hour))
	}
	if err := os.Link(news("open/a.gif"), news("draft/a.gif")); err != nil {
		t.Fatal(err)
	}
	lead := func(to string) {
		t.Helper()
		_ = os.Remove(news("open/b.gif"))
		if err := os.Symlink(filepath.FromSlash(to), news("open/b.gif")); err != nil {
			t.Fatal(err)
		}
	}
	lead("a.gif")
	for range 2 { // the second time nothing was to do
		if _, problems, err := Run(context.Background(), o); err != nil || problems.HasErrors() {
			t.Fatal(err, problems)
		}
		waitTrusted(t, news("open/a.gif"), filepath.Join(root, "public", "news", "2020", "open", "index.html"))
	}
	lead("../draft/a.gif")
	if _, problems, err := Run(context.Background(), o); err != nil || !problems.HasErrors() {
		t.Errorf("the picture of a draft is published through a link: %v, %v", err, problems)
	}
}

// waitTrusted waits until files are older than the grain of the clock, so that the
// next build trusts their descriptions.
func waitTrusted(t *testing.T, names ...string) {
	for _, name := range names {
		for !source.StatOf(statOf(t, name)).Settled(time.Now()) {
			time.Sleep(time.Millisecond)
		}
	}
}

func statOf(t *testing.T, name string) fs.FileInfo {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// putBack writes a file and sets its time.
func putBack(t *testing.T, name, text string, at time.Time) {
	t.Helper()
	if err := errors.Join(os.WriteFile(name, []byte(text), 0o666), os.Chtimes(name, at, at)); err != nil {
		t.Fatal(err)
	}
}
