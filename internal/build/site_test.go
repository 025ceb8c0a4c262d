package build_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing/fstest"
	"time"

	"bulletin/internal/build"
	"bulletin/internal/site"
	"bulletin/themes"
)

// options builds a site at a fixed time.
func options(root, dest string, clock time.Time) build.Options {
	return build.Options{Root: root, Dest: dest, Theme: themes.Default(), Version: "test", View: site.View{Clock: clock}}
}

// builtin is the built-in theme, made small for tests of many builds: "default"
// without what makes its assets large; "plain" with layouts that print the whole
// View, so that nothing in it can be stale unseen.
func builtin(name string) fs.FS { return smallThemes()[name] }

var smallThemes = sync.OnceValue(func() map[string]fs.FS {
	small, plain := fstest.MapFS{}, fstest.MapFS{}
	whole := themes.Default()
	err := fs.WalkDir(whole, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(name, "assets/") && name != "assets/favicon.svg" {
			return err
		}
		data, err := fs.ReadFile(whole, name)
		small[name] = &fstest.MapFile{Data: data}
		if dir := path.Dir(name); dir == "layouts" {
			data = []byte(plainLayout)
		} else if dir == "layouts/partials" {
			data = []byte("")
		}
		plain[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		panic(err) // it is part of the program
	}
	for _, theme := range []fstest.MapFS{small, plain} {
		theme["assets/main.css"] = &fstest.MapFile{Data: []byte("@import \"_tokens.css\";\nbody{background:url(favicon.svg)}\n")}
		theme["assets/_tokens.css"] = &fstest.MapFile{Data: []byte(":root{--a:0}\n")}
		theme["assets/edition.css"] = &fstest.MapFile{Data: []byte("body{columns:2}\n")}
		theme["assets/issue.css"] = &fstest.MapFile{Data: []byte("article{margin:0}\n")}
		theme["assets/search.css"] = &fstest.MapFile{Data: []byte("form{margin:0}\n")}
		theme["assets/search.js"] = &fstest.MapFile{Data: []byte("var a=1;\n")}
	}
	return map[string]fs.FS{"default": small, "plain": plain}
})

// plainLayout writes a View as JavaScript writes values, and what partials and
// words add.
const plainLayout = `<!DOCTYPE html>
<html lang="{{.Site.Lang}}">
<head><title>{{.Page.Title}}</title><meta name="generator" content="{{.Site.Generator}}"><link rel="stylesheet" href="{{rel .Page.Root (asset "main.css")}}"></head>
<body><p>{{t "redirect.text"}}</p>{{template "partials/footer.html" .}}<script>const all = {{.}}</script></body>
</html>
`

// tree reads a built site.
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

// dense is onePixel with so many pixels to the metre: another file, and another output.
func dense(n byte) string {
	chunk := append([]byte("pHYs"), 0, 0, 0, n, 0, 0, 0, n, 1)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk))
	at := strings.Index(onePixel, "IDAT") - 4
	return onePixel[:at] + "\x00\x00\x00\x09" + string(chunk) + onePixel[at:]
}

// onePixel is the smallest PNG picture.
const onePixel = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89" +
	"\x00\x00\x00\x0cIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
