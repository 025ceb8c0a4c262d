package publish

import (
	"context"
	"io/fs"
	"os"
	"runtime"
	"sync"
)

// Survey is a look at the destination beside other work, before [Begin]: how the
// last commit left it, and which of its outputs look so. It takes no lock and
// changes nothing. Begin believes it if the manifest is still the one that was
// read; what a survey did not find standing, the stage looks at by itself.
type Survey struct {
	info     fs.FileInfo // of the manifest; nil when none could be read
	file     manifestFile
	failed   error // of decoding
	standing []bool
	read     chan struct{} // closed when all above but standing is there
	done     chan struct{} // closed when all is
	stop     context.CancelFunc
}

// Look begins a survey. The caller must call Close.
func Look(ctx context.Context, o Options) *Survey {
	ctx, stop := context.WithCancel(ctx)
	s := &Survey{read: make(chan struct{}), done: make(chan struct{}), stop: stop}
	go func() {
		defer close(s.done)
		at, ok := s.readManifest(o)
		if !ok {
			return
		}
		s.look(ctx, at)
	}()
	return s
}

// Close ends the survey.
func (s *Survey) Close() {
	s.stop()
	<-s.done
}

func (s *Survey) readManifest(o Options) (place, bool) {
	defer close(s.read)
	at, err := locate(o)
	if err != nil {
		return at, false // Begin says so
	}
	data, info, err := at.openManifest()
	if err != nil {
		return at, false
	}
	s.info = info
	s.file, s.failed = decodeManifest(data)
	return at, s.failed == nil && !at.verify
}

// look finds out which outputs look as they were left, on all processors: a
// computer asks its disk for little here, and the system for much.
func (s *Survey) look(ctx context.Context, at place) {
	entries := s.file.Entries
	dir, err := openFolder(at.dest)
	if err != nil {
		return
	}
	defer dir.close()
	standing := make([]bool, len(entries))
	written := s.info.ModTime().UnixNano()
	var workers sync.WaitGroup
	count := runtime.GOMAXPROCS(0)
	for w := range count {
		workers.Go(func() {
			for i := w; i < len(entries) && ctx.Err() == nil; i += count {
				seen, err := dir.look(entries[i].Path)
				standing[i] = err == nil && entries[i].looks(seen, written)
			}
		})
	}
	workers.Wait()
	s.standing = standing
}

// manifest is what the survey read, if the manifest is still the same.
func (s *Survey) manifest(at place) (manifestFile, fs.FileInfo, error, bool) {
	if s == nil {
		return manifestFile{}, nil, nil, false
	}
	<-s.read
	if s.info == nil {
		return manifestFile{}, nil, nil, false
	}
	now, err := os.Stat(at.manifest())
	same := err == nil && os.SameFile(now, s.info) && now.Size() == s.info.Size() && now.ModTime().Equal(s.info.ModTime())
	return s.file, s.info, s.failed, same
}

// stands tells whether the output of an entry was found as it was left.
func (s *Survey) stands(entry int) bool {
	if s == nil {
		return false
	}
	<-s.done
	return entry < len(s.standing) && s.standing[entry]
}

// seen is how the file system describes a file.
type seen struct {
	regular       bool
	size, modTime int64 // bytes; nanoseconds since 1970 UTC
}

func seenOf(info fs.FileInfo) seen {
	return seen{regular: info.Mode().IsRegular(), size: info.Size(), modTime: info.ModTime().UnixNano()}
}
