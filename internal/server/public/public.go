// Package public hands out a published site to an office: to many people at once, for
// months, and nothing else.
//
// What may be handed out is a list of names, the manifest that the build left; a request
// for any other name is answered 404 without a look at the disk. Files are opened below
// the output folder by [os.Root], which no link and no path leads out of. Nothing is
// written, no folder is listed, only GET and HEAD are answered.
//
// A build beside it replaces files one by one and the manifest last; a new manifest is
// noticed within a second, and the names it has are handed out from then on. What was
// read of a file is kept in memory, with its compressed forms, up to a bound; it is
// dropped when a later manifest says that the file is another.
//
// Whoever connects may be slow, many, or ill-disposed: every wait has an end, the number
// of connections has a bound at which those go first that wait longest without having
// asked anything, and of passwords only so many are checked at a time.
package public

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
	"time"

	"bulletin/internal/diag"
)

// File is one file that may be handed out.
type File struct {
	Path    string // slash-separated, relative to the folder
	Size    int64  // bytes
	ModTime int64  // nanoseconds since 1970 UTC
	Sum     [16]byte
}

// Manifest is what was published, at one time.
type Manifest struct {
	Folder  string // where the files stand
	Files   []File
	Current func() bool // whether no later one was written
}

// Options say what to hand out, and to whom. Read is required.
type Options struct {
	Read     func() (Manifest, error) // the manifest as it is now
	Lang     diag.Lang                // of what the server itself says; English unless VI
	Memory   int64                    // how much of the files is kept, in bytes; 0 = 64 MiB
	Users    *Users                   // who may read; nil = everybody
	Log      io.Writer                // takes a line for each answer; nil = none
	Complain func(error)              // hears what goes wrong without a request; nil = nobody

	Conns     int // most connections at a time; 0 = 20,000
	PerClient int // most connections of one address, loopback excepted; 0 = 1,000

	TLS *tls.Config // nil = plain HTTP; see [Certificate]
}

// What the options are when nothing is said.
const (
	defaultMemory    = 64 << 20
	defaultConns     = 20_000
	defaultPerClient = 1_000
)

// Server answers requests. It may be used by many goroutines.
type Server struct {
	opt   Options
	now   atomic.Pointer[edition]
	store store
	log   *accessLog
	stale atomic.Bool // the manifest cannot be read, what is handed out is what it last said
}

// New reads the manifest for the first time.
func New(opt Options) (*Server, error) {
	if opt.Lang != diag.VI {
		opt.Lang = diag.EN
	}
	if opt.Complain == nil {
		opt.Complain = func(error) {}
	}
	s := &Server{opt: opt, store: store{most: opt.Memory}, log: newAccessLog(opt.Log)}
	if s.store.most == 0 {
		s.store.most = defaultMemory
	}
	m, err := opt.Read()
	if err != nil {
		return nil, err
	}
	e, err := newEdition(m, nil)
	if err != nil {
		return nil, err
	}
	s.now.Store(e)
	return s, nil
}

// Close lets go of the folder, when no request is under way.
func (s *Server) Close() error {
	s.log.flush()
	return s.now.Load().close()
}

// lookEvery is how often the server looks for a new manifest, and for changed passwords.
const lookEvery = time.Second

// Follow looks for new manifests until the context ends. While one cannot be read, what
// the last said is handed out, and the health address says so.
func (s *Server) Follow(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		s.log.flush()
		s.look()
		if err := s.opt.Users.reload(); err != nil {
			s.opt.Complain(err)
		}
	}
}

// look takes over a new manifest, if there is one.
func (s *Server) look() {
	was := s.now.Load()
	if was.current() {
		s.stale.Store(false)
		return
	}
	m, err := s.opt.Read()
	if err == nil {
		var next *edition
		if next, err = newEdition(m, was); err == nil {
			s.now.Store(next)
			was.retire()
		}
	}
	if failed := err != nil; s.stale.Swap(failed) != failed && failed {
		s.opt.Complain(fmt.Errorf("following the builds: %w", err))
	}
}

// Handler is the server as what net/http serves.
func (s *Server) Handler() http.Handler { return http.HandlerFunc(s.answer) }
