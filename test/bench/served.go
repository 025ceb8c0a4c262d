package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"time"
)

const (
	pollEvery   = 500 * time.Microsecond // between two questions to a server
	longestTurn = 15 * time.Minute       // a server that has not answered by then never will
)

// served is a running preview server.
type served struct {
	cmd    *exec.Cmd
	argv   []string
	said   *bytes.Buffer
	root   string        // "http://127.0.0.1:1234/"
	ready  time.Duration // from its start to the first whole home page
	client http.Client
	ended  chan struct{} // closed when the process is gone
}

// serve starts a program's server and waits for its home page.
func serve(ctx context.Context, p program) (*served, error) {
	port, err := freePort(ctx)
	if err != nil {
		return nil, err
	}
	if err := settle(ctx); err != nil {
		return nil, err
	}
	s := &served{argv: p.serve(port), said: &bytes.Buffer{}, root: fmt.Sprintf("http://127.0.0.1:%d/", port), ended: make(chan struct{})}
	s.client.Timeout = longestTurn
	s.cmd = command(ctx, s.argv)
	s.cmd.Stdout, s.cmd.Stderr = s.said, s.said
	start := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		_ = s.cmd.Wait() // how it ended stands in its ProcessState
		close(s.ended)
	}()
	err = s.until(ctx, "", func(body []byte) bool { return bytes.Contains(body, []byte("</html>")) })
	s.ready = time.Since(start)
	if err != nil {
		_, stopErr := s.stop()
		return nil, errors.Join(err, stopErr)
	}
	return s, nil
}

// until asks for a page over and over, until it is served and as wanted.
func (s *served) until(ctx context.Context, address string, wanted func([]byte) bool) error {
	ctx, cancel := context.WithTimeoutCause(ctx, longestTurn, fmt.Errorf("%s%s was never as wanted", s.root, address))
	defer cancel()
	for {
		if body, ok := s.get(ctx, address); ok && wanted(body) {
			return nil
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-s.ended:
			return failure(ctx, s.argv, fmt.Errorf("the server ended: %v", s.cmd.ProcessState), s.said.String())
		case <-time.After(pollEvery):
		}
	}
}

// get asks for a page once; ok is false unless it came whole with status 200.
func (s *served) get(ctx context.Context, address string) (body []byte, ok bool) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.root+address, nil)
	if err != nil {
		return nil, false
	}
	response, err := s.client.Do(request)
	if err != nil {
		return nil, false
	}
	body, err = io.ReadAll(response.Body)
	err = errors.Join(err, response.Body.Close())
	return body, err == nil && response.StatusCode == http.StatusOK
}

// follow saves an edit and waits until the page shows it. The page was asked for
// before, as by a browser that has it open.
func (s *served) follow(ctx context.Context, p program, e edit) (time.Duration, error) {
	address := e.item.path() + "/"
	if err := s.until(ctx, address, func([]byte) bool { return true }); err != nil {
		return 0, err
	}
	name, text, err := e.prepare(p)
	if err != nil {
		return 0, err
	}
	start := time.Now()
	if err := os.WriteFile(name, text, 0o644); err != nil {
		return 0, err
	}
	err = s.until(ctx, address, func(body []byte) bool { return bytes.Contains(body, []byte(e.mark)) })
	return time.Since(start), err
}

// stop ends the server and says how much memory it took.
func (s *served) stop() (sample, error) {
	if err := interrupt(s.cmd.Process); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return sample{}, err
	}
	timer := time.AfterFunc(patience, func() { _ = s.cmd.Process.Kill() })
	<-s.ended
	timer.Stop()
	return sample{Peak: peakOf(s.cmd.ProcessState)}, nil
}

// freePort is one that nobody listens on now.
func freePort(ctx context.Context) (int, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return l.Addr().(*net.TCPAddr).Port, l.Close()
}
