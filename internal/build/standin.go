package build

import (
	"encoding/hex"
	"io/fs"
	"path"

	"bulletin/internal/build/publish"
)

// standIn is the published site in the place of an edition that is being made of
// the same: nobody who starts to look at an unchanged site need wait for it to be
// read. What does not stand as it was published waits for the edition.
type standIn struct {
	*publish.Published
	made    <-chan struct{} // closed when the edition is made, or could not be
	edition func() fs.FS    // nil when it could not
}

// standIn lets the published site be seen if it was made of what the session is.
func (l *Live) standIn(s *Session) (end func()) {
	outcome, known := s.known()
	if !known || s.options.Verify {
		return func() {}
	}
	published, err := publish.Read(s.publishing())
	if err != nil || published.Stamp() != publishedAs(outcome) {
		return func() {}
	}
	made := make(chan struct{})
	l.show(&standIn{published, made, func() fs.FS {
		if s := l.current(); s != nil {
			return Tree{s}
		}
		return nil
	}})
	if l.Shown != nil {
		l.Shown()
	}
	return func() {
		l.show(nil)
		close(made)
	}
}

func (l *Live) show(s *standIn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.standing = s
}

// Open opens a published file, or makes it when it does not stand.
func (s *standIn) Open(name string) (fs.File, error) {
	e, ok := s.Find(name)
	if !ok {
		if s.HoldsFolder(name) {
			return &made{name: path.Base(name), folder: true}, nil
		}
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if f, err := s.Published.Open(e); err == nil {
		return f, nil
	}
	<-s.made
	if edition := s.edition(); edition != nil {
		return edition.Open(name)
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// Stat tells whether there is a file or a folder; see [Tree.Stat].
func (s *standIn) Stat(name string) (fs.FileInfo, error) {
	if _, ok := s.Find(name); ok {
		return &made{name: path.Base(name)}, nil
	}
	if s.HoldsFolder(name) {
		return &made{name: path.Base(name), folder: true}, nil
	}
	return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
}

// Fingerprint names all that a file is made of, as [Tree.Fingerprint] does.
func (s *standIn) Fingerprint(name string) string {
	e, ok := s.Find(name)
	if !ok {
		return ""
	}
	return hex.EncodeToString(e.Made[:])
}
