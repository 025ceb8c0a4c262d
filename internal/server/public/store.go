package public

import "sync"

// store bounds what is kept in memory. Beyond the bound those go that nobody asked for
// since the store last came by (second chance). An entry is in the ring if it has a body.
type store struct {
	most int64 // bytes

	mu   sync.Mutex
	held int64 // bytes
	ring []*entry
	hand int
}

// keep takes in what was read of an entry's file, in place of what it held.
func (s *store) keep(en *entry, b *body) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if old := en.body.Swap(b); old == nil {
		s.ring = append(s.ring, en)
	} else {
		s.held -= old.weight
	}
	en.used.Store(true)
	b.weight = int64(len(b.plain))
	s.held += b.weight
	s.shrink()
}

// grown counts a form that was added to a body, if that is still kept.
func (s *store) grown(en *entry, b *body, by int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if en.body.Load() != b {
		return
	}
	b.weight += by
	s.held += by
	s.shrink()
}

// shrink lets go of bodies until the rest is within the bound. An entry of a former
// edition is in the ring until its turn comes, and then goes like any other.
func (s *store) shrink() {
	for s.held > s.most && len(s.ring) > 0 {
		s.hand %= len(s.ring)
		en := s.ring[s.hand]
		if en.used.Swap(false) {
			s.hand++
			continue
		}
		s.held -= en.body.Swap(nil).weight
		s.ring[s.hand] = s.ring[len(s.ring)-1]
		s.ring = s.ring[:len(s.ring)-1]
	}
}
