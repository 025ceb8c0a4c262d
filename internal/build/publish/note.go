package publish

import (
	"bytes"
	"os"
	"path/filepath"

	"bulletin/internal/record"
)

// A note is what a build leaves of a commit beside the manifest: for the next build, and
// for people who ask later. Nothing depends on it. It holds for the outputs that it names
// by a sum of their paths, fingerprints and checksums, so that a note which could not be written, is
// damaged, or is older than a commit that was completed by another process, is as good as
// none.

// noteHead begins the file. Two checksums follow, that of all that comes after it and that
// of the outputs; then the note.
const noteHead = "bulletin-note 1\n"

// note is the file, apart from the folder of what is published: that one may be carried
// to a server which does not build.
func (at place) note() string {
	return filepath.Join(filepath.Dir(filepath.Dir(at.home)), "last", filepath.Base(at.home))
}

// sumOf names outputs by what they are and are made of, and for whom.
func sumOf(audience string, entries []Entry) Checksum {
	m, end := new(record.Marker), []byte{0}
	text := func(s string) {
		_, _ = m.WriteString(s)
		_, _ = m.Write(end)
	}
	text(audience)
	for i := range entries {
		text(entries[i].Path)
		_, _ = m.Write(entries[i].Made[:])
		_, _ = m.Write(entries[i].Sum[:])
	}
	return Checksum(m.Mark())
}

// readNote is what was noted of a manifest's commit; nil when nothing was.
func (at place) readNote(m manifest) []byte {
	data, err := os.ReadFile(at.note())
	if err != nil || m.lost {
		return nil
	}
	const size = len(Checksum{})
	body, ours := bytes.CutPrefix(data, []byte(noteHead))
	if !ours || len(body) < 2*size || Checksum(body[:size]) != checksum(body[size:]) || Checksum(body[size:2*size]) != sumOf(m.audience, m.entries) {
		return nil
	}
	return body[2*size:]
}

// writeNote leaves a note of a commit; nil leaves the one that there is. It is not made
// durable, and if it cannot be written there is none.
func (at place) writeNote(audience string, entries []Entry, note []byte) {
	if note == nil {
		return
	}
	of := sumOf(audience, entries)
	const start = len(noteHead) + len(of)
	text := append(make([]byte, start, start+len(of)+len(note)), of[:]...)
	text = append(text, note...)
	sum := checksum(text[start:])
	copy(text[copy(text, noteHead):], sum[:])
	at.step("note")
	if err := os.MkdirAll(filepath.Dir(at.note()), dirMode); err == nil {
		_ = writeWhole(at.note(), text, false)
	}
	at.step("note written")
}

// Noted is the note of the last commit; nil when there is none that holds.
func (s *Stage) Noted() []byte { return s.at.readNote(s.old) }

// Notes lets the commit leave a note, which is asked for when all is in its place. Whether
// it can be written changes nothing for the commit.
func (s *Stage) Notes(note func(Report) []byte) { s.noting = note }

// Bare tells whether the last commit left nothing, or nobody knows what.
func (s *Stage) Bare() bool { return len(s.old.entries) == 0 }

// Noted is the note of the commit that was read; nil when there is none that holds.
func (p *Published) Noted() []byte { return p.at.readNote(p.was) }
