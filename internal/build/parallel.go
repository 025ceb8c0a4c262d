package build

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// parallel calls f for 0 … n−1 on all processors and returns the first error in
// index order. It stops early at an error and when the context ends; since calls
// begin in index order, no earlier error is missed.
func parallel(ctx context.Context, n int, f func(i int) error) error {
	var (
		next    atomic.Int64
		failed  atomic.Bool
		mu      sync.Mutex
		first   = n
		err     error
		workers sync.WaitGroup
	)
	fail := func(i int, cause error) {
		failed.Store(true)
		mu.Lock()
		defer mu.Unlock()
		if i < first {
			first, err = i, cause
		}
	}
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for !failed.Load() && ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if cause := f(i); cause != nil {
					fail(i, cause)
				}
			}
		})
	}
	workers.Wait()
	if err != nil {
		return err
	}
	return ctx.Err()
}
