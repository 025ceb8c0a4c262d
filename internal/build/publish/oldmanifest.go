package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
)

// oldManifestHead begins the manifest of version 1: a line for each entry, with
// digest, size, time and path. What it lists is ours; of what it was made is not
// known.
const oldManifestHead = "bulletin-manifest 1\n"

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
	if len(f) != 4 || len(f[0]) != 2*sha256.Size {
		return Entry{}, errDamaged
	}
	e := Entry{Path: f[3]}
	_, err := hex.Decode(e.Sum[:], []byte(f[0]))
	size, err2 := strconv.ParseInt(f[1], 10, 64)
	mod, err3 := strconv.ParseInt(f[2], 10, 64)
	e.Size, e.ModTime = size, mod
	return e, errors.Join(err, err2, err3, checkPath(e.Path))
}
