//go:build !linux && !darwin && !freebsd && !windows

package watch

// remoteKind does not know the file systems of this operating system; --poll
// remains.
func remoteKind(string) (kind string, remote bool) { return "", false }
