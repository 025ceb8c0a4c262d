package main

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"strings"
)

// growthReport says how bulletin's cost grows with the number of items.
type growthReport struct {
	Version int       `json:"version"`
	Command string    `json:"command"` // "growth"
	Runs    int       `json:"runs"`
	Machine machine   `json:"machine"`
	Sizes   []*report `json:"sizes"`
	Fits    []fit     `json:"fits"`
}

// fit is the exponent e of cost ≈ a·items^e for one quantity of a row.
type fit struct {
	Key      string    `json:"key"`
	Quantity string    `json:"quantity"` // "wall", "cpu" or "peak"
	Unit     string    `json:"unit"`
	Medians  []float64 `json:"medians"`
	Exponent float64   `json:"exponent"`
	LastStep float64   `json:"last_step"` // between the two largest sizes, where fixed costs hide nothing
	Above    bool      `json:"above"`     // either is above steepest
}

// steepest is the exponent above which growth has to be explained.
const steepest = 1.05

// grow measures bulletin alone at each size, each in a folder of its own. All of
// them stay until the end, for the reason that [program.clear] gives.
func grow(ctx context.Context, s settings, sizes []int) (*growthReport, error) {
	g := &growthReport{Version: schemaVersion, Command: "growth", Runs: s.runs, Machine: machineOf(ctx, s)}
	for _, n := range sizes {
		one := s
		one.items, one.hugo, one.dir = n, "", filepath.Join(s.dir, fmt.Sprint(n))
		b, err := newBench(ctx, one)
		if err != nil {
			return nil, err
		}
		for _, step := range []func(context.Context) error{b.cold, b.unchanged, b.bodyEdited} {
			if err := step(ctx); err != nil {
				return nil, err
			}
		}
		b.report.finish("bench", g.Machine)
		g.Sizes = append(g.Sizes, b.report)
	}
	g.fit()
	return g, nil
}

// fit finds the exponents of every row and quantity.
func (g *growthReport) fit() {
	for _, key := range []string{rowCold, rowUnchanged, rowBody} {
		for _, q := range []string{"wall", "cpu", "peak"} {
			f := fit{Key: key, Quantity: q, Unit: "ms"}
			if q == "peak" {
				f.Unit = "MB"
			}
			var sizes []float64
			for _, r := range g.Sizes {
				sizes = append(sizes, float64(r.Items))
				f.Medians = append(f.Medians, r.figure(key, q))
			}
			f.Exponent = exponent(sizes, f.Medians)
			last := max(0, len(sizes)-2)
			f.LastStep = exponent(sizes[last:], f.Medians[last:])
			f.Above = f.Exponent > steepest || f.LastStep > steepest
			g.Fits = append(g.Fits, f)
		}
	}
}

// figure is bulletin's median of one quantity, 0 when not measured.
func (r *report) figure(key, quantity string) float64 {
	for _, row := range r.Rows {
		if f, ok := row.Programs["bulletin"]; ok && row.Key == key {
			return map[string]float64{"wall": f.Wall.Median, "cpu": f.CPU.Median, "peak": f.Peak.Median}[quantity]
		}
	}
	return 0
}

// exponent is the slope of the straight line nearest to the points (log x, log y)
// by least squares; 0 with fewer than two points, or where a value is not
// positive and has no logarithm.
func exponent(x, y []float64) float64 {
	var sumX, sumY, sumXX, sumXY float64
	for i := range x {
		if x[i] <= 0 || y[i] <= 0 {
			return 0
		}
		lx, ly := math.Log(x[i]), math.Log(y[i])
		sumX, sumY, sumXX, sumXY = sumX+lx, sumY+ly, sumXX+lx*lx, sumXY+lx*ly
	}
	n := float64(len(x))
	if spread := n*sumXX - sumX*sumX; spread > 0 {
		return (n*sumXY - sumX*sumY) / spread
	}
	return 0
}

// Markdown is the report for a person.
func (g *growthReport) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "## Growth\n\n%s; median of %d runs\n\n| | |", g.Machine, g.Runs)
	for _, r := range g.Sizes {
		fmt.Fprintf(&b, " %d items |", r.Items)
	}
	fmt.Fprintf(&b, " exponent | last step | |\n|---|---|%s---:|---:|---|\n", strings.Repeat("---:|", len(g.Sizes)))
	for _, f := range g.Fits {
		fmt.Fprintf(&b, "| %s | %s |", strings.ReplaceAll(f.Key, "_", " "), f.Quantity)
		for _, m := range f.Medians {
			fmt.Fprintf(&b, " %s |", quantity(m, f.Unit))
		}
		mark := ""
		if f.Above {
			mark = fmt.Sprintf("above %.2f", steepest)
		}
		fmt.Fprintf(&b, " %.2f | %.2f | %s |\n", f.Exponent, f.LastStep, mark)
	}
	return b.String()
}
