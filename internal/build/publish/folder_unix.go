//go:build unix

package publish

import (
	"os"

	"golang.org/x/sys/unix"
)

// openedFolder is an open folder. That it is open saves the system finding it anew for
// each of many thousand names.
type openedFolder struct {
	file *os.File
	fd   int
}

func openFolder(name string) (openedFolder, error) {
	f, err := os.Open(name)
	if err != nil {
		return openedFolder{}, err
	}
	return openedFolder{f, int(f.Fd())}, nil
}

func (f openedFolder) close() { _ = f.file.Close() } // was only read

// look describes what stands at a path below the folder, links not followed.
func (f openedFolder) look(p string) (seen, error) {
	var st unix.Stat_t
	for {
		err := unix.Fstatat(f.fd, p, &st, unix.AT_SYMLINK_NOFOLLOW)
		if err != unix.EINTR {
			return seen{regular: st.Mode&unix.S_IFMT == unix.S_IFREG, size: st.Size, modTime: st.Mtim.Nano()}, err
		}
	}
}
