package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"
)

// Entry is one file of the destination as it was written.
type Entry struct {
	Path    string   // slash-separated, relative to the destination
	Sum     [32]byte // SHA-256 of its bytes
	Size    int64    // bytes
	ModTime int64    // nanoseconds since 1970 UTC, as the file system reported it
	Made    Fingerprint
}

// Fingerprint names everything that an output was made of; zero = unknown.
type Fingerprint [16]byte

// manifest is what the last commit left behind.
type manifest struct {
	entries []Entry          // sorted by path
	byPath  map[string]Entry // the same
	written int64            // when, by the file system's clock, in nanoseconds
	lost    bool             // it is missing or damaged, or a journal was: other files may be ours too
}

// The first line of each file of the state; a new layout takes a new number, and
// an older program then treats the file as damaged.
const (
	manifestHead = "bulletin-manifest 2\n"
	journalHead  = "bulletin-journal 2\n"
)

var errDamaged = errors.New("damaged")

// seal frames a body with its header and checksum.
func seal(head string, body []byte) []byte {
	out := append([]byte(head), body...)
	sum := sha256.Sum256(out)
	return fmt.Appendf(out, "sha256 %x\n", sum)
}

// unseal returns the body, or errDamaged.
func unseal(head string, data []byte) ([]byte, error) {
	const tail = len("sha256 \n") + 2*sha256.Size
	if len(data) < len(head)+tail || !bytes.HasPrefix(data, []byte(head)) {
		return nil, errDamaged
	}
	body := data[len(head) : len(data)-tail]
	if !bytes.Equal(seal(head, body), data) {
		return nil, errDamaged
	}
	return body, nil
}

// encodeEntries writes a line for each entry: digest, size, time, path.
func encodeEntries(entries []Entry) []byte {
	out := make([]byte, 0, 160*len(entries))
	for _, e := range entries {
		out = hex.AppendEncode(out, e.Sum[:])
		out = append(out, ' ')
		out = strconv.AppendInt(out, e.Size, 10)
		out = append(out, ' ')
		out = strconv.AppendInt(out, e.ModTime, 10)
		out = append(out, ' ')
		out = hex.AppendEncode(out, e.Made[:])
		out = append(out, ' ')
		out = append(out, e.Path...)
		out = append(out, '\n')
	}
	return out
}

func decodeEntries(body []byte) ([]Entry, error) {
	entries := make([]Entry, 0, bytes.Count(body, []byte("\n")))
	for line := range strings.Lines(string(body)) {
		e, err := decodeEntry(strings.TrimSuffix(line, "\n"))
		if err != nil || len(entries) > 0 && entries[len(entries)-1].Path >= e.Path {
			return nil, errDamaged
		}
		entries = append(entries, e)
	}
	return entries, nil
}

func decodeEntry(line string) (Entry, error) {
	f := strings.SplitN(line, " ", 5)
	if len(f) != 5 || len(f[0]) != 2*sha256.Size || len(f[3]) != 32 {
		return Entry{}, errDamaged
	}
	e := Entry{Path: f[4]}
	_, err := hex.Decode(e.Sum[:], []byte(f[0]))
	_, err4 := hex.Decode(e.Made[:], []byte(f[3]))
	err = errors.Join(err, err4)
	size, err2 := strconv.ParseInt(f[1], 10, 64)
	mod, err3 := strconv.ParseInt(f[2], 10, 64)
	e.Size, e.ModTime = size, mod
	return e, errors.Join(err, err2, err3, checkPath(e.Path))
}

// readManifest reads the manifest; one that is missing or damaged is lost, which
// is no error: what it said is found out again.
func (at place) readManifest() (manifest, error) {
	data, err := os.ReadFile(at.manifest())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return manifest{}, fmt.Errorf("reading the manifest: %w", err)
	}
	m := manifest{}
	if body, err := unseal(manifestHead, data); err != nil {
		m.lost = true
	} else if m.entries, err = decodeEntries(body); err != nil {
		m.lost = true
	}
	if info, err := os.Stat(at.manifest()); err == nil {
		m.written = info.ModTime().UnixNano()
	}
	if _, err := os.Lstat(at.journal()); err == nil {
		m.lost = true // recovery left it, so it is damaged: some of its moves may have been made
	}
	m.byPath = make(map[string]Entry, len(m.entries))
	for _, e := range m.entries {
		m.byPath[e.Path] = e
	}
	return m, nil
}

// trusts tells whether a file that looks as recorded is as recorded. A file
// changed again within the clock's grain after it was recorded would look the
// same, so files as young as that, compared with the manifest, are read instead.
// FAT counts whole even seconds, other systems a few milliseconds at most.
func (m manifest) trusts(e Entry, info fs.FileInfo) bool {
	grain := 50 * time.Millisecond
	if e.ModTime%int64(time.Second) == 0 {
		grain = 2 * time.Second
	}
	return info.Size() == e.Size && info.ModTime().UnixNano() == e.ModTime && e.ModTime < m.written-int64(grain)
}
