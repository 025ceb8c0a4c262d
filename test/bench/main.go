// Bench measures bulletin on a corpus of its own making, in turn with Hugo on the
// same items; docs/performance.md says what each figure means. It sees only
// programs, files and addresses: it imports nothing of what it measures.
package main

import (
	"context"
	"errors"
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
		return errors.New("say what to do: run, growth, corpus, photos, connections, floor or stat")
	}
	switch args[0] {
	case "run":
		return runCommand(ctx, args[1:])
	case "growth":
		return growthCommand(ctx, args[1:])
	case "corpus":
		return corpusCommand(ctx, args[1:])
	case "photos":
		return photosCommand(ctx, args[1:])
	case "connections":
		return connectionsCommand(ctx, args[1:])
	case "floor":
		return floorCommand(args[1:])
	case "stat":
		return statCommand(args[1:])
	}
	return fmt.Errorf("unknown command %q", args[0])
}
