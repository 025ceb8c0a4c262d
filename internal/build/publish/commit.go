package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"
)

// Commit makes the destination hold the outputs that were put or kept, and nothing
// else of ours, and closes the stage. All calls of Put and Keep must have
// returned. The stamp is for the next [Stage.Standing].
//
// An error before the first change leaves the destination as it was: among them
// a [*ForeignError], which lists every file in the way. Later the error is an
// [*IncompleteError], and the next Begin completes the commit. The context is
// not asked any more once the first change is made.
func (s *Stage) Commit(ctx context.Context, stamp Stamp) (Report, error) {
	switch {
	case s.closed:
		return Report{}, errClosed
	case s.failed.Load():
		return Report{}, errFailed
	case ctx.Err() != nil:
		return Report{}, ctx.Err()
	}
	s.at.step("plan")
	s.outputs, s.kept = s.all(), nil
	if err := s.conflicts(); err != nil {
		return Report{}, err
	}
	p, err := s.plan()
	if err != nil {
		return Report{}, err
	}
	if len(p.inWay) > 0 {
		return Report{}, &ForeignError{s.at.name, sortedKeys(p.inWay)}
	}
	entries := s.entries()
	if err := s.carryOut(ctx, p.ops, manifestFile{Stamp: stamp, Audience: s.audience, Foreign: p.kept, Entries: entries}); err != nil {
		return Report{}, err
	}
	report := Report{
		Changed: p.changed, Removed: p.removed, Foreign: p.kept,
		Unchanged: len(s.outputs) - len(p.changed),
	}
	if s.noting != nil {
		s.at.writeNote(s.audience, entries, s.noting(report))
	}
	s.closed = true
	s.lock.release()
	return report, nil
}

// conflicts finds outputs that were kept and cannot stand beside one that is new:
// those that were kept stood beside one another before.
func (s *Stage) conflicts() error {
	isNew := func(o output) bool {
		if !o.staged {
			return false
		}
		_, known := s.old.find(o.Path)
		return !known
	}
	if !slices.ContainsFunc(s.outputs, isNew) {
		return nil
	}
	for i := range s.outputs {
		if !s.names.has(s.outputs[i].Path) {
			if err := s.names.add(s.outputs[i].Path); err != nil {
				return err
			}
		}
	}
	return nil
}

// plan works out the steps.
func (s *Stage) plan() (*planner, error) {
	t, err := s.at.look()
	if err != nil {
		return nil, err
	}
	p := &planner{
		tree: t, outputs: s.outputs, old: s.old, whole: s.whole && t.exists,
		recognise: s.at.recognise, answersTo: s.at.answersTo,
	}
	return p, p.plan()
}

// entries are those of the new manifest.
func (s *Stage) entries() []Entry {
	entries := make([]Entry, len(s.outputs))
	for i := range s.outputs {
		entries[i] = s.outputs[i].Entry
	}
	return entries
}

// carryOut does the steps, by way of the journal if there are any, and leaves the
// manifest that it is given.
func (s *Stage) carryOut(ctx context.Context, ops []op, next manifestFile) error {
	m := &mover{at: s.at, stage: s.root(), durably: len(ops) > 0 && s.few()}
	if len(ops) == 0 {
		if !s.old.lost && !s.settle.Load() && next.Stamp == s.old.stamp &&
			slices.Equal(next.Foreign, s.old.foreign) && slices.Equal(next.Entries, s.old.entries) {
			return nil
		}
		return m.finish(journal{sealed: next.encode()})
	}
	if err := s.ready(); err != nil {
		return err
	}
	j := journal{stage: s.chosen, ops: ops}
	var sealing sync.WaitGroup
	sealing.Go(func() { j.sealed = next.encode() }) // while the disk is busy
	err := s.sync()
	sealing.Wait()
	if err != nil {
		return fmt.Errorf("writing the new site to disk: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	s.at.step("journal")
	// From here on the journal may be on disk even if writing it fails half way.
	s.journaled = true
	if err := writeWhole(s.at.journal(), j.encode(), m.durably); err != nil {
		return s.unjournal(err)
	}
	s.at.step("journal written")
	if err := m.finish(j); err != nil {
		return s.at.incomplete(err)
	}
	return nil
}

// unjournal takes the journal back, when it could not be made durable.
func (s *Stage) unjournal(cause error) error {
	cause = fmt.Errorf("writing the journal: %w", cause)
	if err := remove(s.at.journal()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return s.at.incomplete(errors.Join(cause, err))
	}
	s.journaled = false
	return cause
}

// syncLimit is the most staged files that are made durable one by one, which
// takes about a millisecond each. A larger commit is left to the system as a
// whole: making its journal durable would wait for all of it.
const syncLimit = 256

// staged are the files to be moved.
func (s *Stage) staged() []string {
	var staged []string
	for i := range s.outputs {
		if s.outputs[i].staged {
			staged = append(staged, join(s.root(), s.outputs[i].Path))
		}
	}
	return staged
}

func (s *Stage) few() bool { return len(s.staged()) <= syncLimit }

// sync makes the staged files durable, if they are few.
func (s *Stage) sync() error {
	staged := s.staged()
	if len(staged) > syncLimit {
		return nil
	}
	const workers = 16 // a file system gathers what is synced at the same time
	var wg sync.WaitGroup
	errs := make([]error, workers)
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(staged); i += workers {
				errs[w] = errors.Join(errs[w], syncFile(staged[i]))
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

func sortedKeys(set map[string]bool) []string {
	keys := make([]string, 0, len(set))
	for k := range set {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
