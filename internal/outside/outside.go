// Package outside asks whether addresses on other hosts still answer, as politely as a
// visitor would: one request at a time to each host and a pause between two, the head of
// a page where that is enough, a few hosts at once, and each address once in a week: what
// was answered is kept in a file.
//
// An address that answers with 404 or 410 is gone, a host that cannot be found or reached
// after two tries is dead. Everything else is no fault of the link: pages that ask for a
// password, refuse programs (403, 405, 429) or are out of order for the moment (5xx) are
// there, for all that can be known.
package outside

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"
)

// Options say how to ask; the zero value asks as a program should.
type Options struct {
	Cache   string        // the file in which answers are kept, "" for none
	Now     time.Time     // by which they are old
	Agent   string        // the program's name for the hosts
	Pause   time.Duration // between two requests to a host; 0 = half a second
	Timeout time.Duration // of a request; 0 = fifteen seconds
}

// Answer is what is known of an address.
type Answer struct {
	Gone   bool      `json:"gone"`
	Status int       `json:"status"` // of HTTP; 0 when no host answered
	Reason string    `json:"reason,omitempty"`
	Asked  time.Time `json:"asked"`
}

// Answers are good for so long; that an address is gone is asked again the next day, since
// somebody is mending it, and that no host answered soon, since it may be our own network.
const (
	goodFor   = 7 * 24 * time.Hour
	goneFor   = 24 * time.Hour
	silentFor = 10 * time.Minute
)

const (
	usualPause   = 500 * time.Millisecond
	usualTimeout = 15 * time.Second
	hostsAtOnce  = 6
	tries        = 2
)

// Check finds out about addresses that begin with http: or https:. Fragments are not
// sent. When the context ends it returns what was found out by then, and the error. note
// hears how many of all are known, from several goroutines.
func Check(ctx context.Context, addresses []string, o Options, note func(done, all int)) (map[string]Answer, error) {
	if o.Pause == 0 {
		o.Pause = usualPause
	}
	if o.Timeout == 0 {
		o.Timeout = usualTimeout
	}
	kept := readCache(o.Cache)
	asking := asking{Options: o, answers: map[string]Answer{}, note: note, client: &http.Client{Timeout: o.Timeout}}
	hosts := map[string][]string{}
	for _, address := range addresses {
		u, err := url.Parse(address)
		if err != nil || u.Host == "" {
			continue
		}
		u.Fragment = ""
		asking.all++
		if answer, ok := kept[u.String()]; ok && answer.fresh(o.Now) {
			asking.add(address, answer)
			continue
		}
		hosts[u.Host] = append(hosts[u.Host], address)
	}
	err := asking.everyHost(ctx, hosts)
	for address, answer := range asking.answers {
		if u, bad := url.Parse(address); bad == nil {
			u.Fragment = ""
			kept[u.String()] = answer
		}
	}
	return asking.answers, errors.Join(err, writeCache(o.Cache, kept, o.Now))
}

// fresh tells whether an answer need not be asked for again.
func (a Answer) fresh(now time.Time) bool {
	good := goodFor
	switch {
	case a.Status == 0:
		good = silentFor
	case a.Gone:
		good = goneFor
	}
	age := now.Sub(a.Asked)
	return age >= 0 && age < good
}

// asking is one run of [Check].
type asking struct {
	Options
	client *http.Client
	note   func(done, all int)
	all    int

	mu      sync.Mutex
	answers map[string]Answer
}

func (a *asking) add(address string, answer Answer) {
	a.mu.Lock()
	a.answers[address] = answer
	done := len(a.answers)
	a.mu.Unlock()
	a.note(done, a.all)
}

// everyHost asks some hosts at once, each about one address after the other.
func (a *asking) everyHost(ctx context.Context, hosts map[string][]string) error {
	names := make(chan string)
	var workers sync.WaitGroup
	for range hostsAtOnce {
		workers.Go(func() {
			for name := range names {
				a.host(ctx, hosts[name])
			}
		})
	}
	for name := range hosts {
		names <- name
	}
	close(names)
	workers.Wait()
	return ctx.Err()
}

func (a *asking) host(ctx context.Context, addresses []string) {
	slices.Sort(addresses)
	for i, address := range slices.Compact(addresses) {
		if i > 0 && !wait(ctx, a.Pause) {
			return
		}
		answer := a.ask(ctx, address)
		if ctx.Err() != nil {
			return
		}
		a.add(address, answer)
	}
}

// wait waits unless the context ends before.
func wait(ctx context.Context, pause time.Duration) bool {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// ask asks for the head of a page, and for the page where a host knows no heads.
func (a *asking) ask(ctx context.Context, address string) Answer {
	answer := Answer{Asked: a.Now}
	for try := range tries {
		if try > 0 && !wait(ctx, a.Pause) {
			return answer
		}
		status, err := a.request(ctx, http.MethodHead, address)
		if err == nil && status >= http.StatusBadRequest {
			status, err = a.request(ctx, http.MethodGet, address)
		}
		answer.Status, answer.Reason = status, ""
		answer.Gone = err != nil || status == http.StatusNotFound || status == http.StatusGone
		if err == nil {
			return answer
		}
		answer.Reason = reason(err)
	}
	return answer
}

func (a *asking) request(ctx context.Context, method, address string) (int, error) {
	request, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return 0, err
	}
	request.Header.Set("User-Agent", a.Agent)
	request.Header.Set("Accept", "text/html, */*;q=0.5")
	response, err := a.client.Do(request) //nolint:gosec // the address is the author's, and nothing of the answer is shown
	if err != nil {
		return 0, err
	}
	return response.StatusCode, response.Body.Close()
}

// reason is the innermost part of a failed request, which names no address twice.
func reason(err error) string {
	var lookup *net.DNSError
	if errors.As(err, &lookup) {
		return lookup.Err
	}
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}
