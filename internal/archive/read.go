package archive

import (
	"context"
	"errors"
	"sync"
)

// job is a file to be read once, for all the sums that are wanted of it.
type job struct {
	file *file
	want set
	keep bool // keep the sums: the file is not listed, or may have another name
}

// jobs lists what has to be read. Files that nothing lists are read only when a
// listed one is missing: it may have been renamed.
func (in *inspection) jobs() []job {
	var all []job
	var lost set
	for _, f := range in.order {
		want := in.wanted(f)
		if !f.present && f.payload() {
			lost |= want
		} else if f.present && want != 0 {
			all = append(all, job{file: f, want: want})
		}
	}
	if lost == 0 {
		return all
	}
	for _, f := range in.order {
		if f.present && len(f.sums) == 0 && f.payload() {
			all = append(all, job{file: f, want: lost, keep: true})
		}
	}
	return all
}

// wanted are the algorithms for which a manifest names a file.
func (in *inspection) wanted(f *file) set {
	var want set
	for _, e := range f.sums {
		want = want.with(in.manifests[e.manifest].alg)
	}
	return want
}

// readFiles reads the files of the bag, several at a time, each once.
func (in *inspection) readFiles(ctx context.Context) error {
	in.findDigest(ctx)
	jobs := in.jobs()
	at := Progress{TotalFiles: len(jobs)}
	for _, j := range jobs {
		at.TotalBytes += j.file.size
	}
	var mu sync.Mutex // guards at, and orders the calls of Progress
	report := func(files, bytes int, path string) {
		if in.o.Progress == nil {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		at.Files, at.Bytes, at.Path = at.Files+files, at.Bytes+int64(bytes), path
		in.o.Progress(at)
	}
	queue := make(chan job)
	var workers sync.WaitGroup
	for range min(in.o.workers(), max(1, len(jobs))) {
		workers.Go(func() {
			m := newMeter()
			for j := range queue {
				in.readFile(ctx, m, j, func(n int) { report(0, n, j.file.path) })
				report(1, 0, j.file.path)
			}
		})
	}
	for _, j := range jobs {
		if ctx.Err() != nil {
			break
		}
		queue <- j
	}
	close(queue)
	workers.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	return in.checkSignature()
}

// readFile reads one file; what it finds stands in the file, which belongs to
// one worker.
func (in *inspection) readFile(ctx context.Context, m *meter, j job, step func(int)) {
	f := j.file
	r, err := in.store.open(f.entry)
	if err != nil {
		f.failed = reason(err)
		return
	}
	n, err := m.copy(ctx, nil, r, j.want, f.size, step)
	f.read = n
	if err = errors.Join(err, r.Close()); err != nil {
		f.failed = reason(err)
		return
	}
	for _, e := range f.sums {
		if a := in.manifests[e.manifest].alg; m.sum(a) != e.sum {
			f.wrong = f.wrong.with(a)
		}
	}
	if j.keep {
		f.got = map[algorithm]string{}
		for a := range algorithms {
			if j.want.has(a) {
				f.got[a] = m.sum(a)
			}
		}
	}
}
