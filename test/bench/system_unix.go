//go:build unix

package main

import (
	"os"
	"os/exec"
	"runtime"
	"syscall"
)

// peakOf is the most memory a finished process had resident. The kernel counts
// it from before the program was loaded, when the process was still a copy of
// this one: no figure is below this program's own size.
func peakOf(p *os.ProcessState) int64 {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		return int64(usage.Maxrss) // bytes there, kilobytes everywhere else
	}
	return int64(usage.Maxrss) * 1024
}

func interrupt(p *os.Process) error { return p.Signal(os.Interrupt) }

// flushDisks waits until everything written is on disk, as well as it can.
func flushDisks() { _ = exec.Command("sync").Run() }
