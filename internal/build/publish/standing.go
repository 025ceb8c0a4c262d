package publish

import (
	"context"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
)

// standsAs tells whether an entry's file is as it was written, and since when.
func (s *Stage) standsAs(entry int) (int64, bool) {
	e := s.old.entries[entry]
	if !s.whole && s.old.survey.stands(entry) {
		return e.ModTime, true
	}
	info, err := os.Lstat(s.at.target(e.Path))
	if err != nil || !info.Mode().IsRegular() || info.Size() != e.Size {
		return 0, false
	}
	mod := info.ModTime().UnixNano()
	if s.old.trusts(e, info) && !s.whole {
		return mod, true
	}
	if sum, err := checksumOf(s.at.target(e.Path)); err != nil || sum != e.Sum || !s.at.inFolders(e.Path) {
		return 0, false
	}
	s.settle.Store(true)
	return mod, true
}

// Standing tells whether nothing need be done: the last commit carried this stamp,
// and every output of it stands. The report is then that of a commit which
// changes nothing.
func (s *Stage) Standing(ctx context.Context, stamp Stamp) (Report, bool) {
	if stamp == (Stamp{}) || s.old.stamp != stamp || s.old.lost || s.whole {
		return Report{}, false
	}
	var fallen atomic.Bool
	var workers sync.WaitGroup
	count := runtime.GOMAXPROCS(0)
	for w := range count {
		workers.Go(func() {
			for i := w; i < len(s.old.entries) && !fallen.Load() && ctx.Err() == nil; i += count {
				if _, ok := s.standsAs(i); !ok {
					fallen.Store(true)
				}
			}
		})
	}
	workers.Wait()
	if fallen.Load() || s.settle.Load() || ctx.Err() != nil {
		return Report{}, false
	}
	r := Report{Unchanged: len(s.old.entries)}
	for _, known := range s.old.foreign {
		if s.at.answersTo(strings.TrimSuffix(known, "/")) {
			r.Foreign = append(r.Foreign, known)
		}
	}
	return r, true
}
