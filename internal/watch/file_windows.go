package watch

import (
	"errors"
	"io/fs"

	"golang.org/x/sys/windows"
)

// idOf: a listing on Windows does not carry identities, and asking for each
// file would open it.
func idOf(fs.FileInfo) fileID { return fileID{} }

// gone tells whether an error means that a file does not exist. Go counts a
// server that does not answer as such; its files are not gone.
func gone(err error) bool {
	for _, away := range []windows.Errno{
		windows.ERROR_BAD_NETPATH, windows.ERROR_BAD_NET_NAME, windows.ERROR_NETNAME_DELETED, windows.ERROR_NETWORK_UNREACHABLE,
	} {
		if errors.Is(err, away) {
			return false
		}
	}
	return errors.Is(err, fs.ErrNotExist)
}

func isLimit(err error) bool {
	return errors.Is(err, windows.ERROR_TOO_MANY_OPEN_FILES) || errors.Is(err, windows.ERROR_NO_SYSTEM_RESOURCES) ||
		errors.Is(err, windows.ERROR_NOT_ENOUGH_MEMORY)
}

// isStale: no error of this system is known to be harmless.
func isStale(error) bool { return false }
