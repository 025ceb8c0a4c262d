package pdf

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sync"
)

// ends are one side's ends of the two pipes.
type ends struct{ r, w *os.File }

func (e ends) close() {
	_ = e.r.Close()
	_ = e.w.Close()
}

// pipes makes the two pipes between the browser and us.
func pipes() (theirs, ours ends, err error) {
	if theirs.r, ours.w, err = os.Pipe(); err != nil {
		return ends{}, ends{}, fmt.Errorf("making a pipe to the browser: %w", err)
	}
	if ours.r, theirs.w, err = os.Pipe(); err != nil {
		_ = theirs.r.Close()
		_ = ours.w.Close()
		return ends{}, ends{}, fmt.Errorf("making a pipe from the browser: %w", err)
	}
	return theirs, ours, nil
}

// conn speaks the DevTools protocol over pipes: messages in JSON, each ended by
// a zero byte (https://chromedevtools.github.io/devtools-protocol/, and
// content/browser/devtools/devtools_pipe_handler.cc).
type conn struct {
	ends ends
	done chan struct{} // closed when nothing more comes

	writing sync.Mutex

	mu      sync.Mutex
	last    int
	waiting map[int]chan message
	hear    func(event message) // must not wait for an answer
}

// message is what either side sends: a call, its answer, or an event.
type message struct {
	ID        int             `json:"id,omitempty"`
	SessionID string          `json:"sessionId,omitempty"`
	Method    string          `json:"method,omitempty"`
	Params    json.RawMessage `json:"params,omitempty"`
	Result    json.RawMessage `json:"result,omitempty"`
	Error     *struct {
		Message string `json:"message"`
		Data    string `json:"data"`
	} `json:"error,omitempty"`
}

// dial begins to read.
func dial(e ends) *conn {
	c := &conn{ends: e, done: make(chan struct{}), waiting: map[int]chan message{}}
	go c.read()
	return c
}

func (c *conn) close() {
	c.ends.close()
	<-c.done
}

// listen sets who hears the events.
func (c *conn) listen(hear func(message)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hear = hear
}

func (c *conn) read() {
	defer close(c.done)
	for r := bufio.NewReaderSize(c.ends.r, 1<<16); ; {
		text, err := r.ReadBytes(0)
		if err != nil {
			return // closed, by either side
		}
		var m message
		if json.Unmarshal(text[:len(text)-1], &m) != nil {
			return // not a browser: whoever waits is told that it ended
		}
		c.mu.Lock()
		answer, hear := c.waiting[m.ID], c.hear
		delete(c.waiting, m.ID)
		c.mu.Unlock()
		switch {
		case m.ID != 0 && answer != nil:
			answer <- m
		case m.ID == 0 && hear != nil:
			hear(m)
		}
	}
}

// call asks the browser, or the session of a page, and waits for the answer.
func (c *conn) call(ctx context.Context, session, method string, params, result any) error {
	answer, broken := make(chan message, 1), make(chan error, 1)
	go func() { // a browser that hangs does not read; its end sets the writer free
		if err := c.write(session, method, params, answer); err != nil {
			broken <- err
		}
	}()
	select {
	case m := <-answer:
		if m.Error != nil {
			return fmt.Errorf("%s: %s %s", method, m.Error.Message, m.Error.Data)
		}
		if result == nil {
			return nil
		}
		if err := json.Unmarshal(m.Result, result); err != nil {
			return fmt.Errorf("%s: understanding the answer: %w", method, err)
		}
		return nil
	case err := <-broken:
		return err
	case <-c.done:
		return errClosed
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// write sends a call; nil for answer means that nobody waits for one.
func (c *conn) write(session, method string, params any, answer chan message) error {
	m := message{SessionID: session, Method: method}
	if params != nil {
		text, err := json.Marshal(params)
		if err != nil {
			return fmt.Errorf("%s: %w", method, err)
		}
		m.Params = text
	}
	c.mu.Lock()
	c.last++
	m.ID = c.last
	if answer != nil {
		c.waiting[m.ID] = answer
	}
	c.mu.Unlock()
	text, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	c.writing.Lock()
	defer c.writing.Unlock()
	if _, err := c.ends.w.Write(append(text, 0)); err != nil {
		return errClosed
	}
	return nil
}
