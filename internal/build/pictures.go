package build

import (
	"cmp"
	"context"
	"errors"
	"image"
	"path"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"bulletin/internal/build/photos"
	"bulletin/internal/diag"
	"bulletin/internal/picture"
	"bulletin/internal/record"
	"bulletin/internal/site"
	"bulletin/internal/source"
)

// darkroom makes what is published of pictures. What it made is kept from build to build,
// and for whoever builds of the same photographs; so it is a function of their bytes and of
// the maker.
type darkroom struct {
	store  photos.Store
	budget photos.Budget
	maker  record.Sum
	making [64]sync.Mutex // by the first bits of the key: a picture is made by one, and others wait for it
	tried  atomic.Bool    // something was made that was not there
}

// memoryMost is how much memory decoding takes at a time, in bytes: that of an office's
// computer has room for it beside a browser.
const memoryMost = 256 << 20

// unusedMost is how long pictures are kept that nobody asks for.
const unusedMost = 90 * 24 * time.Hour

func newDarkroom(o Options) *darkroom {
	return &darkroom{
		store: photos.Store{Dir: PhotosOf(o)}, budget: photos.Budget{Most: memoryMost},
		maker: record.SumOf([]byte(picture.Maker + " " + runtime.Version())), // whose JPEG encoder writes the bytes
	}
}

// PhotosOf is where a site's build keeps the sizes of photographs, for others to use.
func PhotosOf(o Options) string { return cmp.Or(o.Photos, filepath.Join(o.state(), "photos")) }

// sized is the recipe of a photograph in one of its sizes.
type sized struct {
	Content record.Sum
	Maker   record.Sum
	Width   int
	WebP    bool

	file *site.File `record:"-"`
}

// sizesKey names the sizes of a photograph.
func (d *darkroom) sizesKey(content record.Sum, f *site.File) record.Sum {
	text := append(append([]byte("sizes "), content[:]...), d.maker[:]...)
	for _, size := range f.Sizes {
		text = strconv.AppendInt(append(text, ' '), int64(size.Width), 10)
	}
	text = append(text, " webp"...)
	for _, size := range f.WebP {
		text = strconv.AppendInt(append(text, ' '), int64(size.Width), 10)
	}
	return record.SumOf(text)
}

// soundKey names the knowledge that a file can be cleaned and read.
func (d *darkroom) soundKey(content record.Sum) record.Sum {
	return record.SumOf(append(append([]byte("sound "), content[:]...), d.maker[:]...))
}

// size is a photograph in the n-th of its sizes, those that are JPEGs first.
func (d *darkroom) size(l *library, f *site.File, content record.Sum, n int) ([]byte, error) {
	key := d.sizesKey(content, f)
	if data := d.store.Picture(key, n); data != nil {
		return data, nil
	}
	turn := &d.making[key[0]%64]
	turn.Lock()
	defer turn.Unlock()
	if data := d.store.Picture(key, n); data != nil {
		return data, nil
	}
	made, err := d.resize(l, f, content, key)
	if err != nil {
		return nil, err
	}
	return made[n], nil
}

// resize makes the sizes of a photograph and keeps them.
func (d *darkroom) resize(l *library, f *site.File, content, key record.Sum) ([][]byte, error) {
	data, err := l.bytes(f.Entry, content)
	if err != nil {
		return nil, err
	}
	set := picture.Set{JPEG: points(f.Sizes), WebP: points(f.WebP)}
	d.tried.Store(true)
	var made [][]byte
	d.budget.Do(picture.Cost(data, set), func() { made, err = picture.Resize(data, set) })
	if err != nil {
		return nil, &PictureError{diag.List{l.aboutPicture(f.Entry, "picture-damaged", path.Base(f.Path))}, err}
	}
	_ = d.store.Add(key, made) // what cannot be kept is made again
	return made, nil
}

func points(sizes []site.Size) []image.Point {
	all := make([]image.Point, len(sizes))
	for i, size := range sizes {
		all[i] = image.Pt(size.Width, size.Height)
	}
	return all
}

// sound finds out whether a picture that is published as it is can be cleaned and read.
func (d *darkroom) sound(l *library, f *site.File, content record.Sum) error {
	data, err := l.published(f.Entry, content)
	if err != nil {
		return err
	}
	d.tried.Store(true)
	d.budget.Do(picture.Cost(data, picture.Set{}), func() { err = picture.Check(data) })
	if err != nil {
		return &PictureError{diag.List{l.aboutPicture(f.Entry, "picture-damaged", path.Base(f.Path))}, err}
	}
	_ = d.store.Add(d.soundKey(content), nil)
	return nil
}

// develop makes the sizes of all photographs and looks through all other pictures, before
// anything is written, so that whatever is wrong with any of them is told at once. What was
// done before is not done again. note hears how many of those that were not are done.
func (d *darkroom) develop(ctx context.Context, l *library, files []*site.File, note func(done, all int)) (diag.List, error) {
	var (
		mu    sync.Mutex
		left  []func() error
		wrong diag.List
	)
	missing := func(work func() error) {
		mu.Lock()
		left = append(left, work)
		mu.Unlock()
	}
	err := parallel(ctx, len(files), func(i int) error {
		f := files[i]
		if !site.IsPicture(f.Path) {
			return nil
		}
		content, err := l.sum(f.Entry)
		if err != nil {
			return err
		}
		if key := d.sizesKey(content, f); len(f.Sizes) > 0 && !d.store.Has(key, len(f.Sizes)+len(f.WebP)) {
			missing(func() error { _, err := d.resize(l, f, content, key); return err })
		}
		if f.Whole && !d.store.Has(d.soundKey(content), 0) {
			missing(func() error { return d.sound(l, f, content) })
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var done atomic.Int64
	err = parallel(ctx, len(left), func(i int) error {
		err := left[i]()
		note(int(done.Add(1)), len(left))
		var known *PictureError
		if !errors.As(err, &known) {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		wrong = append(wrong, known.problems...)
		return nil
	})
	return wrong.Sort(), err
}

// tidy deletes what was not asked for in a long time, when something new was made.
func (d *darkroom) tidy() {
	if d.tried.Swap(false) {
		_ = d.store.Prune(time.Now().Add(-unusedMost)) // the next build tries again
	}
}

// aboutPicture is a problem of the picture itself, whichever text shows it.
func (l *library) aboutPicture(e source.Entry, code diag.Code, args ...any) diag.Diagnostic {
	return diag.Diagnostic{Pos: diag.Pos{File: l.prefix + e.Path}, Severity: diag.Error, Code: code, Args: args}
}

// PictureError is pictures that cannot be published: what a camera wrote into them cannot be taken out, or they cannot be read.
type PictureError struct {
	problems diag.List
	cause    error // of the only one; nil for several
}

func (e *PictureError) Error() string { return e.problems.Err().Error() }
func (e *PictureError) Unwrap() error { return e.cause }

// Diagnostics is the error as a person reads it.
func (e *PictureError) Diagnostics() diag.List { return e.problems }
