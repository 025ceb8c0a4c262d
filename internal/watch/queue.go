package watch

import (
	"errors"
	"sync"

	"github.com/fsnotify/fsnotify"
)

// mostQueued bounds the events that wait; past it they count as lost.
const mostQueued = 1 << 16

// queue takes events and errors from fsnotify at once, whatever the watcher is
// doing. Without it the two wait for each other: fsnotify may hold its lock
// while it delivers an error (inotify), or answer an Add only after its events
// were taken (Windows), and the watcher adds watches while it reads events.
type queue struct {
	wake chan struct{} // holds a token while something waits
	stop chan struct{}
	done chan struct{}

	mu      sync.Mutex
	events  []fsnotify.Event
	trouble error
}

func newQueue(events <-chan fsnotify.Event, errs <-chan error) *queue {
	q := &queue{wake: make(chan struct{}, 1), stop: make(chan struct{}), done: make(chan struct{})}
	go q.pump(events, errs)
	return q
}

func (q *queue) pump(events <-chan fsnotify.Event, errs <-chan error) {
	defer close(q.done)
	for {
		select {
		case <-q.stop:
			return
		case ev, ok := <-events:
			if !ok {
				q.fail(fsnotify.ErrClosed)
				return
			}
			q.put(ev)
		case err, ok := <-errs:
			if !ok {
				errs = nil
				continue
			}
			q.fail(err)
		}
	}
}

// close ends the pump and waits for it.
func (q *queue) close() {
	close(q.stop)
	<-q.done
}

func (q *queue) put(ev fsnotify.Event) {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := len(q.events)
	switch {
	case ev.Name == "" || ev.Op == 0: // of a watch that is gone
		return
	case n > 0 && q.events[n-1].Name == ev.Name && q.events[n-1].Op == ev.Op:
		return // a long write says so many times
	case n >= mostQueued:
		q.events, q.trouble = nil, fsnotify.ErrEventOverflow
	default:
		q.events = append(q.events, ev)
	}
	q.signal()
}

// fail keeps the gravest error: one that ends notifications, then one that
// means lost events.
func (q *queue) fail(err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if err == nil || q.trouble != nil && ends(q.trouble) {
		return
	}
	if q.trouble == nil || ends(err) || isOverflow(err) {
		q.trouble = err
	}
	q.signal()
}

func (q *queue) signal() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

func (q *queue) take() ([]fsnotify.Event, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	events, err := q.events, q.trouble
	q.events, q.trouble = nil, nil
	return events, err
}

// ends tells whether an error means that nothing more will be notified.
func ends(err error) bool { return atLimit(err) || errors.Is(err, fsnotify.ErrClosed) }

func isOverflow(err error) bool { return errors.Is(err, fsnotify.ErrEventOverflow) }
