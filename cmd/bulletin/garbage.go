package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// So much memory a site may take while it is built, in bytes: for the program
// itself and for each file of the content. The first files get more than the rest,
// since what is in the making at a time is the same for any number. Up to there
// nothing is gained by collecting garbage, and beyond it little of it may stand.
const (
	roomToStart = 24 << 20 // before the files are counted
	roomBase    = 6656 << 10
	roomPerFile = 4000
	manyFiles   = 10_000
	roomPerMore = 800 // for each beyond
	leastWaste  = 20  // per cent of what is in use
)

// Beside what is in use and what is waste there are stacks, what Go notes of the
// memory, and free pieces between those in use. More than so many bytes of that, and
// such a part of the rest, is given back to the system at once. Go by itself does it
// when it finds the time: too late for a build, which takes memory in one stage in
// large pieces and in the next in small ones.
const (
	besideBase = 9 << 20
	besidePart = 16 // the rest divided by
)

// worthSetting is the part of what is set by which it must differ from what is wanted
// to be set anew, to the harmless side: each setting stops the program for a moment.
const worthSetting = 16

// smallestHeap is what Go takes for the least in use when it applies a percentage,
// in bytes (GOGC in package runtime).
const smallestHeap = 4 << 20

// garbage decides when the collector runs. Go does when a fixed share of the
// memory is waste: too often while little is in use, and leaving too much when it
// is a lot.
type garbage struct {
	mu    sync.Mutex
	room  uint64 // bytes
	set   int    // per cent of waste
	limit int64  // bytes
}

// manageGarbage takes over from Go.
func manageGarbage() *garbage {
	g := &garbage{room: roomToStart}
	g.adjust()
	g.afterNext()
	return g
}

// makeRoom is told of how many files a site is made. A nil garbage leaves all to Go.
func (g *garbage) makeRoom(files int) {
	if g == nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.room = roomFor(files)
	g.adjust()
}

// roomFor is what a site of so many files needs, in bytes.
func roomFor(files int) uint64 {
	return uint64(roomBase + roomPerFile*min(files, manyFiles) + roomPerMore*max(files-manyFiles, 0))
}

// collection is an object that nobody needs, so that the next collection ends it.
type collection struct{ of *garbage }

// afterNext adjusts after the next collection, and every one after it.
func (g *garbage) afterNext() {
	runtime.SetFinalizer(&collection{g}, func(*collection) {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.adjust()
		g.afterNext()
	})
}

// adjust sets the share of waste at which the collector runs next, and how much the
// program may hold of the system's memory.
func (g *garbage) adjust() {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	live := sample[0].Value.Uint64()
	percent := leastWaste
	if g.room > live {
		percent = max(percent, int((g.room-live)*100/max(live, smallestHeap)))
	}
	if percent < g.set || percent > g.set+g.set/worthSetting {
		debug.SetGCPercent(percent)
		g.set = percent
	}
	most := max(live, smallestHeap) * uint64(100+percent) / 100
	limit := int64(most + besideBase + most/besidePart)
	if limit < g.limit-g.limit/worthSetting || limit > g.limit {
		debug.SetMemoryLimit(limit)
		g.limit = limit
	}
}
