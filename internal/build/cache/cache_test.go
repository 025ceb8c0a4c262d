package cache

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"bulletin/internal/diag"
	"bulletin/internal/record"
	"bulletin/internal/source"
)

var rules = record.SumOf([]byte("rules"))

// model is what a cache should hold: documents by path.
type model map[string]string

// rows adds documents that differ from what is kept, and keeps the others.
func (m model) rows(c *Cache) []*Row {
	var rows []*Row
	for i := range 6 {
		path := string(rune('a' + i))
		text, ok := m[path]
		if !ok {
			continue
		}
		row := find(c, path)
		if kept, err := c.Read(row.Document); err != nil || kept != text {
			row = &Row{Entry: source.Entry{Path: path, Stat: source.Stat{Size: int64(len(text))}}, Document: c.Add([]byte(text)), Head: c.AddHead([]byte("head of " + text))}
		}
		rows = append(rows, row)
	}
	return rows
}

// TestAnyHistoryIsKept: whatever is added, changed and removed over many builds,
// some of which are given up, some of which another program makes at the same
// time, the cache gives back what was kept last, and its packs do not pile up.
func TestAnyHistoryIsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "cache")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		want := model{}
		for range rapid.IntRange(1, 30).Draw(t, "builds") {
			next := model{}
			for path, text := range want {
				next[path] = text
			}
			for range rapid.IntRange(0, 3).Draw(t, "edits") {
				path := rapid.SampledFrom([]string{"a", "b", "c", "d", "e", "f"}).Draw(t, "path")
				if next[path] = rapid.StringN(1, 4, -1).Draw(t, "text"); rapid.Bool().Draw(t, "remove") {
					delete(next, path)
				}
			}
			c := Open(dir, rules)
			rows := next.rows(c)
			if rapid.IntRange(0, 4).Draw(t, "given up") == 0 {
				if err := c.Close(); err != nil {
					t.Fatal(err)
				}
				continue
			}
			if err := errors.Join(c.Commit(rows, record.Sum{}, Outcome{}), c.Close()); err != nil {
				t.Fatal(err)
			}
			want = next
			check(t, dir, want)
		}
		if packs, _ := filepath.Glob(filepath.Join(dir, "*")); len(packs) > 10 {
			t.Fatalf("%d files are left: %q", len(packs), packs)
		}
	})
}

// TestHeadsUnderWay: heads are read back before they are committed, those that
// were added after the first was read too.
func TestHeadsUnderWay(t *testing.T) {
	c := Open(t.TempDir(), rules)
	defer c.Close()
	places := map[string]Place{}
	for _, texts := range [][]string{{"một", "hai"}, {"ba"}} {
		for _, text := range texts {
			places[text] = c.AddHead([]byte(text))
		}
		for text, at := range places {
			if got, err := readHead(c, at); err != nil || got != text {
				t.Errorf("%q is read as %q (%v)", text, got, err)
			}
		}
	}
}

// readHead is a head as a text.
func readHead(c *Cache, at Place) (head string, err error) {
	err = c.UseHead(at, func(data []byte) error {
		head = string(data)
		return nil
	})
	return head, err
}

// find is the row of a path; an empty one when there is none.
func find(c *Cache, path string) *Row {
	for i, row := range c.Rows() {
		if row.Path == path {
			return &c.Rows()[i]
		}
	}
	return &Row{}
}

func check(t *rapid.T, dir string, want model) {
	c := Open(dir, rules)
	defer c.Close()
	if c.Damaged() || len(c.Rows()) != len(want) {
		t.Fatalf("damaged %v, %d rows, want %d", c.Damaged(), len(c.Rows()), len(want))
	}
	for path, text := range want {
		row := find(c, path)
		got, err := c.Read(row.Document)
		head, err2 := readHead(c, row.Head)
		if err := errors.Join(err, err2); err != nil || got != text || head != "head of "+text {
			t.Fatalf("%s: %q %q %v, want %q", path, got, head, err, text)
		}
	}
}

// TestDamageIsNoticed flips every byte of the index and of each pack, one at a
// time, and cuts them at every length: what comes back is what was kept, or
// nothing.
func TestDamageIsNoticed(t *testing.T) {
	dir := t.TempDir()
	c := Open(dir, rules)
	if err := c.Commit([]*Row{{Entry: source.Entry{Path: "a"}, Document: c.Add([]byte("văn bản")), Head: c.AddHead([]byte("đầu"))}}, rules, Outcome{Stamp: rules, Pages: 7}); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) != 3 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		good, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := range good {
			bad := append([]byte{}, good...)
			bad[i] ^= 0x40
			for _, data := range [][]byte{bad, good[:i]} {
				if err := os.WriteFile(file, data, 0o666); err != nil {
					t.Fatal(err)
				}
				c := Open(dir, rules)
				row := find(c, "a")
				known := row.Path != ""
				text, err := c.Read(row.Document)
				head, err2 := readHead(c, row.Head)
				lost := 0
				for _, err := range []error{err, err2} {
					if err != nil {
						lost++
					}
				}
				if err == nil && text != "văn bản" || err2 == nil && head != "đầu" {
					t.Fatalf("%s, byte %d: %q %v %q %v", filepath.Base(file), i, text, err, head, err2)
				}
				if known && filepath.Base(file) != "index" && lost != 1 {
					t.Fatalf("%s, byte %d: damage in one pack is damage in %d", filepath.Base(file), i, lost)
				}
				if _, ok := c.Outcome(rules); ok != known {
					t.Fatalf("%s, byte %d: a row is known and no outcome, or the other way round", filepath.Base(file), i)
				}
				c.Close()
			}
		}
		if err := os.WriteFile(file, good, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestOtherRulesForget: what was kept under other rules is not given back.
func TestOtherRulesForget(t *testing.T) {
	dir := t.TempDir()
	c := Open(dir, rules)
	if err := c.Commit([]*Row{{Entry: source.Entry{Path: "a"}, Document: c.Add([]byte("x"))}}, record.Sum{}, Outcome{}); err != nil {
		t.Fatal(err)
	}
	other := Open(dir, record.SumOf([]byte("other")))
	defer other.Close()
	if len(other.Rows()) != 0 || other.Damaged() {
		t.Error(other.Rows(), other.Damaged())
	}
}

// TestFolderThatCannotBeWritten: nothing is kept, and nothing fails before the
// commit says so.
func TestFolderThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	c := Open(filepath.Join(file, "cache"), rules)
	place := c.Add([]byte("x"))
	if _, err := c.Read(place); err == nil || place != (Place{}) {
		t.Error(place, err)
	}
	if err := c.Commit([]*Row{{Entry: source.Entry{Path: "a"}, Document: place}}, record.Sum{}, Outcome{}); err == nil {
		t.Error("no error")
	}
}

// TestProblemsComeBack: a kept warning is the warning that it was.
func TestProblemsComeBack(t *testing.T) {
	list := diag.List{{
		Pos: diag.Pos{File: "a.md", Line: 3, Col: 4}, Severity: diag.Warning, Code: "date-missing", Field: "date", Line: "dòng",
		Args: []any{"chữ", 7, diag.Words{VI: "có", EN: "yes"}},
	}}
	kept, ok := Keep(list)
	if diff := cmp.Diff(list, List(kept)); diff != "" || !ok {
		t.Error(diff, ok)
	}
	if _, ok := Keep(diag.List{{Args: []any{3.5}}}); ok {
		t.Error("an argument of an unknown kind was kept")
	}
}
