//go:build !windows

package public

import "syscall"

// mostFiles is how many files and connections this process may have open; 0 = unknown.
func mostFiles() int {
	var limit syscall.Rlimit // Go has raised it to the most that is allowed
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return 0
	}
	const plenty = 1 << 30
	return int(min(limit.Cur, plenty)) // #nosec G115 -- bounded
}
