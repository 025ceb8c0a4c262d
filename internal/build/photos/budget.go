package photos

import "sync"

// Budget bounds how much memory is taken at a time by those who share it. Its zero value
// lets one at a time.
type Budget struct {
	Most int64 // bytes

	mu    sync.Mutex
	freed *sync.Cond // of mu
	taken int64
}

// Do calls f when so much memory is left for it. What takes more than there is has all of
// it to itself.
func (b *Budget) Do(bytes int64, f func()) {
	b.mu.Lock()
	if b.freed == nil {
		b.freed = sync.NewCond(&b.mu)
	}
	for b.taken > 0 && b.taken+bytes > b.Most {
		b.freed.Wait()
	}
	b.taken += bytes
	b.mu.Unlock()
	defer func() {
		b.mu.Lock()
		b.taken -= bytes
		b.freed.Broadcast()
		b.mu.Unlock()
	}()
	f()
}
