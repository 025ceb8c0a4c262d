// Package garbage decides when the collector runs. Go does when a fixed share of the
// memory is waste: too often while little is in use, and leaving too much when it is
// a lot. And it collects while the program goes on working, which nobody needs who
// waits for the whole and not for each piece: every pointer that is written meanwhile
// is noted down, every byte that is asked for is paid for by marking, and what was
// made meanwhile stays. So those who work on many pieces say where one begins
// ([Collector.Work]), and between two of them, while all stand still, all processors
// collect: a cold build takes 0.82 to 0.87 of the time.
package garbage

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"sync/atomic"
)

// So much memory a site may take while it is built, in bytes: for the program
// itself and for each file of the content. The first files get more than the rest,
// since what is in the making at a time is the same for any number. Up to there
// nothing is gained by collecting garbage, and beyond it little of it may stand.
const (
	roomToStart = 24 << 20 // before the files are counted
	roomBase    = 2500 << 10
	roomPerFile = 3500
	manyFiles   = 10_000
	roomPerMore = 1000     // for each beyond
	roomToEdit  = 11 << 20 // where the site was built before
	leastWaste  = 20       // per cent of what is in use
)

// While pieces are worked on, Go would run the collector by itself at so many per cent of
// our waste and so many bytes more. It begins as early as at 0.7 of the waste it is to
// end at (runtime, mgcpacer.go), which must come after [Collector.Work] has.
const (
	unaskedPart = 160
	unaskedBase = 2 << 20
)

// Beside what is in use and what is waste there are stacks, what Go notes of the
// memory, and free pieces between those in use. More than so many bytes of that, and
// such a part of the rest, is given back to the system at once. Go by itself does it
// when it finds the time: too late for a build, which takes memory in one stage in
// large pieces and in the next in small ones.
const (
	besideBase = 11 << 20
	besidePart = 16 // the rest divided by
)

// worthSetting is the part of what is set by which it must differ from what is wanted
// to be set anew, to the harmless side: each setting stops the program for a moment.
const worthSetting = 16

// smallestHeap is what Go takes for the least in use when it applies a percentage,
// in bytes (GOGC in package runtime).
const smallestHeap = 4 << 20

// Collector is Go's collector in our hands; a nil one leaves all to Go. There is one in
// a program, since Go's is that of the whole program.
type Collector struct {
	begun   atomic.Int32  // how often, without the end
	due     atomic.Uint64 // when so many bytes were asked for since the start, Work collects
	working sync.RWMutex  // is held for reading by those at work

	mu     sync.Mutex
	room   uint64 // bytes
	cycles uint64 // of the collector, so far
	since  uint64 // bytes that were asked for before the last of them
	set    int    // per cent of waste
	limit  int64  // bytes
	left   bool   // to Go
}

// Manage takes over from Go.
func Manage() *Collector {
	c := &Collector{room: roomToStart}
	c.adjust()
	c.afterNext()
	return c
}

// MakeRoom is told of how many files a site is made, and whether it was built before.
// Then little is to be made, and somebody waits for it who changed a word: what it takes
// to make it is let lie rather than collected.
func (c *Collector) MakeRoom(files int, before bool) {
	if c != nil {
		c.setRoom(roomFor(files, before))
	}
}

// Release leaves all to Go again, for good: a program that serves for months has no
// stages, and the stacks of thousands of connections are not what is reckoned with here.
func (c *Collector) Release() {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.left = true
	debug.SetGCPercent(100)
	debug.SetMemoryLimit(math.MaxInt64)
}

// Begin says that many pieces of work follow; end says that they are done.
func (c *Collector) Begin() (end func()) {
	if c == nil {
		return func() {}
	}
	change := func(by int32) {
		c.begun.Add(by)
		c.adjust()
	}
	change(1)
	return func() { change(-1) }
}

// Work does a piece of work that takes some memory and is over soon. After Begin it
// collects garbage before, if that is due; for that it waits until others have done
// theirs, and lets nobody begin. So a piece of work must not be part of another.
func (c *Collector) Work(piece func()) {
	if c != nil && c.begun.Load() > 0 {
		if c.isDue() {
			c.collect()
		}
		c.working.RLock()
		defer c.working.RUnlock()
	}
	piece()
}

// collect runs the collector while nobody is at work.
func (c *Collector) collect() {
	c.working.Lock()
	defer c.working.Unlock()
	if c.isDue() { // nobody else has done it
		runtime.GC()
		c.adjust()
	}
}

// isDue tells whether so much was asked for since the last collection that the next is due.
func (c *Collector) isDue() bool {
	sample := [1]metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample[:])
	return sample[0].Value.Uint64() >= c.due.Load()
}

func (c *Collector) setRoom(bytes uint64) {
	c.mu.Lock()
	c.room = bytes
	c.mu.Unlock()
	c.adjust()
}

// roomFor is what a site of so many files needs, in bytes.
func roomFor(files int, before bool) uint64 {
	room := roomBase + roomPerFile*min(files, manyFiles) + roomPerMore*max(files-manyFiles, 0)
	if before {
		room += roomToEdit
	}
	return uint64(room) // #nosec G115 -- some hundreds of megabytes
}

// collection is an object that nobody needs, so that the next collection ends it.
type collection struct{ of *Collector }

// afterNext adjusts after the next collection, and every one after it.
func (c *Collector) afterNext() {
	runtime.SetFinalizer(&collection{c}, func(*collection) {
		c.adjust()
		c.afterNext()
	})
}

// adjust sets when the collector runs next, and how much the program may hold of the
// system's memory.
func (c *Collector) adjust() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.left {
		return
	}
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/gc/heap/allocs:bytes"}, {Name: "/gc/cycles/total:gc-cycles"}}
	metrics.Read(sample)
	live, cycles := sample[0].Value.Uint64(), sample[2].Value.Uint64()
	if cycles != c.cycles {
		c.cycles, c.since = cycles, sample[1].Value.Uint64()
	}
	waste := live * leastWaste / 100
	if c.room > live+waste {
		waste = c.room - live
	}
	c.due.Store(c.since + waste)

	if c.begun.Load() > 0 {
		waste = waste*unaskedPart/100 + unaskedBase
	}
	most := live + waste
	percent := int(min(waste*100/max(live, 1), most*100/smallestHeap)) // #nosec G115 -- up to some thousands
	if percent < c.set || percent > c.set+c.set/worthSetting {
		debug.SetGCPercent(percent)
		c.set = percent
	}
	limit := int64(most + besideBase + most/besidePart) // #nosec G115 -- some gigabytes
	if limit < c.limit-c.limit/worthSetting || limit > c.limit {
		debug.SetMemoryLimit(limit)
		c.limit = limit
	}
}
