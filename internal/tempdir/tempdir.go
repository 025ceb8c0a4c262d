// Package tempdir makes the temporary folders of the program, and clears away those
// that killed runs of it left: they hold copies of what a cell keeps.
package tempdir

import (
	"os"
	"path/filepath"
	"strings"
	"time"
)

// abandoned is how old a folder is whose program must have been killed.
const abandoned = 24 * time.Hour

// Make makes a new folder in the system's temporary folder, to be removed by the
// caller, and removes those that were made for the same purpose a day ago or earlier
// and are still there. The purpose is part of the folder's name.
func Make(purpose string) (string, error) {
	prefix := "bulletin-" + purpose + "-"
	sweep(os.TempDir(), prefix, time.Now().Add(-abandoned))
	return os.MkdirTemp("", prefix+"*")
}

// sweep removes the folders in dir whose names begin with the prefix and that were
// last changed before a time. What cannot be removed, such as another user's, stays.
func sweep(dir, prefix string, before time.Time) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), prefix) {
			continue
		}
		if info, err := e.Info(); err == nil && info.ModTime().Before(before) {
			_ = os.RemoveAll(filepath.Join(dir, e.Name()))
		}
	}
}
