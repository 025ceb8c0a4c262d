//go:build !windows

package pdf

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// group is the browser's process group, which what it starts belongs to. Its
// guard for breakdowns leaves the group; it is known by the profile, which its
// command line names.
type group struct {
	id      int
	profile string
}

// inherit gives the browser its ends of the pipes, as file descriptors 3 and 4
// (content/browser/devtools/devtools_pipe_handler.cc).
func inherit(cmd *exec.Cmd, e ends) { cmd.ExtraFiles = []*os.File{e.r, e.w} }

// startGroup starts the process as the first of a group of its own.
func startGroup(cmd *exec.Cmd, profile string) (group, error) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return group{}, fmt.Errorf("starting the browser: %w", err)
	}
	return group{cmd.Process.Pid, profile}, nil
}

// kill ends every process of the group and waits until none is left.
func (g group) kill() {
	for deadline := time.Now().Add(grace); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		gone := syscall.Kill(-g.id, syscall.SIGKILL) != nil // ESRCH: nobody is there
		if left, known := g.living(); known {
			for _, pid := range left {
				_ = syscall.Kill(pid, syscall.SIGKILL) // it may have ended meanwhile
			}
			gone = len(left) == 0
		}
		if gone {
			return
		}
	}
}

// living lists the processes that still run, where the system has a /proc to
// look at (man 5 proc). Asked for the group alone, a system counts those that
// have ended and that nobody has waited for yet, which may be for a second in a
// container.
func (g group) living() (pids []int, known bool) {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat") // the pattern is well-formed
	for _, name := range stats {
		text, err := os.ReadFile(name)
		if err != nil {
			continue // it has ended meanwhile
		}
		fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:])) // state, parent, group, …
		if len(fields) < 3 || fields[0] == "Z" || fields[0] == "X" {
			continue
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(name)))
		if err == nil && (fields[2] == strconv.Itoa(g.id) || g.names(pid)) {
			pids = append(pids, pid)
		}
	}
	return pids, len(stats) > 0
}

// names tells whether a process was started with the profile.
func (g group) names(pid int) bool {
	command, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	return err == nil && (bytes.Contains(command, []byte("="+g.profile+"\x00")) || bytes.Contains(command, []byte("="+g.profile+"/")))
}
