package watch

import (
	"context"
	"fmt"
	"runtime"
	"testing"
	"time"
)

// BenchmarkManyFiles is what 100,000 files cost: to begin with (an operation), to
// keep (MB), and until an edit of one of them is told (ms/edit, of which 30 are
// the wait for quiet).
func BenchmarkManyFiles(b *testing.B) {
	const folders, each = 1000, 100
	s := &site{t: b, dir: b.TempDir()}
	for i := range folders {
		for j := range each {
			s.write(fmt.Sprintf("c/%d/%d.md", i, j), "x")
		}
	}
	var kept, edits float64
	for b.Loop() {
		before := heap()
		ctx, cancel := context.WithCancel(context.Background())
		w, err := Start(ctx, Options{Roots: []string{s.path("c")}})
		s.must(err)
		b.StopTimer()
		s.w = w
		kept += heap() - before
		if w.Mode().Polling() {
			b.Fatal("the system does not notify of so many folders")
		}
		name := fmt.Sprintf("c/%d/%d.md", folders/2, each/2)
		begun := time.Now()
		s.write(name, "edited")
		s.until(name)
		edits += float64(time.Since(begun).Microseconds()) / 1000
		cancel()
		for range w.Batches() {
		}
		s.w = nil
		b.StartTimer()
	}
	b.ReportMetric(kept/float64(b.N), "MB")
	b.ReportMetric(edits/float64(b.N), "ms/edit")
}

// heap is the memory in use, in megabytes.
func heap() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / 1e6
}
