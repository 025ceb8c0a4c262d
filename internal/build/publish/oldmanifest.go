package publish

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"strconv"
	"strings"

	"bulletin/internal/record"
)

// Manifests of former versions begin with these. What they list is ours; its checksum
// is not known, so a file is compared with what it is to hold before it is written.
const (
	oldManifestHead  = "bulletin-manifest 1\n" // a line for each entry, with digest, size, time and path
	oldManifestHead2 = "bulletin-manifest 2\n" // as now, with SHA-256
)

// oldManifestFile is what the second version holds.
type oldManifestFile struct {
	Stamp   Stamp
	Foreign []string
	Entries []oldEntry
}

type oldEntry struct {
	Path    string
	Sum     [sha256.Size]byte
	Size    int64
	ModTime int64
	Made    Fingerprint
}

var oldManifestCodec = record.For[oldManifestFile]()

// decodeOldManifest reads a manifest of a former version; false when it is none.
func decodeOldManifest(data []byte) (f manifestFile, known bool, err error) {
	if body, err := unseal(oldManifestHead, data); err == nil {
		f.Entries, err = decodeOldEntries(body)
		return f, true, err
	}
	body, err := unseal(oldManifestHead2, data)
	if err != nil {
		return f, false, nil
	}
	var old oldManifestFile
	if err := oldManifestCodec.Read(string(body), &old); err != nil {
		return f, true, errDamaged
	}
	f = manifestFile{Foreign: old.Foreign, Entries: make([]Entry, 0, len(old.Entries))}
	for i, e := range old.Entries {
		if i > 0 && old.Entries[i-1].Path >= e.Path || checkPath(e.Path) != nil {
			return manifestFile{}, true, errDamaged
		}
		f.Entries = append(f.Entries, Entry{Path: e.Path, Size: e.Size, ModTime: e.ModTime})
	}
	return f, true, nil
}

func decodeOldEntries(body []byte) ([]Entry, error) {
	entries := make([]Entry, 0, bytes.Count(body, []byte("\n")))
	for line := range strings.Lines(string(body)) {
		e, err := decodeOldEntry(strings.TrimSuffix(line, "\n"))
		if err != nil || len(entries) > 0 && entries[len(entries)-1].Path >= e.Path {
			return nil, errDamaged
		}
		entries = append(entries, e)
	}
	return entries, nil
}

func decodeOldEntry(line string) (Entry, error) {
	f := strings.SplitN(line, " ", 4)
	if len(f) != 4 {
		return Entry{}, errDamaged
	}
	e := Entry{Path: f[3]}
	size, err := strconv.ParseInt(f[1], 10, 64)
	mod, err2 := strconv.ParseInt(f[2], 10, 64)
	e.Size, e.ModTime = size, mod
	return e, errors.Join(err, err2, checkPath(e.Path))
}
