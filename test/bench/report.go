package main

import (
	"fmt"
	"math"
	"strings"
)

// schemaVersion is the version of the JSON; it changes when a key changes its
// meaning or goes away.
const schemaVersion = 1

// The rows, by their names in the JSON.
const (
	rowCold       = "cold"
	rowUnchanged  = "unchanged"
	rowBody       = "body_edited"
	rowTitle      = "title_edited"
	rowServeFirst = "serve_first_page"
	rowServeEdit  = "serve_edit"
)

// report is everything measured at one size.
type report struct {
	Version int               `json:"version"`
	Command string            `json:"command"` // "bench"
	Items   int               `json:"items"`
	Runs    int               `json:"runs"`
	Edits   int               `json:"edits"`
	Machine machine           `json:"machine"`
	Output  map[string]output `json:"output"` // by program
	Rows    []row             `json:"rows"`
	Ratios  []ratio           `json:"ratios"`
}

// row is one thing measured, by program.
type row struct {
	Key      string             `json:"key"`
	Programs map[string]figures `json:"programs"`
}

// title is the row's name for a person.
func (r row) title() string { return strings.ReplaceAll(r.Key, "_", " ") }

// ratio compares the medians of two programs.
type ratio struct {
	Key     string  `json:"key"` // the row's, with "_peak" for memory
	Title   string  `json:"title"`
	Ours    float64 `json:"ours"` // in Unit
	Theirs  float64 `json:"theirs"`
	Unit    string  `json:"unit"` // "ms" or "MB"
	Ratio   float64 `json:"ratio"`
	Target  float64 `json:"target"`
	AtMost  bool    `json:"at_most"` // the ratio is to be at most the target, not at least
	Reached bool    `json:"reached"`
}

// comparison is a line of the table of targets: how many times less than Hugo,
// with 1,000, 10,000 and 100,000 items.
type comparison struct {
	row     string
	peak    bool // memory, not time
	title   string
	targets [3]float64
}

func comparisons() []comparison {
	return []comparison{
		{rowCold, false, "cold build, wall", [3]float64{3, 4, 5}},
		{rowUnchanged, false, "nothing changed", [3]float64{20, 100, 100}},
		{rowBody, false, "one body edited, build", [3]float64{15, 50, 50}},
		{rowTitle, false, "one title edited, build", [3]float64{10, 30, 30}},
		{rowCold, true, "peak memory, cold", [3]float64{5, 12, 20}},
		{rowServeEdit, false, "serve: save to changed page", [3]float64{50, 100, 100}},
		{rowServeFirst, false, "serve: first page, with a cache", [3]float64{15, 60, 60}},
	}
}

// floorTarget is how many times longer than the floor a cold build may take.
const floorTarget = 1.3

// column is the size of the table nearest to a number of items, on a scale of
// powers of ten.
func column(items int) int {
	return min(2, max(0, int(math.Round(math.Log10(float64(max(1, items))))-3)))
}

// compare fills in the ratios of what was measured.
func (r *report) compare() {
	r.Ratios = nil
	for _, c := range comparisons() {
		ours, ok := r.median(c.row, "bulletin", c.peak)
		theirs, both := r.median(c.row, "hugo", c.peak)
		if !ok || !both {
			continue
		}
		x := ratio{Key: c.row, Title: c.title, Ours: ours, Theirs: theirs, Unit: "ms", Target: c.targets[column(r.Items)]}
		if c.peak {
			x.Key, x.Unit = c.row+"_peak", "MB"
		}
		x.Ratio = theirs / ours
		x.Reached = x.Ratio >= x.Target
		r.Ratios = append(r.Ratios, x)
	}
	ours, ok := r.median(rowCold, "bulletin", false)
	if floor, both := r.median(rowCold, "floor", false); ok && both {
		r.Ratios = append(r.Ratios, ratio{
			Key: "cold_over_floor", Title: "cold build over the floor's", Ours: ours, Theirs: floor, Unit: "ms",
			Ratio: ours / floor, Target: floorTarget, AtMost: true, Reached: ours/floor <= floorTarget,
		})
	}
}

// median finds a figure; ok is false when it was not measured.
func (r *report) median(key, program string, peak bool) (value float64, ok bool) {
	for _, row := range r.Rows {
		if f, has := row.Programs[program]; has && row.Key == key {
			value = f.Wall.Median
			if peak {
				value = f.Peak.Median
			}
			return value, value > 0
		}
	}
	return 0, false
}

// Markdown is the report for a person.
func (r *report) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %d items\n\n%s; median of %d runs in turns, %d edits in serve\n\n", r.Items, r.Machine, r.Runs, r.Edits)
	b.WriteString("| | bulletin | compared with | ratio | target | |\n|---|---:|---:|---:|---:|---|\n")
	for _, x := range r.Ratios {
		sign, mark := "≥", "missed"
		if x.AtMost {
			sign = "≤"
		}
		if x.Reached {
			mark = "reached"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s × | %s %s × | %s |\n", x.Title,
			quantity(x.Ours, x.Unit), quantity(x.Theirs, x.Unit), short(x.Ratio), sign, short(x.Target), mark)
	}
	b.WriteString("\n| median (least – most) | program | wall | cpu | peak memory |\n|---|---|---:|---:|---:|\n")
	for _, row := range r.Rows {
		for _, name := range contestants {
			if f, has := row.Programs[name]; has {
				fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", row.title(), name,
					f.Wall.in("ms"), f.CPU.in("ms"), f.Peak.in("MB"))
			}
		}
	}
	b.WriteString("\n| written by a cold build | HTML files | all files | MB |\n|---|---:|---:|---:|\n")
	for _, name := range contestants {
		if out, has := r.Output[name]; has {
			fmt.Fprintf(&b, "| %s | %d | %d | %.1f |\n", name, out.HTML, out.Files, float64(out.Bytes)/1e6)
		}
	}
	return b.String()
}

// contestants are the programs in the order of the tables.
var contestants = [...]string{"bulletin", "hugo", "floor"}

// in words a spread: "410 ms (402 – 455)".
func (s spread) in(unit string) string {
	if s.Max == 0 {
		return "–"
	}
	return fmt.Sprintf("%s (%s – %s)", quantity(s.Median, unit), short(s.Min), short(s.Max))
}

func quantity(value float64, unit string) string { return short(value) + " " + unit }

// short words a number with three digits that count.
func short(value float64) string {
	switch {
	case value >= 100:
		return fmt.Sprintf("%.0f", value)
	case value >= 10:
		return fmt.Sprintf("%.1f", value)
	}
	return fmt.Sprintf("%.2f", value)
}
