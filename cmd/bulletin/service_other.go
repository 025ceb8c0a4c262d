//go:build !windows

package main

import "context"

// asService runs the program; systems other than Windows have no services of another kind.
func asService(ctx context.Context, run func(context.Context) int) int { return run(ctx) }
