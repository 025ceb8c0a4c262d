package archive

import (
	"bulletin/internal/diag"
	"encoding/hex"
	"errors"
	"io"
	"strings"
)

// manifest is one manifest file of a bag.
type manifest struct {
	name  string
	alg   algorithm
	tags  bool // a tag manifest
	lines int
}

// listed is one line of a manifest.
type listed struct {
	path string // as written, but for what spelled undid
	sum  string // as bytes
	line int
}

// spelling is a way in which manifests of other programs write paths, against
// the RFC's letter or advice.
type spelling int

const (
	asterisk   spelling = iota // *path, as md5sum marks a binary file
	dotSlash                   // ./path, as find and md5sum give it
	backslash                  // data\path, as Windows has it
	percent                    // a % that stands for itself
	decomposed                 // another Unicode form than the file's name
	spellings
)

// words say what a spelling is.
func (s spelling) words() diag.Words {
	return [...]diag.Words{
		{VI: "có dấu * trước tên tệp", EN: "has an asterisk before the name"},
		{VI: "có “./” trong đường dẫn", EN: "has “./” in its path"},
		{VI: "dùng dấu \\ thay cho /", EN: "uses \\ in place of /"},
		{VI: "có dấu % chưa mã hóa thành %25", EN: "has a % that is not encoded as %25"},
		{VI: "dùng dạng Unicode khác với tên tệp thật", EN: "is in another Unicode form than the file's name"},
	}[s]
}

// spellingTold remembers which spellings of a manifest were told: once each.
type spellingTold [spellings]bool

func (t *spellingTold) tell(s spelling, file string, line int, written string, out *diag.List) {
	if !t[s] {
		t[s] = true
		out.Add(as(diag.Warning, at(line, problem(codeSpelling, file, written, s.words()))))
	}
}

// readManifest reads a manifest (RFC 8493, section 2.1.3) and hands each line
// on. It goes on after a faulty one.
func readManifest(l *lines, m *manifest, told *spellingTold, each func(listed) error) error {
	for {
		text, err := l.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if strings.Trim(text, " \t") == "" {
			continue
		}
		one, ok := parseLine(text, m.alg)
		if !ok {
			l.out.Add(at(l.n, problem(codeManifestLine, m.name, excerpt(text))))
			continue
		}
		one.line = l.n
		written := one.path
		if rest, ok := strings.CutPrefix(one.path, "*"); ok {
			told.tell(asterisk, m.name, l.n, written, l.out)
			one.path = rest
		}
		tidy := tidied(one.path)
		if escapes(one.path) || escapes(tidy) { // ./C:\x is C:\x
			l.out.Add(at(l.n, problem(codeEscapes, m.name, one.path)))
			continue
		}
		if tidy != one.path {
			told.tell(dotSlash, m.name, l.n, written, l.out)
			one.path = tidy
		}
		m.lines++
		if err := each(one); err != nil {
			return err
		}
	}
}

// parseLine cuts a line into the sum and the path.
func parseLine(text string, a algorithm) (listed, bool) {
	end := strings.IndexAny(text, " \t")
	if end != 2*a.size() {
		return listed{}, false
	}
	sum, err := hex.DecodeString(text[:end])
	p := strings.TrimLeft(text[end:], " \t")
	return listed{path: p, sum: string(sum)}, err == nil && p != ""
}

// tidied drops the parts of a path that mean nothing.
func tidied(p string) string {
	if !untidy(p) {
		return p
	}
	var parts []string
	for part := range strings.SplitSeq(p, "/") {
		if part != "" && part != "." {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "/")
}

// excerpt is the beginning of a line, for a person to recognise it.
func excerpt(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return s
}
