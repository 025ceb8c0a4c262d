package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// nextPorts is how many ports after the wanted one are tried.
const nextPorts = 20

// Listen opens a port: the wanted one, or when another program has it, the next
// that is free, up to 20 further. The listener's address tells which. bind ""
// means 127.0.0.1; port 0 means any.
func Listen(bind string, port int) (net.Listener, error) {
	bind = cmp.Or(bind, "127.0.0.1")
	if port < 0 || port > 65535 {
		return nil, fmt.Errorf("listening on port %d: not between 0 and 65535", port)
	}
	var first error
	for p := port; p <= min(port+nextPorts, 65535); p++ {
		l, err := net.Listen("tcp", net.JoinHostPort(bind, strconv.Itoa(p)))
		if err == nil {
			return l, nil
		}
		first = cmp.Or(first, err)
		if !isTaken(err) {
			break
		}
	}
	return nil, fmt.Errorf("listening on %s: %w", net.JoinHostPort(bind, strconv.Itoa(port)), first)
}

// shutdownWithin is how long answers under way may take after the end.
const shutdownWithin = 3 * time.Second

// Serve answers on the listener until the context ends; then it closes the
// listener, ends the event streams, lets answers under way finish, and returns
// nil.
func Serve(ctx context.Context, l net.Listener, s *Server) error {
	streams, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	hs := &http.Server{
		Handler:           s.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		WriteTimeout:      10 * time.Minute, // a large file; streams set their own
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		BaseContext:       func(net.Listener) context.Context { return streams },
	}
	var silent silentConns
	hs.ConnState = silent.note
	failed := make(chan error, 1)
	go func() { failed <- hs.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serving on %s: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	end()
	silent.close()
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownWithin)
	defer cancel()
	err := hs.Shutdown(late)
	if errors.Is(err, context.DeadlineExceeded) {
		err = hs.Close()
	}
	<-failed
	if err != nil {
		return fmt.Errorf("closing the server: %w", err)
	}
	return nil
}

// silentConns are connections that have not asked anything yet. Browsers open
// some in advance, and an http.Server that shuts down waits for them.
type silentConns struct {
	mu    sync.Mutex
	conns map[net.Conn]struct{}
	ended bool
}

func (s *silentConns) note(c net.Conn, state http.ConnState) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case state != http.StateNew:
		delete(s.conns, c)
	case s.ended:
		_ = c.Close() // it came too late
	default:
		if s.conns == nil {
			s.conns = map[net.Conn]struct{}{}
		}
		s.conns[c] = struct{}{}
	}
}

func (s *silentConns) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = true
	for c := range s.conns {
		_ = c.Close() // nothing was asked, nothing is lost
	}
}
