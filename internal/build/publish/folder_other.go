//go:build !unix

package publish

import (
	"os"
	"path/filepath"
)

// openedFolder is a folder by its name.
type openedFolder struct{ name string }

func openFolder(name string) (openedFolder, error) { return openedFolder{name}, nil }

func (f openedFolder) close() {}

// look describes what stands at a path below the folder, links not followed.
func (f openedFolder) look(p string) (seen, error) {
	info, err := os.Lstat(filepath.Join(f.name, filepath.FromSlash(p)))
	if err != nil {
		return seen{}, err
	}
	return seenOf(info), nil
}
