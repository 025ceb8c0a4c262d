//go:build !linux

package source

import (
	"io/fs"
	"os"
)

// Folder is a folder of the disk as a file system for reading many short texts
// one after the other.
func Folder(dir string) fs.FS { return os.DirFS(dir) }
