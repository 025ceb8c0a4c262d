package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// settings say what to measure.
type settings struct {
	items    int
	runs     int
	edits    int      // in each server
	rows     []string // names of stages; nil measures all
	bulletin string   // the program
	hugo     string   // "" measures bulletin alone
	self     string   // this program, for the floor
	dir      string   // where the corpus and the sites go
	log      io.Writer
}

// bench is a measurement under way.
type bench struct {
	settings
	programs []program // bulletin, then Hugo if there is one
	editors  map[string]*editor
	report   *report
}

// newBench makes the corpus and builds nothing yet.
func newBench(ctx context.Context, s settings) (*bench, error) {
	b := &bench{settings: s, editors: map[string]*editor{}, report: &report{Items: s.items, Runs: s.runs, Edits: s.edits, Output: map[string]output{}}}
	b.programs = []program{bulletinAt(s.bulletin, filepath.Join(s.dir, bulletinSite))}
	if s.hugo != "" {
		b.programs = append(b.programs, hugoAt(s.hugo, filepath.Join(s.dir, hugoSite)))
	}
	for _, p := range b.programs {
		b.editors[p.Name] = newEditor(s.items)
	}
	b.say("corpus of %d items", s.items)
	_, err := measure(ctx, []string{s.self, "corpus", "-n", fmt.Sprint(s.items), "-o", s.dir})
	return b, err
}

// say tells the person who waits what is being measured.
func (b *bench) say(format string, args ...any) { fmt.Fprintf(b.log, "bench: "+format+"\n", args...) }

// stages are the measurements in their order, as -rows names them.
var stages = []struct {
	name string
	run  func(*bench, context.Context) error
}{
	{"cold", (*bench).cold}, {"unchanged", (*bench).unchanged}, {"body", (*bench).bodyEdited}, {"title", (*bench).titleEdited},
	{"first-page", (*bench).serveFirst}, {"edits", (*bench).serveEdits},
}

// wanted are the names of stages, which are separated by commas; nil for "".
func wanted(rows string) ([]string, error) {
	if rows == "" {
		return nil, nil
	}
	var all []string
	for _, s := range stages {
		all = append(all, s.name)
	}
	names := strings.Split(rows, ",")
	for _, name := range names {
		if !slices.Contains(all, name) {
			return nil, fmt.Errorf("-rows: there is no %q; there are %s", name, strings.Join(all, ", "))
		}
	}
	return names, nil
}

// all measures the rows of the table that are wanted. All but the first are about
// sites that were built before.
func (b *bench) all(ctx context.Context) error {
	if b.rows != nil && !slices.Contains(b.rows, stages[0].name) {
		for _, p := range b.programs {
			b.say("%s: a build that is not measured", p.Name)
			if _, err := measure(ctx, p.build); err != nil {
				return err
			}
		}
	}
	for _, stage := range stages {
		if b.rows != nil && !slices.Contains(b.rows, stage.name) {
			continue
		}
		if err := stage.run(b, ctx); err != nil {
			return err
		}
	}
	return nil
}

// turns runs every program once, then every one again, so that what else the
// machine does strikes all alike.
func (b *bench) turns(ctx context.Context, key string, programs []program, before func(program) error, after func(program) error) error {
	samples := map[string][]sample{}
	for run := range b.runs {
		b.say("%s, run %d of %d", strings.ReplaceAll(key, "_", " "), run+1, b.runs)
		for _, p := range programs {
			if err := before(p); err != nil {
				return err
			}
			s, err := measure(ctx, p.build)
			if err != nil {
				return err
			}
			if err := after(p); err != nil {
				return err
			}
			samples[p.Name] = append(samples[p.Name], s)
		}
	}
	b.add(key, samples)
	return nil
}

func nothing(program) error { return nil }

// cold builds into an empty folder without a cache; the floor takes part.
func (b *bench) cold(ctx context.Context) error {
	floor := floorAt(b.self, filepath.Join(b.dir, bulletinSite), filepath.Join(b.dir, "floor"))
	programs := append(b.programs[:len(b.programs):len(b.programs)], floor)
	clear := func(p program) error { return p.clear(filepath.Join(b.dir, "attic")) }
	if err := b.turns(ctx, rowCold, programs, clear, nothing); err != nil {
		return err
	}
	for _, p := range programs {
		dir := filepath.Join(p.site, "public")
		if p.Name == floor.Name {
			dir = floor.state[0]
		}
		out, err := outputOf(dir)
		if err != nil {
			return err
		}
		b.report.Output[p.Name] = out
	}
	return nil
}

// unchanged builds again; the least is to ask for the time of every source.
func (b *bench) unchanged(ctx context.Context) error {
	stat := program{Name: "floor", build: []string{b.self, "stat", filepath.Join(b.dir, bulletinSite, "content")}}
	return b.turns(ctx, rowUnchanged, append(b.programs[:len(b.programs):len(b.programs)], stat), nothing, nothing)
}

func (b *bench) bodyEdited(ctx context.Context) error {
	return b.edited(ctx, rowBody, (*editor).body)
}

func (b *bench) titleEdited(ctx context.Context) error {
	return b.edited(ctx, rowTitle, (*editor).title)
}

// edited builds after an edit, another one in each run, and checks that the page
// shows it.
func (b *bench) edited(ctx context.Context, key string, next func(*editor) edit) error {
	last := map[string]edit{}
	before := func(p program) error {
		last[p.Name] = next(b.editors[p.Name])
		return last[p.Name].apply(p)
	}
	after := func(p program) error { return p.shows(last[p.Name].item, last[p.Name].mark) }
	return b.turns(ctx, key, b.programs, before, after)
}

// serveFirst measures how long a server takes to answer, over a built site.
func (b *bench) serveFirst(ctx context.Context) error {
	samples := map[string][]sample{}
	for run := range b.runs {
		b.say("serve, first page, run %d of %d", run+1, b.runs)
		for _, p := range b.programs {
			s, err := serve(ctx, p)
			if err != nil {
				return err
			}
			if _, err := s.stop(); err != nil {
				return err
			}
			samples[p.Name] = append(samples[p.Name], sample{Wall: s.ready})
		}
	}
	b.add(rowServeFirst, samples)
	return nil
}

// serveEdits measures from saving a file to the changed page, and the server's
// peak at the end. The first edit only makes sure that the server is done with
// its start.
func (b *bench) serveEdits(ctx context.Context) error {
	samples := map[string][]sample{}
	for _, p := range b.programs {
		b.say("serve, %d edits, %s", b.edits, p.Name)
		one, err := b.editServed(ctx, p)
		if err != nil {
			return err
		}
		samples[p.Name] = one
	}
	b.add(rowServeEdit, samples)
	return nil
}

func (b *bench) editServed(ctx context.Context, p program) ([]sample, error) {
	s, err := serve(ctx, p)
	if err != nil {
		return nil, err
	}
	var samples []sample
	for n := 0; n <= b.edits && err == nil; n++ {
		var took sample
		if took.Wall, err = s.follow(ctx, p, b.editors[p.Name].body()); n > 0 {
			samples = append(samples, took)
		}
		if err == nil {
			err = pause(ctx)
		}
	}
	total, stopErr := s.stop()
	for i := range samples {
		samples[i].Peak = total.Peak
	}
	return samples, errors.Join(err, stopErr)
}

// add appends a row to the report.
func (b *bench) add(key string, samples map[string][]sample) {
	r := row{Key: key, Programs: map[string]figures{}}
	for name, s := range samples {
		r.Programs[name] = figuresOf(s)
	}
	b.report.Rows = append(b.report.Rows, r)
	for _, name := range contestants {
		if f, has := r.Programs[name]; has {
			b.say("%s, %s: wall %s, cpu %s, peak memory %s", r.title(), name, f.Wall.in("ms"), f.CPU.in("ms"), f.Peak.in("MB"))
		}
	}
}
