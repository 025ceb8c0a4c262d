package watch

import (
	"path/filepath"
	"strings"
)

// Temporary tells whether a path names something that is no content: what
// editors, offices, systems and version control leave beside the files they
// work on. Only the last element of the path counts.
func Temporary(path string) bool {
	name := filepath.Base(path)
	switch name {
	case ".DS_Store", "Thumbs.db", "ehthumbs.db", "desktop.ini", // macOS, Windows
		"4913",                             // vim tries a folder's permissions with it
		".git", ".hg", ".svn", ".bulletin", // version control, our own folder
		"___jb_tmp___", "___jb_old___": // JetBrains' older safe write
		return true
	}
	if strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") {
		return true // Emacs autosave
	}
	for _, prefix := range []string{
		"~$",           // Word's owner file
		".~lock.",      // LibreOffice
		".#",           // Emacs lock
		"~WRL", "~WRD", // Word's own save
		".goutputstream", // GLib: gedit
		"._",             // AppleDouble on shares
		".fuse_hidden", ".nfs", ".smbdelete",
	} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	for _, suffix := range []string{"~", ".tmp", ".temp", ".swp", ".swo", ".swx", ".part", ".crdownload", ".kate-swp"} {
		if strings.HasSuffix(strings.ToLower(name), suffix) {
			return true
		}
	}
	return false
}
