// Bench measures bulletin on a corpus of its own making, in turn with Hugo on the
// same items; docs/performance.md says what each figure means. It sees only
// programs, files and addresses: it imports nothing of what it measures.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("say what to do: corpus")
	}
	switch args[0] {
	case "corpus":
		return corpusCommand(ctx, args[1:])
	}
	return fmt.Errorf("unknown command %q", args[0])
}

// corpusCommand writes a corpus for other uses than a measurement.
func corpusCommand(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("corpus", flag.ContinueOnError)
	n := flags.Int("n", 1000, "how many items")
	out := flags.String("o", "", "the folder to write, new or empty")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *out == "" {
		return fmt.Errorf("name the folder to write with -o")
	}
	return writeCorpus(ctx, *out, *n)
}
