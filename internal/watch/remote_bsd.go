//go:build darwin || freebsd

package watch

import "golang.org/x/sys/unix"

// remoteKind names the file system of an existing path when the system does not
// call it local (MNT_LOCAL of statfs(2)).
func remoteKind(path string) (kind string, remote bool) {
	var st unix.Statfs_t
	if err := unix.Statfs(path, &st); err != nil {
		return "", false
	}
	if uint64(st.Flags)&unix.MNT_LOCAL != 0 {
		return "", false
	}
	return unix.ByteSliceToString(st.Fstypename[:]), true
}
