//go:build unix

package watch

import "syscall"

var errLimit error = syscall.ENOSPC
