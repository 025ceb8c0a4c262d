// Command bulletin turns a folder of Markdown files into the bulletin site of
// an office cell. Each subcommand has its own file; what they do lives in
// internal/.
package main

import (
	"os"
	"runtime/debug"
	_ "time/tzdata" // Windows has no zone database
)

// version is set by the linker.
var version = "dev"

// garbage is how much memory may be waste before it is collected, in per cent of
// what is in use. Go's own 100 takes a fifth more memory and a twelfth less time
// on a processor; an old computer has less of the former.
const garbage = 60

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	os.Exit(run(os.Args[1:]))
}

// run is the program; it returns the exit status.
func run(args []string) int {
	a := newApp(os.Stdin, os.Stdout, os.Stderr, os.Environ(), args)
	ctx, stop := a.interruptible()
	defer stop()
	root := a.root()
	root.SetArgs(args)
	return a.finish(ctx, root.ExecuteContext(ctx))
}
