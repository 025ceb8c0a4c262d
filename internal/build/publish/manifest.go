package publish

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"bulletin/internal/record"
)

// Entry is one file of the destination as it was written.
type Entry struct {
	Path    string // slash-separated, relative to the destination
	Sum     Checksum
	Size    int64 // bytes
	ModTime int64 // nanoseconds since 1970 UTC, as the file system reported it
	Made    Fingerprint
}

// Fingerprint names everything that an output was made of; zero = unknown.
type Fingerprint [16]byte

// Stamp names everything that a whole site was made of; zero = unknown.
type Stamp [16]byte

// manifest is what the last commit left behind.
type manifest struct {
	entries  []Entry // sorted by path
	foreign  []string
	audience string
	stamp    Stamp
	written  int64   // when, by the file system's clock, in nanoseconds
	survey   *Survey // taken of this manifest; nil = none
	lost     bool    // it is missing or damaged, or a journal was: other files may be ours too
}

// manifestFile is what the file holds.
type manifestFile struct {
	Stamp    Stamp
	Audience string   // see [Options]
	Foreign  []string // found in the destination, neither ours nor in the way
	Entries  []Entry
}

// The first line of each file of the state; a new layout takes a new number, and
// an older program then treats the file as damaged.
const (
	manifestHead = "bulletin-manifest 3\n"
	journalHead  = "bulletin-journal 3\n"
)

var (
	errDamaged    = errors.New("damaged")
	manifestCodec = record.For[manifestFile]()
)

// sealRoom is what sealing adds to a text, in bytes.
const sealRoom = len("sha256 \n") + 2*sha256.Size

// seal adds its checksum to a text that begins with its header.
func seal(text []byte) []byte {
	sum := sha256.Sum256(text)
	return fmt.Appendf(text, "sha256 %x\n", sum)
}

// unseal returns the body, or errDamaged.
func unseal(head string, data []byte) ([]byte, error) {
	if len(data) < len(head)+sealRoom || !bytes.HasPrefix(data, []byte(head)) {
		return nil, errDamaged
	}
	sealed := data[:len(data)-sealRoom]
	if sum := sha256.Sum256(sealed); string(data[len(sealed):]) != fmt.Sprintf("sha256 %x\n", sum) {
		return nil, errDamaged
	}
	return sealed[len(head):], nil
}

// encode seals the manifest.
func (f manifestFile) encode() []byte {
	text := append(make([]byte, 0, len(manifestHead)+144*len(f.Entries)+sealRoom), manifestHead...)
	return seal(manifestCodec.Append(text, &f))
}

func decodeManifest(data []byte) (manifestFile, error) {
	var f manifestFile
	if old, known, err := decodeOldManifest(data); known {
		return old, err
	}
	body, err := unseal(manifestHead, data)
	if err != nil {
		return f, err
	}
	if err := manifestCodec.Read(string(body), &f); err != nil {
		return manifestFile{}, errDamaged
	}
	for i := range f.Entries {
		if i > 0 && f.Entries[i-1].Path >= f.Entries[i].Path || checkPath(f.Entries[i].Path) != nil {
			return manifestFile{}, errDamaged
		}
	}
	return f, nil
}

// readManifest reads the manifest; one that is missing or damaged is lost, which
// is no error: what it said is found out again.
func (at place) readManifest() (manifest, error) {
	f, info, err, known := at.survey.manifest(at)
	if !known {
		var data []byte
		if data, info, err = at.openManifest(); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return manifest{}, fmt.Errorf("reading the manifest: %w", err)
		}
		f, err = decodeManifest(data)
	}
	m := manifest{entries: f.Entries, foreign: f.Foreign, audience: f.Audience, stamp: f.Stamp, lost: err != nil}
	if info != nil {
		m.written = info.ModTime().UnixNano()
	}
	if known {
		m.survey = at.survey
	}
	if _, err := os.Lstat(at.journal()); err == nil {
		m.lost = true // recovery left it, so it is damaged: some of its moves may have been made
	}
	return m, nil
}

// openManifest reads the manifest's bytes, and how the file system describes it.
func (at place) openManifest() ([]byte, fs.FileInfo, error) {
	f, err := os.Open(at.manifest())
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	data := make([]byte, info.Size()) // is replaced as a whole, never written over
	_, err = io.ReadFull(f, data)
	return data, info, err
}

// find is the entry of a path.
func (m manifest) find(p string) (Entry, bool) {
	i, ok := m.search(p)
	if !ok {
		return Entry{}, false
	}
	return m.entries[i], true
}

// below tells whether an entry lies in a folder, at any depth.
func (m manifest) below(dir string) bool {
	i, _ := m.search(dir + "/")
	return i < len(m.entries) && strings.HasPrefix(m.entries[i].Path, dir+"/")
}

func (m manifest) search(p string) (int, bool) {
	return slices.BinarySearchFunc(m.entries, p, func(e Entry, p string) int { return strings.Compare(e.Path, p) })
}

// trusts tells whether a file that looks as recorded is as recorded. A file
// changed again within the clock's grain after it was recorded would look the
// same, so files as young as that, compared with the manifest, are read instead.
// FAT counts whole even seconds, other systems a few milliseconds at most.
func (m manifest) trusts(e Entry, info fs.FileInfo) bool {
	return e.looks(seenOf(info), m.written)
}

// looks tells so of a file that is described, and the time of the manifest.
func (e Entry) looks(is seen, written int64) bool {
	grain := 50 * time.Millisecond
	if e.ModTime%int64(time.Second) == 0 {
		grain = 2 * time.Second
	}
	return is.regular && is.size == e.Size && is.modTime == e.ModTime && e.ModTime < written-int64(grain)
}
