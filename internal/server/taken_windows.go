package server

import (
	"errors"
	"syscall"
)

// isTaken: Windows also keeps whole ranges of ports for itself (Hyper-V), and
// answers WSAEACCES there.
func isTaken(err error) bool {
	const addressInUse, accessDenied = syscall.Errno(10048), syscall.Errno(10013)
	return errors.Is(err, addressInUse) || errors.Is(err, accessDenied)
}
