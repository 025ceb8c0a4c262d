package build_test

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"bulletin/internal/build"
)

// rewrite writes a document's own bytes again, or others of the same length, and
// puts the time back.
func (e *edits) rewrite(t *rapid.T, other bool) {
	name, ok := e.one(t)
	if !ok {
		return
	}
	info, err := os.Stat(e.path(name))
	must(t, err)
	if d := e.docs[name]; other {
		d.body = strings.NewReplacer("đoạn", "đoán", "đoán", "đoạn", "bài", "tin", "tin", "bài").Replace(d.body)
		e.docs[name] = d
	}
	e.put(t, name, e.docs[name])
	must(t, os.Chtimes(e.path(name), info.ModTime(), info.ModTime()))
}

// renameFolder renames a folder of content as a whole, or puts what is in it
// where another is.
func (e *edits) renameFolder(t *rapid.T) {
	from, to := rapid.SampledFrom([]string{"news", "stories", "news/c"}).Draw(t, "from"), rapid.SampledFrom([]string{"x", "news/c", "stories"}).Draw(t, "to")
	if _, err := os.Stat(e.path("content/" + from)); err != nil {
		return
	}
	if _, err := os.Stat(e.path("content/" + to)); err == nil || from == "news" && to == "news/c" {
		return
	}
	e.touchBelow(t, "content/"+from)
	must(t, os.MkdirAll(filepath.Dir(e.path("content/"+to)), 0o777))
	must(t, os.Rename(e.path("content/"+from), e.path("content/"+to)))
	e.touchBelow(t, "content/"+to)
	for _, name := range e.known() {
		if rest, ok := strings.CutPrefix(name, "content/"+from+"/"); ok {
			e.docs["content/"+to+"/"+rest] = e.docs[name]
			delete(e.docs, name)
		}
	}
}

// swapContent puts a copy of the content folder in its place: other files of the
// same names, of the same bytes.
func (e *edits) swapContent(t *rapid.T) {
	old := filepath.Join(e.root, "old")
	must(t, os.RemoveAll(old))
	must(t, os.Rename(e.path("content"), old))
	must(t, filepath.WalkDir(old, func(name string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(old, name)
		to := filepath.Join(e.root, "content", rel)
		switch {
		case err != nil:
			return err
		case d.IsDir():
			return os.Mkdir(to, 0o777)
		case d.Type().IsRegular():
			data, err := os.ReadFile(name)
			must(t, err)
			return os.WriteFile(to, data, 0o666)
		}
		return nil // a link is lost
	}))
	e.touchBelow(t, "old")
	for _, name := range e.touched {
		if rest, ok := strings.CutPrefix(name, old); ok {
			e.touched = append(e.touched, e.path("content")+rest)
		}
	}
}

// touchBelow notes that every file of a folder came or went.
func (e *edits) touchBelow(t *rapid.T, dir string) {
	must(t, filepath.WalkDir(e.path(dir), func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			e.touched = append(e.touched, name)
		}
		return err
	}))
}

// link puts a symbolic link where a document or a picture may be: to a document, to
// a picture, out of the site, to nothing; or takes it away.
func (e *edits) link(t *rapid.T) {
	name := rapid.SampledFrom([]string{"content/news/lien-ket.md", "content/stories/lien-ket.md", pictureFile}).Draw(t, "link")
	e.remove(t, name)
	others := []string{"", "content/anh.png", "content/khong-co.md", "bulletin.yaml"}
	for _, known := range e.known() {
		others = append(others, known, known)
	}
	to := rapid.SampledFrom(others).Draw(t, "to")
	if to == "" {
		return
	}
	e.write(t, "content/anh.png", onePixel)
	must(t, os.MkdirAll(filepath.Dir(e.path(name)), 0o777))
	must(t, os.Symlink(filepath.FromSlash(relative(name, to)), e.path(name)))
}

// damage removes or spoils an output.
func (e *edits) damage(t *rapid.T) {
	out, name := e.standing(t)
	switch {
	case name == "" || out.forgot: // what was spoilt after the manifest was lost cannot be told from somebody else's
		return
	case rapid.Bool().Draw(t, "remove"):
		must(t, os.Remove(name))
	default:
		must(t, os.WriteFile(name, []byte("hỏng"), 0o666))
	}
	out.hurt = true
}

// falsify changes an output and puts its size and time back: the next build has
// to be told to verify.
func (e *edits) falsify(t *rapid.T) {
	out, name := e.standing(t)
	if name == "" || out.forgot {
		return
	}
	info, err := os.Stat(name)
	must(t, err)
	must(t, os.WriteFile(name, bytes.Repeat([]byte("x"), int(info.Size())), 0o666))
	must(t, os.Chtimes(name, info.ModTime(), info.ModTime()))
	out.hurt, out.falsified = true, true
}

// standing draws a file that stands in an output.
func (e *edits) standing(t *rapid.T) (*output, string) {
	out := e.output(t, "public", "other", "followed")
	if len(out.last) == 0 {
		return out, ""
	}
	name := filepath.Join(out.dir, rapid.SampledFrom(slices.Sorted(maps.Keys(out.last))).Draw(t, "file"))
	if _, err := os.Stat(name); err != nil {
		return out, "" // a build that was killed removed it
	}
	return out, name
}

// harmCache removes, cuts or spoils a file of the cache.
func (e *edits) harmCache(t *rapid.T) { e.harm(t, "cache/*") }

// harmNote does the same to what a build noted of an output.
func (e *edits) harmNote(t *rapid.T) { e.harm(t, "last/*") }

// harmManifest does the same to what is kept of an output.
func (e *edits) harmManifest(t *rapid.T) {
	out := e.output(t, "public", "other", "followed")
	if !out.hurt && e.harm(t, "publish/"+filepath.Base(out.dir)+"-*/*") {
		out.forgot = true
	}
}

// forget removes all that the program keeps.
func (e *edits) forget(t *rapid.T) {
	for _, out := range e.outputs {
		if out.hurt {
			return
		}
	}
	for _, out := range e.outputs {
		out.forgot = true
	}
	must(t, os.RemoveAll(filepath.Join(e.root, build.StateDir)))
}

// harm removes, cuts or spoils one of some files.
func (e *edits) harm(t *rapid.T, pattern string) bool {
	files, err := filepath.Glob(filepath.Join(e.root, build.StateDir, filepath.FromSlash(pattern)))
	if err != nil || len(files) == 0 {
		return false
	}
	name := rapid.SampledFrom(files).Draw(t, "kept")
	data, err := os.ReadFile(name)
	if err != nil || len(data) == 0 {
		return false
	}
	switch rapid.IntRange(0, 2).Draw(t, "harm") {
	case 0:
		if filepath.Base(name) == "journal" {
			return false // without it nobody knows that files are being moved
		}
		must(t, os.Remove(name))
	case 1:
		must(t, os.Truncate(name, int64(rapid.IntRange(0, len(data)-1).Draw(t, "length"))))
	default:
		data[rapid.IntRange(0, len(data)-1).Draw(t, "byte")] ^= 1
		must(t, os.WriteFile(name, data, 0o666))
	}
	return true
}
