package watch

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"testing"

	"bulletin/internal/diag"
)

// limitEnv holds the folder in which the test binary, in a user namespace of its
// own, meets the kernel's limit; forbidden is how it ends when the kernel lets it
// set none.
const (
	limitEnv  = "WATCH_TEST_LIMIT"
	forbidden = 77
	granted   = 6
)

// TestKernelsLimit: the real limit of the kernel, reached at the start or later,
// leads to polling with one notice, and nothing is missed. A user namespace of
// its own counts the watches, so that nothing else on the system meets the limit.
func TestKernelsLimit(t *testing.T) {
	if os.Getenv(limitEnv) != "" {
		lowerLimit()
		t.Run("at the start", func(t *testing.T) { meetLimit(t, granted+2, 0) })
		t.Run("later", func(t *testing.T) { meetLimit(t, 1, granted+2) })
		return
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestKernelsLimit$", "-test.v", "-test.count=1")
	cmd.Env = append(os.Environ(), limitEnv+"=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	switch {
	case err == nil:
	case errors.As(err, &exit) && exit.ExitCode() != forbidden:
		t.Fatalf("%v\n%s", err, out)
	default: // containers may forbid it; TestLimitMeansPolling imitates the limit there
		t.Logf("the kernel lets nobody set a limit here: %v", err)
	}
}

// lowerLimit leaves this namespace few watches.
func lowerLimit() {
	if err := os.WriteFile("/proc/sys/user/max_inotify_watches", fmt.Append(nil, granted), 0); err != nil {
		os.Exit(forbidden)
	}
}

// meetLimit watches some folders and makes more while they are watched; together
// they are too many.
func meetLimit(t *testing.T, before, after int) {
	var heard []diag.Diagnostic
	var first []string
	for i := range before {
		first = append(first, fmt.Sprintf("c/%d/x.md", i))
	}
	s := newSite(t, first...).watch(Options{Notice: func(d diag.Diagnostic) { heard = append(heard, d) }}, "c")
	if polling := s.w.Mode().Polling(); polling != (after == 0) {
		t.Fatalf("with %d folders, polling is %v", before, polling)
	}
	for i := range after {
		s.write(fmt.Sprintf("c/new/%d/y.md", i), "x")
	}
	if after > 0 {
		s.until(fmt.Sprintf("c/new/%d/y.md", after-1))
	}
	s.write("c/0/x.md", "changed in a folder that had a watch")
	s.write("c/last/z.md", "in a folder that never had one")
	s.until("c/0/x.md", "c/last/z.md")
	if m := s.w.Mode(); m.Reason != Limit {
		t.Errorf("mode is %+v", m)
	}
	s.stop()
	for range s.w.Batches() {
	}
	if len(heard) != 1 || heard[0].Code != "watch-polls-limit" {
		t.Errorf("heard %v", heard)
	}
}
