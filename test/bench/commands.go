package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// corpusCommand writes a corpus: for the measurements, or for other uses.
func corpusCommand(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("corpus", flag.ContinueOnError)
	n := flags.Int("n", 1000, "how many items")
	out := flags.String("o", "", "the folder to write, new or empty")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *out == "" {
		return errors.New("name the folder to write with -o")
	}
	return writeCorpus(ctx, *out, *n)
}

// flagsOfRun are those that runCommand and growthCommand share.
type flagsOfRun struct {
	*flag.FlagSet
	settings
	json string
	keep bool
}

func newFlags(name string, runs int) *flagsOfRun {
	f := &flagsOfRun{FlagSet: flag.NewFlagSet(name, flag.ContinueOnError)}
	f.IntVar(&f.runs, "runs", runs, "how many times everything is measured")
	f.StringVar(&f.bulletin, "bulletin", filepath.Join("bin", "bulletin"), "the program to measure")
	f.StringVar(&f.dir, "dir", "", "where to work; a new folder in it is used (default: the system's temporary folder)")
	f.StringVar(&f.json, "json", "", "write everything measured to this file")
	f.BoolVar(&f.keep, "keep", false, "keep the corpus and the sites")
	return f
}

// prepare finds the programs and makes the working folder; done removes it.
func (f *flagsOfRun) prepare(args []string) (done func() error, err error) {
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	if f.runs < 1 {
		return nil, errors.New("-runs wants at least 1")
	}
	f.log = os.Stderr
	if f.bulletin, err = filepath.Abs(f.bulletin); err != nil {
		return nil, err
	}
	if _, err := os.Stat(f.bulletin); err != nil {
		return nil, fmt.Errorf("build the program first, as make bench does: %w", err)
	}
	if f.self, err = os.Executable(); err != nil {
		return nil, err
	}
	if f.dir, err = os.MkdirTemp(f.dir, "bulletin-bench-"); err != nil {
		return nil, err
	}
	dir := f.dir
	if f.keep {
		fmt.Fprintln(f.log, "bench: working in", dir)
		return func() error { return nil }, nil
	}
	return func() error { return os.RemoveAll(dir) }, nil
}

// runCommand measures one size and prints the table of targets.
func runCommand(ctx context.Context, args []string) (err error) {
	f := newFlags("run", 5)
	f.IntVar(&f.items, "n", 10000, "how many items")
	f.IntVar(&f.edits, "edits", 50, "how many edits in each server")
	rows := f.String("rows", "", "what to measure, separated by commas: cold, unchanged, body, title, first-page, edits (default: all)")
	hugo := f.String("hugo", "hugo", `the program to compare with; "" for none`)
	done, err := f.prepare(args)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	if f.rows, err = wanted(*rows); err != nil {
		return err
	}
	if *hugo != "" {
		if f.hugo, err = exec.LookPath(*hugo); err != nil {
			fmt.Fprintln(f.log, "bench: there is no hugo on the path: bulletin is measured alone")
		}
	}
	b, err := newBench(ctx, f.settings)
	if err != nil {
		return err
	}
	err = b.all(ctx) // what was measured before is told in any case
	b.report.finish("bench", machineOf(context.WithoutCancel(ctx), f.settings))
	fmt.Print(b.report.Markdown())
	return errors.Join(err, writeJSON(f.json, b.report))
}

// growthCommand measures several sizes and fits the exponents.
func growthCommand(ctx context.Context, args []string) (err error) {
	f := newFlags("growth", 3)
	list := f.String("sizes", "1000,3000,10000,30000,100000", "how many items, separated by commas")
	done, err := f.prepare(args)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	var sizes []int
	for word := range strings.SplitSeq(*list, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(word))
		if err != nil || n < 1 {
			return fmt.Errorf("-sizes wants numbers separated by commas, not %q", word)
		}
		sizes = append(sizes, n)
	}
	g, err := grow(ctx, f.settings, sizes)
	if err != nil {
		return err
	}
	fmt.Print(g.Markdown())
	return writeJSON(f.json, g)
}

// finish completes a report with what is known at the end.
func (r *report) finish(command string, m machine) {
	r.Version, r.Command, r.Machine = schemaVersion, command, m
	r.compare()
}

// writeJSON writes a value to a file, if one is named.
func writeJSON(name string, v any) error {
	if name == "" {
		return nil
	}
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(name, append(data, '\n'), 0o644)
}
