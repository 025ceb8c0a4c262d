// Command bulletin turns a folder of Markdown files into the bulletin site of
// an office cell. Each subcommand has its own file; what they do lives in
// internal/.
package main

import (
	"context"
	"os"
	_ "time/tzdata" // Windows has no zone database

	"bulletin/internal/garbage"
)

// version is set by the linker.
var version = "dev"

func main() {
	os.Exit(run(os.Args[1:]))
}

// run is the program; it returns the exit status.
func run(args []string) int {
	a := newApp(os.Stdin, os.Stdout, os.Stderr, os.Environ(), args)
	if a.env("GOGC") == "" && a.env("GOMEMLIMIT") == "" {
		a.garbage = garbage.Manage()
	}
	ctx, stop := a.interruptible()
	defer stop()
	root := a.root()
	root.SetArgs(args)
	return asService(ctx, func(ctx context.Context) int { return a.finish(ctx, root.ExecuteContext(ctx)) })
}
