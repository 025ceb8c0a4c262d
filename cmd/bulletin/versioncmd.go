package main

import (
	"context"
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

func (a *app) versionCommand() *cobra.Command {
	c := a.command("version", "", func(context.Context, []string) error {
		if a.flags.json {
			return a.writeJSON(map[string]any{
				"version": jsonVersion, "command": "version", "bulletin": version,
				"go": runtime.Version(), "os": runtime.GOOS, "arch": runtime.GOARCH,
			})
		}
		_, err := fmt.Fprintf(a.out, "bulletin %s (%s, %s/%s)\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
		return err
	})
	a.jsonFlag(c)
	return c
}
