package watch

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// remoteKind names the file system of an existing path when changes made
// elsewhere do not reach this system's inotify. Magic numbers are those of
// statfs(2) and linux/magic.h.
func remoteKind(path string) (kind string, remote bool) {
	var st unix.Statfs_t
	if err := unix.Statfs(path, &st); err != nil {
		return "", false
	}
	switch uint32(st.Type) {
	case unix.NFS_SUPER_MAGIC:
		return "nfs", true
	case unix.SMB_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC:
		return "smb", true
	case unix.V9FS_MAGIC: // a Windows drive inside WSL, a virtual machine's shared folder
		return "9p", true
	case unix.AFS_SUPER_MAGIC, 0x6B414653: // kAFS
		return "afs", true
	case unix.CEPH_SUPER_MAGIC:
		return "ceph", true
	case unix.CODA_SUPER_MAGIC:
		return "coda", true
	case 0x786F4256: // VirtualBox shared folder
		return "vboxsf", true
	case unix.FUSE_SUPER_MAGIC:
		kind := mountType(path)
		return kind, kind != "fuseblk" // ntfs-3g and exfat on a local disk
	}
	return "", false
}

// mountType is the type of the mount that holds path, as /proc/self/mountinfo
// (proc(5)) says: "fuse.sshfs", "virtiofs". "fuse" when that cannot be read.
func mountType(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	f, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return "fuse"
	}
	defer f.Close()
	best, kind := -1, "fuse"
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		point, fsType, ok := mountLine(lines.Text())
		if _, inside := within(point, path); ok && inside && len(point) >= best {
			best, kind = len(point), fsType
		}
	}
	return kind
}

// mountLine takes mount point and type from a line of mountinfo.
func mountLine(line string) (point, fsType string, ok bool) {
	left, right, ok := strings.Cut(line, " - ")
	fields, rest := strings.Fields(left), strings.Fields(right)
	if !ok || len(fields) < 5 || len(rest) < 1 {
		return "", "", false
	}
	unescape := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`)
	return unescape.Replace(fields[4]), rest[0], true
}
