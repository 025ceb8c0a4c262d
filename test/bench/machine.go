package main

import (
	"context"
	"fmt"
	"runtime"
	"strings"
)

// machine is what figures depend on beside the programs.
type machine struct {
	Cores    int    `json:"cores"`
	System   string `json:"system"` // GOOS/GOARCH
	Go       string `json:"go"`
	Commit   string `json:"commit"` // of the working copy, "-dirty" when changed
	Bulletin string `json:"bulletin"`
	Hugo     string `json:"hugo,omitempty"`
}

func machineOf(ctx context.Context, s settings) machine {
	m := machine{
		Cores: runtime.NumCPU(), System: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version(),
		Commit:   versionOf(ctx, "git", "describe", "--always", "--dirty"),
		Bulletin: versionOf(ctx, s.bulletin, "version"),
	}
	if s.hugo != "" {
		m.Hugo = versionOf(ctx, s.hugo, "version")
	}
	return m
}

func (m machine) String() string {
	parts := []string{fmt.Sprintf("%d cores, %s, %s, commit %s", m.Cores, m.System, m.Go, m.Commit), m.Bulletin}
	if m.Hugo != "" {
		name, _, _ := strings.Cut(m.Hugo, " BuildDate")
		parts = append(parts, name)
	}
	return strings.Join(parts, "; ")
}
