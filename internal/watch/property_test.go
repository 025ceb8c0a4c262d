package watch

import (
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Whatever is done to a tree, the union of what is reported covers every file
// whose bytes, or existence, differ afterwards.
func TestEveryDifferenceIsReported(t *testing.T) {
	inBothModes(t, func(t *testing.T, poll time.Duration) {
		rapid.Check(t, func(rt *rapid.T) {
			s := newSite(t, "c/a/x", "c/a/b/y", "c/z", "out/").watch(Options{Poll: poll, Quiet: time.Millisecond}, "c")
			defer func() {
				s.stop()
				for range s.w.Batches() {
				}
			}()
			for round := range rapid.IntRange(1, 3).Draw(rt, "rounds") {
				before := contents(t, s.path("c"))
				for range rapid.IntRange(1, 12).Draw(rt, "steps") {
					randomStep(rt, s)
				}
				after := contents(t, s.path("c"))
				// All that was done before this file is reported with it or earlier.
				end := fmt.Sprintf("c/end%d", round)
				s.write(end, "")
				seen, _ := s.untilRescan(end)
				if seen == nil {
					continue
				}
				for _, name := range differences(before, after) {
					if !seen["c/"+name] {
						rt.Errorf("%s changed and was not reported: %q", name, slices.Sorted(maps.Keys(seen)))
					}
				}
			}
		})
	})
}

// untilRescan is until, but nil when a batch says that anything may have changed.
func (s *site) untilRescan(name string) (map[string]bool, int) {
	seen, rescan := map[string]bool{}, false
	for n := 1; ; n++ {
		b := s.next()
		rescan = rescan || b.Rescan
		for _, p := range b.Paths {
			seen[p] = true
		}
		switch {
		case seen[name] && rescan:
			return nil, n
		case seen[name]:
			return seen, n
		}
	}
}

func differences(a, b map[string]string) []string {
	var names []string
	for name, text := range a {
		if other, ok := b[name]; !ok || other != text {
			names = append(names, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			names = append(names, name)
		}
	}
	return names
}

// randomStep changes the tree in one way; steps that cannot be taken, such as
// removing what is not there, are taken as done.
func randomStep(rt *rapid.T, s *site) {
	place := func(label string) string {
		name := "c"
		for range rapid.IntRange(1, 4).Draw(rt, label+" depth") {
			name = path.Join(name, rapid.SampledFrom([]string{"a", "b", "x", "y"}).Draw(rt, label))
		}
		if rapid.IntRange(0, 9).Draw(rt, label+" outside") == 0 {
			return "out/" + path.Base(name)
		}
		return name
	}
	name := place("place")
	switch rapid.SampledFrom([]string{"write", "write", "replace", "rename", "rename", "remove", "mkdir"}).Draw(rt, "step") {
	case "write":
		_ = os.MkdirAll(s.path(path.Dir(name)), 0o755)
		// Often the same size as before, in the same tick of the clock.
		_ = os.WriteFile(s.path(name), []byte{byte('0' + rapid.IntRange(0, 9).Draw(rt, "text"))}, 0o644)
	case "replace":
		s.write("new", rapid.StringN(0, 3, 3).Draw(rt, "text"))
		_ = os.Rename(s.path("new"), s.path(name))
	case "rename":
		to := place("to")
		_ = os.MkdirAll(s.path(path.Dir(to)), 0o755)
		_ = os.Rename(s.path(name), s.path(to))
	case "remove":
		_ = os.RemoveAll(s.path(name))
	case "mkdir":
		_ = os.MkdirAll(s.path(name), 0o755)
	}
}
