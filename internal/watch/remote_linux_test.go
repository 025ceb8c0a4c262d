package watch

import "testing"

func TestMountLine(t *testing.T) {
	point, kind, ok := mountLine(`36 35 98:0 /mnt1 /mnt/Các\040tệp rw,noatime master:1 - fuse.sshfs host:/x rw`)
	if !ok || kind != "fuse.sshfs" || point != `/mnt/Các tệp` {
		t.Errorf("got %q %q %v", point, kind, ok)
	}
	if _, _, ok := mountLine("36 35 98:0 /mnt1"); ok {
		t.Error("half a line was read")
	}
}

func TestLocalDiskIsNotRemote(t *testing.T) {
	if kind, remote := remoteKind(t.TempDir()); remote {
		t.Errorf("a temporary folder is on %s", kind)
	}
	if kind := mountType("/proc/self"); kind != "proc" {
		t.Errorf("/proc is a %q mount", kind)
	}
}
