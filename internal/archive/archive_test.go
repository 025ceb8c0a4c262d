package archive

import (
	"archive/zip"
	"bulletin/internal/diag"
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// tree is a folder's files by their paths.
type tree map[string]string

func (t tree) fs() fs.FS {
	m := fstest.MapFS{}
	for name, text := range t {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

// lay writes the tree below a folder.
func (t tree) lay(tb testing.TB, dir string) string {
	tb.Helper()
	for name, text := range t {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if strings.HasSuffix(name, "/") {
			must(tb, os.MkdirAll(p, 0o777))
			continue
		}
		must(tb, os.MkdirAll(filepath.Dir(p), 0o777))
		must(tb, os.WriteFile(p, []byte(text), 0o666))
	}
	return dir
}

// pack writes the tree as a zip, below a folder.
func (t tree) pack(tb testing.TB, file, top string) string {
	tb.Helper()
	f, err := os.Create(file)
	must(tb, err)
	w := zip.NewWriter(f)
	for _, name := range slices.Sorted(maps.Keys(t)) {
		in, err := w.Create(top + "/" + name)
		must(tb, err)
		_, err = io.WriteString(in, t[name])
		must(tb, err)
	}
	must(tb, w.Close())
	must(tb, f.Close())
	return file
}

// unlay reads a folder back.
func unlay(tb testing.TB, dir string) tree {
	tb.Helper()
	t := tree{}
	must(tb, fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(os.DirFS(dir), name)
		t[name] = string(text)
		return err
	}))
	return t
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

var sample = tree{
	"meetings/2020/quy-iii.md": "# Sinh hoạt quý III\n",
	"stories/cai-thuoc-la.md":  "# Cai thuốc lá\n\nĐồng chí đã bỏ thuốc.\n",
	"anh/đại hội.jpg":          "JPEG",
	"trống.md":                 "",
}

// year is a bag of a year with the sample as its source and a page as its site.
func year(tb testing.TB, y int) Bag {
	tb.Helper()
	b, err := bagOf(y)
	must(tb, err)
	return b
}

func bagOf(y int) (Bag, error) {
	source, err := Tree("data/source", sample.fs())
	if err != nil {
		return Bag{}, err
	}
	site, err := Tree("data/site", tree{"index.html": fmt.Sprintf("<title>%d</title>\n", y)}.fs())
	return Bag{
		Payload: append(site, source...),
		Info:    []Field{{"Source-Organization", "Chi bộ 2"}, {"External-Description", "Bản tin năm " + fmt.Sprint(y)}},
		Date:    time.Date(y+1, 1, 15, 8, 0, 0, 0, time.UTC), Year: y,
	}, err
}

func write(tb testing.TB, dest string, b Bag) Digest {
	tb.Helper()
	d, err := Write(context.Background(), dest, b)
	must(tb, err)
	return d
}

func verify(tb testing.TB, path string, o Options) Result {
	tb.Helper()
	r, err := Verify(context.Background(), path, o)
	must(tb, err)
	speaks(tb, r.Problems)
	return r
}

// speaks checks that each problem is said in both languages, without a hole.
func speaks(tb testing.TB, l diag.List) {
	tb.Helper()
	for _, d := range l {
		for _, lang := range []diag.Lang{diag.VI, diag.EN} {
			if said := d.Message(lang) + d.Hint(lang); strings.Contains(said, "{") || d.Message(lang) == string(d.Code) {
				tb.Errorf("%s says %q", d.Code, said)
			}
		}
	}
}

// told gives each problem as "severity code file".
func told(l diag.List) []string {
	var all []string
	for _, d := range l {
		line := d.Severity.String() + " " + strings.TrimPrefix(string(d.Code), "bag-")
		if d.Pos.File != "" {
			line += " " + d.Pos.File
		}
		all = append(all, line)
	}
	slices.Sort(all)
	return all
}

// expectTold compares problems with lines as told gives them.
func expectTold(tb testing.TB, l diag.List, want ...string) {
	tb.Helper()
	slices.Sort(want)
	if got := told(l); !slices.Equal(got, want) {
		tb.Errorf("told\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}
