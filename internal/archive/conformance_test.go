package archive

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestConformance holds Verify to the cases of testdata/conformance: what is
// valid, what is not and what deserves a warning in each version of BagIt. They
// follow the Library of Congress's conformance suite in what they ask.
//
// A case is a text archive. Its comment says what it is about and, in lines of
// the form "want: severity code file", what must be told; "encode: name files…"
// and "newline: CR" change the tag files after <sha256:path>, the sum of a file,
// and <oxum> were filled in. Each is verified as a zip, and as a folder unless
// the comment says "only: zip", for names that not every system can hold.
func TestConformance(t *testing.T) {
	cases, err := filepath.Glob(filepath.Join("testdata", "conformance", "v*", "*.txt"))
	must(t, err)
	if len(cases) < 90 {
		t.Fatalf("only %d cases", len(cases))
	}
	for _, name := range cases {
		rel, _ := filepath.Rel(filepath.Join("testdata", "conformance"), name)
		t.Run(filepath.ToSlash(strings.TrimSuffix(rel, ".txt")), func(t *testing.T) {
			c := readCase(t, name)
			verdict, _, _ := strings.Cut(filepath.Base(name), "-")
			dir := t.TempDir()
			paths := []string{c.bag.pack(t, filepath.Join(dir, "bag.zip"), "bag")}
			if c.only != "zip" {
				paths = append(paths, c.bag.lay(t, filepath.Join(dir, "bag")))
			}
			for _, p := range paths {
				r := verify(t, p, Options{})
				expectTold(t, r.Problems, c.want...)
				warned := strings.Contains(strings.Join(told(r.Problems), "\n"), "warning ")
				if r.Valid() == (verdict == "invalid") || verdict != "invalid" && warned != (verdict == "warning") {
					t.Errorf("the verdict is not %s", verdict)
				}
			}
		})
	}
}

type conformanceCase struct {
	bag  tree
	want []string
	only string
}

var sumOf = regexp.MustCompile(`<(sha\d+|SHA\d+|md5):([^>]+)>`)

func readCase(t *testing.T, name string) conformanceCase {
	t.Helper()
	text, err := os.ReadFile(name)
	must(t, err)
	a := txtar.Parse(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
	c := conformanceCase{bag: tree{}}
	encodings := map[string]string{}
	newline := "\n"
	for line := range strings.Lines(string(a.Comment)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "want":
			c.want = append(c.want, value)
		case "encode":
			words := strings.Fields(value)
			for _, f := range words[1:] {
				encodings[f] = words[0]
			}
		case "newline":
			newline = map[string]string{"CR": "\r", "CRLF": "\r\n"}[value]
		case "only":
			c.only = value
		}
	}
	slices.SortStableFunc(a.Files, func(x, y txtar.File) int { return cmp.Compare(stage(x.Name), stage(y.Name)) })
	for _, f := range a.Files {
		name := f.Name
		if strings.HasPrefix(name, `"`) {
			name, err = strconv.Unquote(name)
			must(t, err)
		}
		c.bag[name] = c.finish(t, string(f.Data), encodings[name], newline, strings.HasPrefix(name, "data/"))
	}
	return c
}

// stage orders the files so that a sum follows what it is of.
func stage(name string) int {
	_, tags, ok := isManifest(name)
	switch {
	case !ok && !strings.Contains(name, "-info.txt"):
		return 0
	case !ok:
		return 1 // holds the oxum
	case !tags:
		return 2
	}
	return 3
}

func (c conformanceCase) finish(t *testing.T, text, encoding, newline string, payload bool) string {
	t.Helper()
	if payload {
		return text
	}
	var bytes, files int
	for name, content := range c.bag {
		if strings.HasPrefix(name, "data/") {
			bytes, files = bytes+len(content), files+1
		}
	}
	text = strings.ReplaceAll(text, "<oxum>", fmt.Sprintf("%d.%d", bytes, files))
	text = sumOf.ReplaceAllStringFunc(text, func(s string) string {
		m := sumOf.FindStringSubmatch(s)
		a, ok := algorithmOf(m[1])
		name := strings.NewReplacer(`\n`, "\n", `\r`, "\r").Replace(m[2])
		content, there := c.bag[name]
		if !ok || !there {
			t.Fatalf("%s: nothing to sum", s)
		}
		h := a.make()
		h.Write([]byte(content))
		sum := hex.EncodeToString(h.Sum(nil))
		if m[1] == strings.ToUpper(m[1]) && a != md5Sum {
			sum = strings.ToUpper(sum)
		}
		return sum
	})
	text = strings.ReplaceAll(text, "\n", newline)
	if encoding == "" {
		return text
	}
	e, ok := encodingOf(encoding)
	if !ok {
		t.Fatalf("no encoding %s", encoding)
	}
	encoded, err := e.NewEncoder().String(text)
	must(t, err)
	return encoded
}
