package build_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"bulletin/internal/build"
)

// TestTwoOutputsAndADateThatPasses: of two outputs of one site, the second is built
// anew after a date has passed, though the first, built since, gave what is known.
func TestTwoOutputsAndADateThatPasses(t *testing.T) {
	root := t.TempDir()
	before := time.Date(2020, 5, 20, 0, 0, 0, 0, time.UTC)
	writeFile(t, filepath.Join(root, "content", "news", "tin.md"), "---\ntitle: Tin\ndate: 2020-05-01\npublish_date: 2020-06-01\n---\nĐoạn.\n")
	run := func(output string, clock time.Time) map[string][]byte {
		o := options(root, filepath.Join(root, output), clock)
		o.State = filepath.Join(root, build.StateDir)
		if _, problems, err := build.Run(context.Background(), o); err != nil || problems.HasErrors() {
			t.Fatal(err, problems)
		}
		return tree(t, o.Dest)
	}
	after := before.AddDate(0, 1, 0)
	for range 2 { // the second time the outputs are trusted
		run("second", before)
		time.Sleep(grain)
	}
	first, second := run("first", after), run("second", after)
	if _, shown := first["news/2020/tin/index.html"]; !shown {
		t.Error("the item is not shown after the day of its publication")
	}
	if d := differences(first, second); d != nil {
		t.Errorf("the outputs differ: %q", d)
	}
}
