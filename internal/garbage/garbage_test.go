package garbage

import (
	"runtime"
	"runtime/metrics"
	"sync"
	"sync/atomic"
	"testing"
)

// program is the collector of this program.
var program = Manage()

// TestFreeMemoryGoesBack: what a stage of a build held in large pieces is not held
// beside what the next takes in small ones.
func TestFreeMemoryGoesBack(t *testing.T) {
	held := func() uint64 {
		return measured("/memory/classes/total:bytes") - measured("/memory/classes/heap/released:bytes")
	}
	defer program.MakeRoom(10_000, false)
	program.MakeRoom(100_000, false)
	large := make([]byte, 200<<20)
	for i := range large {
		large[i] = 1
	}
	before := held()
	runtime.KeepAlive(large)
	large = nil
	runtime.GC()
	program.MakeRoom(0, false)
	var small [][]byte
	for range 1 << 15 { // what asks for memory makes room for it
		small = append(small, make([]byte, 1<<9))
	}
	if after := held(); after > before/2 {
		t.Errorf("%d MB are held of %d", after>>20, before>>20)
	}
	runtime.KeepAlive(small)
}

// TestGarbage: up to a site's room nothing is collected; beyond it, the least waste is
// let stand; and that is found out again after every collection.
func TestGarbage(t *testing.T) {
	percent := func() int { return int(measured("/gc/gogc:percent")) }
	held := make([]byte, 2*smallestHeap) // of less Go collects later than it is told
	defer program.MakeRoom(10_000, false)
	program.MakeRoom(1_000_000, false)
	if got := percent(); got <= leastWaste {
		t.Errorf("with room to spare the collector runs at %d %%", got)
	}
	program.mu.Lock()
	program.room = 1
	program.mu.Unlock()
	for range 100 { // the finalizer runs some time after the collection
		if runtime.GC(); percent() <= leastWaste {
			break
		}
		runtime.Gosched()
	}
	if got := percent(); got > leastWaste {
		t.Errorf("without room the collector runs at %d %%", got)
	}
	runtime.KeepAlive(held)
}

// TestWork: garbage is collected when as much of it was made as there is room for, by
// us and not by Go, and while nobody is at work.
func TestWork(t *testing.T) {
	const pieces, size, room = 2000, 72 << 10, 32 << 20 // which is more than Go keeps on the stack
	defer program.MakeRoom(10_000, false)
	runtime.GC()
	program.setRoom(measured("/gc/heap/live:bytes") + room)
	end := program.Begin()
	asked, all := measured("/gc/cycles/forced:gc-cycles"), measured("/gc/cycles/total:gc-cycles")
	var sum atomic.Int64
	var workers sync.WaitGroup
	for range 2 {
		workers.Go(func() {
			for range pieces / 2 {
				program.Work(func() {
					before := measured("/gc/cycles/forced:gc-cycles")
					piece := make([]byte, size)
					runtime.Gosched()
					sum.Add(int64(len(piece)))
					if measured("/gc/cycles/forced:gc-cycles") != before {
						t.Error("garbage was collected while a piece was worked on")
					}
				})
			}
		})
	}
	workers.Wait()
	asked, all = measured("/gc/cycles/forced:gc-cycles")-asked, measured("/gc/cycles/total:gc-cycles")-all
	end()
	if want := uint64(sum.Load() / room); asked < want-1 || asked > want {
		t.Errorf("collected %d times of %d MB with room for %d", asked, sum.Load()>>20, room>>20)
	}
	if all > asked {
		t.Errorf("Go collected %d times by itself", all-asked)
	}
}

// TestNotBegun: work is done, and nothing collected, when nobody said that more follows.
func TestNotBegun(t *testing.T) {
	program.due.Store(0) // at once
	defer program.MakeRoom(10_000, false)
	before, done := measured("/gc/cycles/forced:gc-cycles"), false
	program.Work(func() { done = true })
	if !done || measured("/gc/cycles/forced:gc-cycles") != before {
		t.Error(done)
	}
	var none *Collector
	defer none.Begin()()
	none.MakeRoom(1, false)
	done = false
	none.Work(func() { done = true })
	if !done {
		t.Error("without a collector nothing is done")
	}
}

func TestRoomFor(t *testing.T) {
	for _, tt := range []struct {
		files, megabytes int
		before           bool
	}{
		{0, 2, false}, {1000, 5, false}, {10_000, 35, false}, {100_000, 121, false}, {1000, 16, true},
	} {
		if got := int(roomFor(tt.files, tt.before) >> 20); got != tt.megabytes {
			t.Errorf("%d files: %d MB, want %d", tt.files, got, tt.megabytes)
		}
	}
}

func measured(name string) uint64 {
	sample := []metrics.Sample{{Name: name}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
