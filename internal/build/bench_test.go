package build_test

import (
	"context"
	"testing"
	"time"

	"bulletin/internal/build"
)

// BenchmarkBuild is a build of the sample site: into an empty folder, and when
// nothing has changed.
func BenchmarkBuild(b *testing.B) {
	clock := time.Date(2021, 3, 1, 0, 0, 0, 0, time.UTC)
	run := func(b *testing.B, dest, state string) {
		o := options("../..", dest, clock)
		o.State = state
		if _, problems, err := build.Run(context.Background(), o); err != nil || problems.HasErrors() {
			b.Fatal(problems, err)
		}
	}
	b.Run("cold", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			run(b, b.TempDir()+"/public", b.TempDir())
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		b.ReportAllocs()
		dest, state := b.TempDir()+"/public", b.TempDir()
		run(b, dest, state)
		for b.Loop() {
			run(b, dest, state)
		}
	})
}
