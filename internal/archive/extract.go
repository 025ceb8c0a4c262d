package archive

import (
	"bulletin/internal/diag"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// Extract writes the part of a bag below a folder such as "data/source" into
// dest, which must not exist or be empty; prefix itself is not repeated there.
// The bag's form, its tag files and every file of the part are verified first
// or while they are copied; the rest of the payload is not read. On any error
// dest stays as it was: the files are staged beside it and renamed at the end.
// Nothing can be written outside the staged folder, whatever the names say.
func Extract(ctx context.Context, bag, prefix, dest string, o Options) error {
	prefix = strings.Trim(filepath.ToSlash(prefix), "/")
	in, err := inspect(ctx, bag, o)
	if err != nil {
		return fmt.Errorf("reading the bag %s: %w", bag, err)
	}
	defer in.close()
	if err := emptyPlace(dest); err != nil {
		return err
	}
	var part []*file
	if in.readable() {
		part = in.part(prefix)
		err = in.readTags(ctx)
	}
	if err != nil {
		return fmt.Errorf("reading the bag %s: %w", bag, err)
	}
	if err := refused(in.problems); err != nil {
		return err
	}
	s, err := newFolderSink(dest)
	if err != nil {
		return fmt.Errorf("taking %s out of %s: %w", prefix, bag, err)
	}
	defer s.discard()
	if err := in.copyPart(ctx, s, part, prefix); err != nil {
		return fmt.Errorf("taking %s out of %s: %w", prefix, bag, err)
	}
	if err := refused(in.problems); err != nil {
		return err
	}
	if err := os.Remove(dest); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return refuse(codeDestUsed, "", dest) // no longer empty
	}
	if err := s.finish(); err != nil {
		return fmt.Errorf("taking %s out of %s: %w", prefix, bag, err)
	}
	return nil
}

// emptyPlace tells whether a folder can come to stand at dest.
func emptyPlace(dest string) error {
	entries, err := os.ReadDir(dest)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil || len(entries) > 0: // also when it is a file
		return refuse(codeDestUsed, "", dest)
	}
	return nil
}

// part gives the files below a folder of the payload. The size of the payload
// and the files beside the part do not matter, so what was told of them is
// dropped.
func (in *inspection) part(prefix string) []*file {
	kept := in.problems[:0]
	for _, p := range in.problems {
		if p.Code != codeOxum {
			kept = append(kept, p)
		}
	}
	in.problems = kept
	var part []*file
	for _, f := range in.order {
		if !f.payload() || !below(f.path, prefix) || f.path == prefix {
			continue
		}
		switch local := strings.TrimPrefix(f.path, prefix+"/"); {
		case !f.present && in.list.skipped[f.path]:
		case !f.present:
			in.tellMissing(f)
		case len(f.sums) == 0:
			in.problems.Add(problem(codeExtra, f.path))
		case !nameHere(local):
			in.problems.Add(problem(codeNotOnSystem, f.path))
		}
		part = append(part, f)
	}
	if len(part) == 0 {
		in.problems.Add(problem(codeNothing, "", prefix))
	}
	return part
}

// nameHere tells whether a path can be a file's on this system.
func nameHere(p string) bool {
	if runtime.GOOS == "windows" && portable(p) != nil && portable(p) != &tooLong {
		return false
	}
	return filepath.IsLocal(filepath.FromSlash(p))
}

// readTags verifies the tag files, and with them the manifests.
func (in *inspection) readTags(ctx context.Context) error {
	m := newMeter()
	for _, f := range in.order {
		if f.payload() || len(f.sums) == 0 || in.list.skipped[f.path] {
			continue
		}
		if !f.present {
			in.tellMissing(f)
			continue
		}
		in.readFile(ctx, m, job{file: f, want: in.wanted(f)}, func(int) {})
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case f.failed != "":
			in.problems.Add(problem(codeUnreadable, f.path, f.failed))
		case f.wrong != 0:
			in.problems.Add(problem(codeTagChanged, f.path))
		}
	}
	if len(in.o.Keys) > 0 {
		return in.checkSignature()
	}
	return nil
}

// copyPart copies files, and notes which are not what the manifests say.
func (in *inspection) copyPart(ctx context.Context, s sink, part []*file, prefix string) error {
	m := newMeter()
	at := Progress{TotalFiles: len(part)}
	for _, f := range part {
		at.TotalBytes += f.size
	}
	for _, f := range part {
		at.Path = f.path
		problem, err := in.copyFile(ctx, s, m, f, strings.TrimPrefix(f.path, prefix+"/"), func(n int) {
			if at.Bytes += int64(n); in.o.Progress != nil {
				in.o.Progress(at)
			}
		})
		if err != nil {
			return fmt.Errorf("%s: %w", f.path, err)
		}
		if problem != nil {
			in.problems.Add(*problem)
		}
		at.Files++
	}
	return nil
}

func (in *inspection) copyFile(ctx context.Context, s sink, m *meter, f *file, to string, step func(int)) (*diag.Diagnostic, error) {
	unreadable := func(err error) *diag.Diagnostic {
		d := problem(codeUnreadable, f.path, reason(err))
		return &d
	}
	r, err := in.store.open(f.entry)
	if err != nil {
		return unreadable(err), nil
	}
	defer r.Close()
	w, err := s.create(to)
	if err != nil {
		return nil, err
	}
	out := &failing{w: w}
	_, err = m.copy(ctx, out, r, in.wanted(f), f.size, step)
	closed := w.Close()
	switch {
	case ctx.Err() != nil || out.err != nil:
		return nil, errors.Join(ctx.Err(), out.err)
	case closed != nil:
		return nil, closed
	case err != nil:
		return unreadable(err), nil
	}
	for _, e := range f.sums {
		if m.sum(in.manifests[e.manifest].alg) != e.sum {
			d := problem(codeChanged, f.path)
			return &d, nil
		}
	}
	return nil, nil
}

// failing remembers that it was the writing that failed, not the reading.
type failing struct {
	w   interface{ Write([]byte) (int, error) }
	err error
}

func (f *failing) Write(p []byte) (int, error) {
	n, err := f.w.Write(p)
	if f.err == nil {
		f.err = err
	}
	return n, err
}
