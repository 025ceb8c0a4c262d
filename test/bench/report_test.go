package main

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestSpread(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   spread
	}{
		{nil, spread{}},
		{[]float64{4}, spread{4, 4, 4}},
		{[]float64{9, 1, 5}, spread{5, 1, 9}},
		{[]float64{8, 2, 4, 10}, spread{6, 2, 10}},
	} {
		if got := spreadOf(c.values); got != c.want {
			t.Errorf("%v: %+v", c.values, got)
		}
	}
}

// measured is a report in which bulletin takes 100 ms and 10 MB for everything,
// Hugo and the floor what is given.
func measured(items int, hugo, floor sample) *report {
	ours := sample{Wall: 100 * time.Millisecond, CPU: 150 * time.Millisecond, Peak: 10e6}
	r := &report{Items: items, Runs: 1}
	for _, key := range []string{rowCold, rowUnchanged, rowBody, rowTitle, rowServeFirst, rowServeEdit} {
		programs := map[string]figures{"bulletin": figuresOf([]sample{ours}), "hugo": figuresOf([]sample{hugo})}
		if key == rowCold {
			programs["floor"] = figuresOf([]sample{floor})
		}
		r.Rows = append(r.Rows, row{Key: key, Programs: programs})
	}
	r.finish("bench", machine{})
	return r
}

// TestRatios: at 35 times as fast and 13 times as small, by the targets of each
// size.
func TestRatios(t *testing.T) {
	for items, want := range map[int]string{
		1000:   "cold unchanged body_edited title_edited cold_peak serve_first_page cold_over_floor",
		4000:   "cold title_edited cold_peak cold_over_floor",
		10000:  "cold title_edited cold_peak cold_over_floor",
		100000: "cold title_edited cold_over_floor",
	} {
		r := measured(items, sample{Wall: 3500 * time.Millisecond, Peak: 130e6}, sample{Wall: 80 * time.Millisecond})
		var reached []string
		for _, x := range r.Ratios {
			if x.Reached {
				reached = append(reached, x.Key)
			}
		}
		if got := strings.Join(reached, " "); got != want || len(r.Ratios) != 8 {
			t.Errorf("%d items: of %d ratios, reached are %s", items, len(r.Ratios), got)
		}
	}
}

// TestFloorIsMissedFromAbove: that ratio is the other way round.
func TestFloorIsMissedFromAbove(t *testing.T) {
	r := measured(1000, sample{}, sample{Wall: 50 * time.Millisecond})
	if len(r.Ratios) != 1 || r.Ratios[0].Ratio != 2 || r.Ratios[0].Reached {
		t.Errorf("%+v", r.Ratios)
	}
	if text := r.Markdown(); !strings.Contains(text, "| cold build over the floor's | 100 ms | 50.0 ms | 2.00 × | ≤ 1.30 × | missed |") {
		t.Error(text)
	}
}

func TestColumn(t *testing.T) {
	for items, want := range map[int]int{0: 0, 1: 0, 60: 0, 1000: 0, 3000: 0, 4000: 1, 10000: 1, 30000: 1, 40000: 2, 1000000: 2} {
		if got := column(items); got != want {
			t.Errorf("%d items: column %d", items, got)
		}
	}
}

// TestExponent: of exact powers, whatever they are multiplied by.
func TestExponent(t *testing.T) {
	sizes := []float64{1000, 3000, 10000, 30000}
	for _, want := range []float64{0, 0.5, 1, 1.3, 2} {
		var costs []float64
		for _, n := range sizes {
			costs = append(costs, 0.017*math.Pow(n, want))
		}
		if got := exponent(sizes, costs); math.Abs(got-want) > 1e-9 {
			t.Errorf("n^%v is fitted as n^%v", want, got)
		}
	}
	for _, c := range [][2][]float64{{{1000}, {5}}, {{1000, 2000}, {0, 5}}, {nil, nil}} {
		if got := exponent(c[0], c[1]); got != 0 {
			t.Errorf("%v: %v", c, got)
		}
	}
}

// TestGrowthMarksWhatIsSteep: also what only begins to be.
func TestGrowthMarksWhatIsSteep(t *testing.T) {
	g := &growthReport{}
	for _, c := range []struct{ items, cold, body time.Duration }{{1000, 100, 100}, {10000, 1000, 400}, {100000, 10000, 5000}} {
		r := &report{Items: int(c.items)}
		for key, wall := range map[string]time.Duration{rowCold: c.cold, rowBody: c.body} {
			took := sample{Wall: wall * time.Millisecond, Peak: 1e6}
			r.Rows = append(r.Rows, row{Key: key, Programs: map[string]figures{"bulletin": figuresOf([]sample{took})}})
		}
		g.Sizes = append(g.Sizes, r)
	}
	g.fit()
	var above []string
	for _, f := range g.Fits {
		if f.Above {
			above = append(above, f.Key+" "+f.Quantity)
		}
	}
	if len(above) != 1 || above[0] != "body_edited wall" {
		t.Errorf("above: %v\n%s", above, g.Markdown())
	}
}

// TestJSON: other programs read these keys.
func TestJSON(t *testing.T) {
	name := filepath.Join(t.TempDir(), "bench.json")
	if err := writeJSON(name, measured(1000, sample{Wall: time.Second}, sample{})); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Version int
		Rows    []struct {
			Key      string
			Programs map[string]map[string]struct{ Median float64 }
		}
		Ratios []struct {
			Key   string
			Ratio float64
		}
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if got.Version != schemaVersion || got.Rows[0].Key != "cold" || got.Rows[0].Programs["hugo"]["wall_ms"].Median != 1000 ||
		got.Ratios[0].Key != "cold" || got.Ratios[0].Ratio != 10 {
		t.Errorf("%+v", got)
	}
}
