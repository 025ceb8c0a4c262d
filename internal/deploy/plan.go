package deploy

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"sync"
)

// run is one run against one target.
type run struct {
	Options
	t      steady
	state  State
	token  string // of the lock that is held
	heir   string // the token of the killed run whose lock was taken over
	report Report
}

// plan is what has to be done.
type plan struct {
	add, change []File   // to be put
	remove      []string // sorted
	leave       []string // to be deleted by a later run, sorted: readers of the old pages still ask for them
	keep        []File   // as they stand; to be kept for a rollback
}

// other is the sum of a file whose bytes are neither the old nor the new ones.
const other = "other"

// survey finds out what the target holds: the sum of each path that is ours or that we
// want, without those that are absent. What the record is sure of is believed, unless
// Options.Verify.
func (r *run) survey(ctx context.Context, want map[string]File) (map[string]string, error) {
	current, have := r.state.Current.sums(), map[string]string{}
	unsure := map[string]bool{}
	for _, p := range slices.Concat(r.state.Touched, r.state.Leaving) {
		unsure[p] = true
	}
	for p, f := range current {
		if have[p] = f.Sum; r.Verify {
			unsure[p] = true
		}
	}
	var strange []string // wanted, and not ours
	for p := range want {
		if _, ours := current[p]; !ours && !unsure[p] {
			strange = append(strange, p)
		}
	}
	found, err := r.lookFor(ctx, strange)
	if err != nil {
		return nil, err
	}
	look := slices.Concat(found, keys(unsure))
	sums := make([]string, len(look))
	err = each(ctx, r.Workers, len(look), func(i int) error {
		var err error
		sums[i], err = r.sumAt(ctx, look[i], want[look[i]], current[look[i]])
		return err
	})
	if err != nil {
		return nil, err
	}
	var foreign []string
	for i, p := range look {
		was, ours := current[p]
		switch {
		case i < len(found) && sums[i] != "" && sums[i] != want[p].Sum:
			foreign = append(foreign, p)
		case r.Verify && ours && r.state.Toward == "" && sums[i] != was.Sum:
			r.report.Differing = append(r.report.Differing, p)
		}
		_, wanted := want[p]
		if have[p] = sums[i]; sums[i] == "" && (wanted || !holds(r.state.Touched, p)) {
			delete(have, p) // what is touched and not wanted is deleted, there or not: see Discard
		}
	}
	slices.Sort(r.report.Differing)
	if len(foreign) > 0 {
		slices.Sort(foreign)
		return nil, &ForeignError{r.Name, foreign}
	}
	return have, nil
}

// listFrom is how many paths are looked for before listing all of a target is less work.
const listFrom = 64

// lookFor tells which of the paths there are at the target.
func (r *run) lookFor(ctx context.Context, paths []string) ([]string, error) {
	slices.Sort(paths)
	if len(paths) > listFrom {
		all, err := r.t.List(ctx, "")
		return slices.DeleteFunc(paths, func(p string) bool { _, there := all[p]; return !there }), err
	}
	var found []string
	var mu sync.Mutex
	err := each(ctx, r.Workers, len(paths), func(i int) error {
		_, err := r.t.Size(ctx, paths[i])
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		mu.Lock()
		defer mu.Unlock()
		found = append(found, paths[i])
		return err
	})
	slices.Sort(found)
	return found, err
}

// sumAt is the sum of the file that stands at a path, "" for none. It is read only if
// its size lets it be the wanted one or the one that was there.
func (r *run) sumAt(ctx context.Context, p string, want, was File) (string, error) {
	size, err := r.t.Size(ctx, p)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil
	case err != nil:
		return "", err
	case size != want.Size && size != was.Size:
		return other, nil
	}
	data, err := r.t.Get(ctx, p)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return sumOf(data), err
}

// plan compares what is there with what is wanted.
func (r *run) plan(want Release, have map[string]string) plan {
	var p plan
	wanted, current := want.sums(), r.state.Current.sums()
	keep := func(path string) {
		if f := current[path]; !r.Forget && f.Sum != "" && have[path] == f.Sum {
			p.keep = append(p.keep, f)
		}
	}
	for _, f := range want.Files {
		switch have[f.Path] {
		case f.Sum:
			r.report.Unchanged++
			continue
		case "":
			p.add = append(p.add, f)
			r.report.New = append(r.report.New, f.Path)
		default:
			p.change = append(p.change, f)
			r.report.Changed = append(r.report.Changed, f.Path)
			keep(f.Path)
		}
		r.report.Bytes += f.Size
	}
	var left []string
	for path := range have {
		_, stays := wanted[path]
		switch {
		case stays:
			continue
		case holds(r.state.Leaving, path):
			left = append(left, path)
		case Immutable(path):
			p.leave = append(p.leave, path)
		default:
			p.remove = append(p.remove, path)
		}
		keep(path)
	}
	if len(p.add)+len(p.change)+len(p.remove)+len(p.leave) > 0 {
		p.remove = append(p.remove, left...)
	} else {
		p.leave = left
	}
	slices.Sort(p.remove)
	slices.Sort(p.leave)
	r.report.Deleted = p.remove
	r.report.Resumed = r.state.Toward != ""
	return p
}

// holds searches a sorted list.
func holds(list []string, p string) bool {
	_, ok := slices.BinarySearch(list, p)
	return ok
}

func keys(set map[string]bool) []string {
	var all []string
	for k := range set {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}
