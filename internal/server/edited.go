package server

import (
	"io/fs"
	"sync"
)

// Fingerprinter is a tree that is no file system: it knows its files by their
// exact names, and tells without making a file whether it is the one it was. The
// fingerprint of what is no file is "".
type Fingerprinter interface {
	fs.FS
	Fingerprint(name string) string
}

// seen are the files that browsers were sent, or asked for in vain, with the
// fingerprints they had. As long as a site is looked at, they are as many as its
// files at most.
type seen struct {
	mu     sync.Mutex
	prints map[string]string
}

// remember notes that a file is about to be sent.
func (s *seen) remember(tree fs.FS, name string) {
	known, ok := tree.(Fingerprinter)
	if !ok {
		return
	}
	print := known.Fingerprint(name)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.prints == nil {
		s.prints = map[string]string{}
	}
	s.prints[name] = print
}

// changed are the files that are no longer what was sent.
func (s *seen) changed(tree Fingerprinter) []string {
	s.mu.Lock()
	names := make([]string, 0, len(s.prints))
	for name := range s.prints {
		names = append(names, name)
	}
	s.mu.Unlock()
	var paths []string
	for _, name := range names {
		print := tree.Fingerprint(name)
		s.mu.Lock()
		if s.prints[name] != print {
			s.prints[name] = print
			paths = append(paths, name)
		}
		s.mu.Unlock()
	}
	return paths
}

// Edited tells the browsers which of the files that they were sent are no longer
// the same, when the tree knows fingerprints; see [Server.Changed]. Call it when
// Tree already returns the new tree.
func (s *Server) Edited() {
	if tree, ok := s.opt.Tree().(Fingerprinter); ok {
		s.Changed(s.seen.changed(tree))
	}
}
