//go:build unix

package watch

import (
	"errors"
	"io/fs"
	"syscall"
)

func idOf(info fs.FileInfo) fileID {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return fileID{}
	}
	return fileID{dev: uint64(st.Dev), ino: uint64(st.Ino)}
}

// gone tells whether an error means that a file does not exist, and not that it
// cannot be seen just now.
func gone(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// isLimit: inotify says ENOSPC for watches and EMFILE for instances (inotify(7));
// kqueue needs a file descriptor per file.
func isLimit(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}

// isStale: fsnotify took away the watch of a moved folder that was gone already.
func isStale(err error) bool { return errors.Is(err, syscall.EINVAL) }
