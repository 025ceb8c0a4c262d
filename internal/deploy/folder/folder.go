// Package folder publishes to a folder: of this computer, of a mounted share, or by its
// UNC path. Nothing outside the folder is reached, whatever links stand in it.
package folder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"bulletin/internal/deploy"
)

// Folder is a [deploy.Target].
type Folder struct{ root *os.Root }

// Open opens a folder. It is made if only its last element is missing: where more is, a
// share is not mounted or a name is wrong.
func Open(dir string) (*Folder, error) {
	if err := os.Mkdir(dir, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &Folder{root}, nil
}

// Look opens a folder to look only: one that Open would make is empty, and is not made.
func Look(dir string) (target deploy.Target, end func() error, err error) {
	_, err = os.Stat(dir)
	if !errors.Is(err, fs.ErrNotExist) {
		f, err := Open(dir)
		if err != nil {
			return nil, nil, err
		}
		return f, f.Close, nil
	}
	if _, err := os.Stat(filepath.Dir(dir)); err != nil {
		return nil, nil, err
	}
	return unmade{}, func() error { return nil }, nil
}

// unmade is a folder that is not there, for those who look.
type unmade struct{ deploy.Target }

func (unmade) Get(_ context.Context, p string) ([]byte, error) {
	return nil, &fs.PathError{Op: "open", Path: p, Err: fs.ErrNotExist}
}

func (unmade) Size(_ context.Context, p string) (int64, error) {
	return 0, &fs.PathError{Op: "stat", Path: p, Err: fs.ErrNotExist}
}

func (unmade) List(context.Context, string) (map[string]int64, error) { return nil, nil }

// Close lets the folder go.
func (f *Folder) Close() error { return f.root.Close() }

// Put writes the data beside the file, durably, and renames.
func (f *Folder) Put(_ context.Context, p string, data []byte) error {
	part := filepath.FromSlash(deploy.Part(p))
	err := f.write(part, data, os.O_CREATE|os.O_TRUNC)
	if errors.Is(err, fs.ErrNotExist) {
		if err := f.root.MkdirAll(filepath.FromSlash(path.Dir(p)), 0o777); err != nil {
			return err
		}
		err = f.write(part, data, os.O_CREATE|os.O_TRUNC)
	}
	if err != nil {
		return err
	}
	return f.root.Rename(part, filepath.FromSlash(p))
}

func (f *Folder) write(name string, data []byte, how int) error {
	file, err := f.root.OpenFile(name, os.O_WRONLY|how, 0o666)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// Discard drops what a killed Put left.
func (f *Folder) Discard(_ context.Context, p string) error {
	return missing(f.root.Remove(filepath.FromSlash(deploy.Part(p))))
}

// Get reads a file.
func (f *Folder) Get(_ context.Context, p string) ([]byte, error) {
	return f.root.ReadFile(filepath.FromSlash(p))
}

// Size is that of a file; -1 of what is none.
func (f *Folder) Size(_ context.Context, p string) (int64, error) {
	info, err := f.root.Lstat(filepath.FromSlash(p))
	switch {
	case err != nil:
		return 0, err
	case !info.Mode().IsRegular():
		return -1, nil
	}
	return info.Size(), nil
}

// Copy gives the file a second name where the disk can, which costs nothing: it is
// never written again, only replaced.
func (f *Folder) Copy(ctx context.Context, from, to string) error {
	if err := f.root.MkdirAll(filepath.FromSlash(path.Dir(to)), 0o777); err != nil {
		return err
	}
	err := f.root.Link(filepath.FromSlash(from), filepath.FromSlash(to))
	if err == nil || errors.Is(err, fs.ErrExist) {
		return nil
	}
	data, err := f.Get(ctx, from)
	if err != nil {
		return err
	}
	return f.Put(ctx, to, data)
}

// Delete deletes a file, and the folders that are empty without it.
func (f *Folder) Delete(_ context.Context, p string) error {
	if err := missing(f.root.Remove(filepath.FromSlash(p))); err != nil {
		return err
	}
	for dir := path.Dir(p); dir != "." && dir != deploy.Home; dir = path.Dir(dir) {
		if f.root.Remove(filepath.FromSlash(dir)) != nil { // others have files in it
			break
		}
	}
	return nil
}

// List walks the folder.
func (f *Folder) List(ctx context.Context, under string) (map[string]int64, error) {
	all := map[string]int64{}
	if under == "" {
		under = "."
	}
	err := fs.WalkDir(f.root.FS(), under, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return missing(err)
		case ctx.Err() != nil:
			return ctx.Err()
		case d.IsDir():
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return missing(err)
		}
		if all[p] = info.Size(); !info.Mode().IsRegular() {
			all[p] = -1
		}
		return nil
	})
	return all, err
}

// Claim makes a file that must be new.
func (f *Folder) Claim(_ context.Context, p string, data []byte) error {
	if err := f.root.MkdirAll(filepath.FromSlash(path.Dir(p)), 0o777); err != nil {
		return err
	}
	if err := f.write(filepath.FromSlash(p), data, os.O_CREATE|os.O_EXCL); err != nil {
		return fmt.Errorf("making %s: %w", p, err)
	}
	return nil
}

// missing forgives that a file is not there.
func missing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
