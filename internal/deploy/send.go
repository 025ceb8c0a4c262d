package deploy

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
)

// reader gives the bytes of a file that is to be put.
type reader func(context.Context, File) ([]byte, error)

// toward makes the target hold a version.
func (r *run) toward(ctx context.Context, way toward, want Release, read reader) error {
	if c := r.state.Current; c != nil && c.Audience != want.Audience {
		return &AudienceError{r.Name, c.Audience}
	}
	have, err := r.survey(ctx, want.sums())
	if err != nil {
		return err
	}
	p := r.plan(want, have)
	if r.Planned != nil {
		r.Planned(r.report)
	}
	if way != towardNew {
		if err := r.canRead(ctx, slices.Concat(p.add, p.change), read); err != nil {
			return err
		}
	}
	if r.DryRun || r.report.Nothing() && want.same(r.state.Current) {
		if r.report.Nothing() && r.state.Current != nil && way == towardNew {
			r.report.At, r.report.By = r.state.Current.At, r.state.Current.By
		}
		return nil
	}
	if err := r.discard(ctx); err != nil {
		return err
	}
	if err = r.carryOut(ctx, way, want, p, read); err != nil && ctx.Err() == nil {
		err = &InterruptedError{r.Name, err}
	}
	return err
}

// canRead makes sure, before anything is changed, that all that a former version needs was
// kept as it was: somebody may have edited a file at the target before it was replaced.
func (r *run) canRead(ctx context.Context, files []File, read reader) error {
	var lost []string
	var mu sync.Mutex
	err := each(ctx, r.Workers, len(files), func(i int) error {
		_, err := read(ctx, files[i])
		var other *MismatchError
		if errors.As(err, &other) || errors.Is(err, fs.ErrNotExist) {
			mu.Lock()
			defer mu.Unlock()
			lost, err = append(lost, files[i].Path), nil
		}
		return err
	})
	if err == nil && len(lost) > 0 {
		slices.Sort(lost)
		err = &NoWayBackError{r.Name, lost}
	}
	return err
}

// discard drops what a killed run left of files that it had not finished.
func (r *run) discard(ctx context.Context) error {
	half, ok := r.t.t.(interface {
		Discard(ctx context.Context, path string) error
	})
	if !ok {
		return nil
	}
	return each(ctx, r.Workers, len(r.state.Touched), func(i int) error {
		return again(ctx, func() error { return half.Discard(ctx, r.state.Touched[i]) })
	})
}

// carryOut does what is planned; see the package's comment for the order.
func (r *run) carryOut(ctx context.Context, way toward, want Release, p plan, read reader) error {
	open := r.state
	open.Toward, open.Stands, open.Touched = way, false, union(r.state.Touched, paths(p.add), paths(p.change))
	if err := r.writeState(ctx, open); err != nil {
		return err
	}
	if err := r.preserve(ctx, p.keep); err != nil {
		return err
	}
	of, done, all := classes(want.Files), &atomic.Int64{}, len(p.add)+len(p.change)+len(p.remove)
	for _, step := range slices.Concat(steps(p.add, of), steps(p.change, of)) {
		err := each(ctx, r.Workers, len(step), func(i int) error {
			defer r.count(done, all)
			return r.send(ctx, step[i], read)
		})
		if err != nil {
			return err
		}
	}
	if err := r.writeState(ctx, r.standing(way, want, p)); err != nil {
		return err
	}
	if len(p.remove) > 0 {
		err := each(ctx, r.Workers, len(p.remove), func(i int) error {
			defer r.count(done, all)
			return r.t.Delete(ctx, p.remove[i])
		})
		if err != nil {
			return err
		}
		finished := r.state
		finished.Toward, finished.Stands, finished.Touched, finished.Last = "", false, nil, way
		if err := r.writeState(ctx, finished); err != nil {
			return err
		}
	}
	return r.tidy(ctx)
}

// standing is the record when all that the new version has is there.
func (r *run) standing(way toward, want Release, p plan) State {
	s := State{Current: &want, Previous: r.state.Previous, Leaving: p.leave, Last: way}
	if !want.same(r.state.Current) {
		s.Previous = r.state.Current
	}
	if r.Forget {
		s.Previous = nil
	}
	if len(p.remove) > 0 {
		s.Toward, s.Stands, s.Touched, s.Last = way, true, p.remove, r.state.Last
	}
	return s
}

func (r *run) count(done *atomic.Int64, all int) {
	if n := done.Add(1); r.Progress != nil {
		r.Progress(int(n), all)
	}
}

// send puts a file and reads it back.
func (r *run) send(ctx context.Context, f File, read reader) error {
	data, err := read(ctx, f)
	if err != nil {
		return err
	}
	if sumOf(data) != f.Sum {
		return fmt.Errorf("%s was changed while it was published; run the command again", f.Path)
	}
	for range 2 { // a line that garbles may do so once
		if err := r.t.Put(ctx, f.Path, data); err != nil {
			return fmt.Errorf("sending %s: %w", f.Path, err)
		}
		back, err := r.t.Get(ctx, f.Path)
		if err != nil {
			return fmt.Errorf("reading %s back: %w", f.Path, err)
		}
		if sumOf(back) == f.Sum {
			return nil
		}
	}
	return &MismatchError{r.Name, []string{f.Path}}
}

// oldPath is where a file that was replaced is kept: by its content, so that it is kept
// once however often it comes back, and a rollback can be sure of it.
func oldPath(sum string) string { return oldFolder + "/" + sum }

// preserve keeps files as they stand, before the first of them is replaced.
func (r *run) preserve(ctx context.Context, files []File) error {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Sum, b.Sum) })
	files = slices.CompactFunc(files, func(a, b File) bool { return a.Sum == b.Sum })
	return each(ctx, r.Workers, len(files), func(i int) error {
		err := r.t.Copy(ctx, files[i].Path, oldPath(files[i].Sum))
		if errors.Is(err, fs.ErrNotExist) { // somebody deleted it there
			return &MismatchError{r.Name, []string{files[i].Path}}
		}
		if err != nil {
			return fmt.Errorf("keeping the former %s: %w", files[i].Path, err)
		}
		return nil
	})
}

// kept reads a file of a former version: the read back finds what is kept damaged.
func (r *run) kept(ctx context.Context, f File) ([]byte, error) {
	data, err := r.t.Get(ctx, oldPath(f.Sum))
	if err != nil {
		return nil, fmt.Errorf("reading the former %s: %w", f.Path, err)
	}
	if sumOf(data) != f.Sum {
		return nil, &MismatchError{r.Name, []string{oldPath(f.Sum)}}
	}
	return data, nil
}

// tidy drops what no rollback needs any more, and what killed runs left in our folder.
func (r *run) tidy(ctx context.Context) error {
	all, err := r.t.List(ctx, Home)
	if err != nil {
		return err
	}
	delete(all, statePath)
	delete(all, lockPath)
	stands := r.state.Current.sums()
	for _, f := range r.state.Previous.sums() {
		if stands[f.Path].Sum != f.Sum {
			delete(all, oldPath(f.Sum))
		}
	}
	drop := slices.Collect(maps.Keys(all))
	return each(ctx, r.Workers, len(drop), func(i int) error { return r.t.Delete(ctx, drop[i]) })
}

// each calls do for 0 … n-1, some at a time, and stops at the first error.
func each(ctx context.Context, workers, n int, do func(int) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(workers, n) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				if err := do(i); err != nil {
					stop(err)
				}
			}
		})
	}
	group.Wait()
	return context.Cause(ctx)
}

func paths(files []File) []string {
	all := make([]string, len(files))
	for i, f := range files {
		all[i] = f.Path
	}
	return all
}

func union(lists ...[]string) []string {
	all := slices.Concat(lists...)
	slices.Sort(all)
	return slices.Compact(all)
}
