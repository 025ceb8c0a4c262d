//go:build !unix

package main

import "os"

// peakOf is not known here.
func peakOf(*os.ProcessState) int64 { return 0 }

// interrupt kills: there is no signal to ask with.
func interrupt(p *os.Process) error { return p.Kill() }

func flushDisks() {}
