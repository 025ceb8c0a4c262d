package deploy

import (
	"context"
	"errors"
	"io/fs"
	"time"
)

// steady is a target whose operations are tried again when the way there fails. All of
// them may be done twice: the second time finds what the first left, and changes nothing.
type steady struct{ t Target }

// tries is how often an operation is begun; firstWait is how long the second one waits,
// and each further one twice as long: a line that is back within seven seconds is not
// noticed.
const (
	tries     = 4
	firstWait = time.Second
)

// again runs an operation until it succeeds or there is no use.
func again(ctx context.Context, op func() error) error {
	wait := firstWait
	for n := 1; ; n++ {
		err := op()
		if err == nil || n == tries || final(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
			wait *= 2
		}
	}
}

// final tells of an error that the next try would meet too.
func final(err error) bool {
	for _, known := range []error{fs.ErrNotExist, fs.ErrExist, fs.ErrPermission, fs.ErrInvalid, context.Canceled, context.DeadlineExceeded, errors.ErrUnsupported} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}

func (s steady) Put(ctx context.Context, path string, data []byte) error {
	return again(ctx, func() error { return s.t.Put(ctx, path, data) })
}

func (s steady) Get(ctx context.Context, path string) (data []byte, err error) {
	err = again(ctx, func() error { data, err = s.t.Get(ctx, path); return err })
	return data, err
}

func (s steady) Size(ctx context.Context, path string) (size int64, err error) {
	err = again(ctx, func() error { size, err = s.t.Size(ctx, path); return err })
	return size, err
}

func (s steady) Copy(ctx context.Context, from, to string) error {
	return again(ctx, func() error { return s.t.Copy(ctx, from, to) })
}

func (s steady) Delete(ctx context.Context, path string) error {
	return again(ctx, func() error { return s.t.Delete(ctx, path) })
}

func (s steady) List(ctx context.Context, under string) (all map[string]int64, err error) {
	err = again(ctx, func() error { all, err = s.t.List(ctx, under); return err })
	return all, err
}

// Claim may find its own file when the answer to the first try was lost; who claims
// looks at what is there.
func (s steady) Claim(ctx context.Context, path string, data []byte) error {
	return again(ctx, func() error { return s.t.Claim(ctx, path, data) })
}
