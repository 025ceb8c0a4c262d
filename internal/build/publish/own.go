package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path"
	"regexp"
	"strings"

	"bulletin/internal/pattern"
)

// marks are what our files carry near their beginning, by their ending: a page
// its generator (with or without the quotes that a minifier may drop), the
// formats for programs what each allows for such a note, the search's parts the
// function that they call.
var marks = map[string]func() *regexp.Regexp{
	".html": pattern.Of(`<meta\s+name="?generator"?\s+content="?bulletin[\s">/]`),
	".xml":  pattern.Of(`<!-- bulletin -->`),
	".json": pattern.Of(`"_bulletin": ?\{`),
	".txt":  pattern.Of(`\A# bulletin\n`),
	".ics":  pattern.Of(`PRODID:-//bulletin//`),
	".js":   pattern.Of(`\AbulletinSearch\(`),
}

// fingerprinted is the name of an asset that carries the beginning of its digest.
var fingerprinted = pattern.Of(`\.([0-9a-f]{10})\.[^./]+$`)

// headSize is how far into a file its mark is looked for, in bytes.
const headSize = 64 << 10

// recognise tells whether a file shows by itself that this program wrote it. It
// stands in for the manifest when that is lost, or does not know the file.
func (at place) recognise(p string) bool {
	if m := fingerprinted().FindStringSubmatch(path.Base(p)); m != nil {
		sum, err := digest(at.target(p))
		return err == nil && strings.HasPrefix(hex.EncodeToString(sum[:]), m[1])
	}
	mark := marks[path.Ext(p)]
	if mark == nil {
		return false
	}
	f, err := os.Open(at.target(p))
	if err != nil {
		return false
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, headSize))
	return err == nil && mark().Match(head)
}

// digest is the SHA-256 of a file.
func digest(name string) (sum [32]byte, err error) {
	f, err := os.Open(name)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return sum, err
	}
	return [32]byte(h.Sum(nil)), nil
}
