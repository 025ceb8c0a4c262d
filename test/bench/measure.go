package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// sample is what one run of a process took.
type sample struct {
	Wall time.Duration // by the monotonic clock, from start to exit
	CPU  time.Duration // user and system time of all its threads
	Peak int64         // most memory resident at once, in bytes; 0 where the system does not say
}

// spread sums up one quantity of several runs.
type spread struct {
	Median float64 `json:"median"`
	Min    float64 `json:"min"`
	Max    float64 `json:"max"`
}

// spreadOf sorts a copy of the values; the median of an even number of them is
// the mean of the middle two.
func spreadOf(values []float64) spread {
	if len(values) == 0 {
		return spread{}
	}
	v := slices.Sorted(slices.Values(values))
	return spread{Median: (v[(len(v)-1)/2] + v[len(v)/2]) / 2, Min: v[0], Max: v[len(v)-1]}
}

// figures are the spreads of a series of runs, in units for people.
type figures struct {
	Wall spread `json:"wall_ms"`
	CPU  spread `json:"cpu_ms"`
	Peak spread `json:"peak_mb"` // 1 MB = 1,000,000 bytes
}

func figuresOf(samples []sample) figures {
	of := func(quantity func(sample) float64) spread {
		values := make([]float64, len(samples))
		for i, s := range samples {
			values[i] = quantity(s)
		}
		return spreadOf(values)
	}
	return figures{
		Wall: of(func(s sample) float64 { return milliseconds(s.Wall) }),
		CPU:  of(func(s sample) float64 { return milliseconds(s.CPU) }),
		Peak: of(func(s sample) float64 { return float64(s.Peak) / 1e6 }),
	}
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// patience is how long an interrupted process may take to end by itself.
const patience = 10 * time.Second

// command prepares a process that ends with the context: it is interrupted as by
// Ctrl+C, and killed if that does not help.
func command(ctx context.Context, argv []string) *exec.Cmd {
	c := exec.CommandContext(ctx, argv[0], argv[1:]...)
	c.Cancel = func() error { return interrupt(c.Process) }
	c.WaitDelay = patience
	return c
}

// measure runs a process to its end, on a machine that has settled, so that no
// run pays for another.
func measure(ctx context.Context, argv []string) (sample, error) {
	if err := settle(ctx); err != nil {
		return sample{}, err
	}
	c := command(ctx, argv)
	output := &strings.Builder{}
	c.Stdout, c.Stderr = output, output
	start := time.Now()
	err := c.Run()
	wall := time.Since(start)
	if err != nil {
		return sample{}, failure(ctx, argv, err, output.String())
	}
	return sample{Wall: wall, CPU: cpuOf(c.ProcessState), Peak: peakOf(c.ProcessState)}, nil
}

// breath is how long a machine, or a server, is left alone before it is measured.
const breath = 200 * time.Millisecond

// settle lets what earlier runs began come to an end: what they wrote goes to the
// disk, and what the system clears up behind them is cleared up.
func settle(ctx context.Context) error {
	flushDisks()
	return pause(ctx)
}

// pause waits, unless the context ends first.
func pause(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(breath):
		return nil
	}
}

func cpuOf(p *os.ProcessState) time.Duration { return p.UserTime() + p.SystemTime() }

// failure says which process failed and what it last said.
func failure(ctx context.Context, argv []string, err error, output string) error {
	const most = 2000
	if len(output) > most {
		output = output[len(output)-most:]
	}
	return fmt.Errorf("%s: %w\n%s", strings.Join(argv, " "), cmp.Or(ctx.Err(), err), output)
}
