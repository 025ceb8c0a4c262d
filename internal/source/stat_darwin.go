package source

import (
	"io/fs"
	"syscall"
)

// system is what macOS tells beyond what every system does.
func system(info fs.FileInfo) (change int64, inode uint64) {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return s.Ctimespec.Nano(), s.Ino
	}
	return 0, 0
}
