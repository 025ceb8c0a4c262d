package main

import (
	"runtime"
	"runtime/metrics"
	"testing"
)

// TestFreeMemoryGoesBack: what a stage of a build held in large pieces is not held
// beside what the next takes in small ones.
func TestFreeMemoryGoesBack(t *testing.T) {
	held := func() uint64 {
		sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
		metrics.Read(sample)
		return sample[0].Value.Uint64() - sample[1].Value.Uint64()
	}
	g := &garbage{}
	defer g.makeRoom(10_000)
	g.makeRoom(100_000)
	large := make([]byte, 200<<20)
	for i := range large {
		large[i] = 1
	}
	before := held()
	runtime.KeepAlive(large)
	large = nil
	runtime.GC()
	g.makeRoom(0)
	var small [][]byte
	for range 1 << 15 { // what asks for memory makes room for it
		small = append(small, make([]byte, 1<<9))
	}
	if after := held(); after > before/2 {
		t.Errorf("%d MB are held of %d", after>>20, before>>20)
	}
	runtime.KeepAlive(small)
}

// TestGarbage: up to a site's room nothing is collected; beyond it, the least
// waste is let stand; and that is found out again after every collection.
func TestGarbage(t *testing.T) {
	percent := func() int {
		sample := []metrics.Sample{{Name: "/gc/gogc:percent"}}
		metrics.Read(sample)
		return int(sample[0].Value.Uint64())
	}
	g := &garbage{}
	g.afterNext()
	defer g.makeRoom(10_000) // it goes on when the test is over
	g.makeRoom(1_000_000)
	if got := percent(); got <= leastWaste {
		t.Errorf("with room to spare the collector runs at %d %%", got)
	}
	g.mu.Lock()
	g.room = 1
	g.mu.Unlock()
	for range 100 { // the finalizer runs some time after the collection
		if runtime.GC(); percent() == leastWaste {
			return
		}
		runtime.Gosched()
	}
	t.Errorf("without room the collector runs at %d %%", percent())
}

func TestRoomFor(t *testing.T) {
	for _, tt := range []struct{ files, megabytes int }{
		{0, 6}, {1000, 10}, {10_000, 44}, {100_000, 113},
	} {
		if got := int(roomFor(tt.files) >> 20); got != tt.megabytes {
			t.Errorf("%d files: %d MB, want %d", tt.files, got, tt.megabytes)
		}
	}
}
