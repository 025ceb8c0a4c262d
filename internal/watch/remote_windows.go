package watch

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// remoteKind tells whether an existing path is on a share: a UNC path or a
// drive letter mapped to one. ReadDirectoryChangesW answers there, but misses
// changes when the server is not Windows or the connection was renewed.
func remoteKind(path string) (kind string, remote bool) {
	volume := filepath.VolumeName(path)
	if rest, ok := strings.CutPrefix(volume, `\\?\UNC\`); ok && rest != "" {
		return "smb", true
	}
	volume = strings.TrimPrefix(volume, `\\?\`)
	if strings.HasPrefix(volume, `\\`) && !strings.HasPrefix(volume, `\\.\`) {
		return "smb", true
	}
	name, err := windows.UTF16PtrFromString(volume + `\`)
	if err != nil {
		return "", false
	}
	return "smb", windows.GetDriveType(name) == windows.DRIVE_REMOTE
}
