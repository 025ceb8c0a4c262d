package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"time"
)

// connectionsCommand opens many connections to a server that say nothing or speak slowly,
// and tells how fast it answers others meanwhile.
func connectionsCommand(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("connections", flag.ContinueOnError)
	n := flags.Int("n", 10_000, "how many connections to hold open")
	slow := flags.Bool("slow", false, "each sends a letter of a request now and then, instead of nothing")
	asked := flags.Int("asked", 1000, "how many requests are measured meanwhile, each on a connection of its own")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return errors.New("name the address to ask: http://127.0.0.1:8080/")
	}
	to, err := url.Parse(flags.Arg(0))
	if err != nil {
		return err
	}
	held, err := hold(ctx, to.Host, *n)
	if err != nil {
		return err
	}
	defer func() {
		for _, c := range held {
			_ = c.Close() // nothing was asked
		}
	}()
	if *slow {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		go drip(ctx, held)
	}
	took, err := askOthers(ctx, to.String(), *asked)
	if err != nil {
		return fmt.Errorf("with %d connections open: %w", *n, err)
	}
	slices.Sort(took)
	fmt.Fprintf(os.Stdout, "%d connections open, %d requests on others: half within %v, 99 of 100 within %v, all within %v\n",
		*n, *asked, took[len(took)/2], took[len(took)*99/100], took[len(took)-1])
	return nil
}

// hold opens connections. Each address of this computer has some 28,000 ports, which one
// is enough for.
func hold(ctx context.Context, host string, n int) ([]net.Conn, error) {
	held := make([]net.Conn, 0, n)
	dialer := net.Dialer{Timeout: 30 * time.Second}
	for range n {
		c, err := dialer.DialContext(ctx, "tcp", host)
		if err != nil {
			return held, fmt.Errorf("opening connection %d: %w", len(held)+1, err)
		}
		held = append(held, c)
	}
	return held, nil
}

// drip sends a letter on each connection every other second.
func drip(ctx context.Context, held []net.Conn) {
	const request = "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "
	for i := 0; ; i++ {
		letter := []byte{'x'}
		if i < len(request) {
			letter[0] = request[i]
		}
		for _, c := range held {
			_, _ = c.Write(letter) // the server may have closed it, rightly
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(2 * time.Second):
		}
	}
}

func askOthers(ctx context.Context, address string, n int) ([]time.Duration, error) {
	client := http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	var took []time.Duration
	for range n {
		began := time.Now()
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return nil, err
		}
		response, err := client.Do(r)
		if err != nil {
			return nil, err
		}
		_, err = io.Copy(io.Discard, response.Body)
		_ = response.Body.Close()
		if err != nil || response.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("%s: %s: %w", address, response.Status, err)
		}
		took = append(took, time.Since(began))
	}
	return took, nil
}
