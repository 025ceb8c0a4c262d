package outside

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var now = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

// host is a server that notes what it was asked.
type host struct {
	*httptest.Server
	mu     sync.Mutex
	asked  []string
	atOnce atomic.Int32
	most   atomic.Int32
}

func newHost(t *testing.T) *host {
	h := &host{}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n := h.atOnce.Add(1); n > h.most.Load() {
			h.most.Store(n)
		}
		defer h.atOnce.Add(-1)
		h.mu.Lock()
		h.asked = append(h.asked, r.Method+" "+r.URL.String())
		h.mu.Unlock()
		switch r.URL.Path {
		case "/gone":
			w.WriteHeader(http.StatusGone)
		case "/missing":
			w.WriteHeader(http.StatusNotFound)
		case "/no-heads":
			if r.Method == http.MethodHead {
				w.WriteHeader(http.StatusNotFound)
			}
		case "/secret":
			w.WriteHeader(http.StatusForbidden)
		case "/broken":
			w.WriteHeader(http.StatusBadGateway)
		case "/moved":
			http.Redirect(w, r, "/missing", http.StatusMovedPermanently)
		}
	}))
	t.Cleanup(h.Close)
	return h
}

func TestAnswers(t *testing.T) {
	h := newHost(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	dead := "http://" + listener.Addr().String() + "/"
	_ = listener.Close() // nobody listens there any more
	want := map[string]bool{
		h.URL + "/": false, h.URL + "/#part": false, h.URL + "/gone": true, h.URL + "/missing": true, h.URL + "/no-heads": false,
		h.URL + "/secret": false, h.URL + "/broken": false, h.URL + "/moved": true, dead: true,
	}
	var all []string
	for address := range want {
		all = append(all, address)
	}
	got, err := Check(t.Context(), all, Options{Now: now, Pause: time.Millisecond}, func(int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	for address, gone := range want {
		if answer, ok := got[address]; !ok || answer.Gone != gone {
			t.Errorf("%s: %+v, want gone %v", address, answer, gone)
		}
	}
	if got[dead].Reason == "" || got[h.URL+"/gone"].Status != http.StatusGone {
		t.Errorf("%+v", got)
	}
	if h.most.Load() > 1 {
		t.Errorf("%d requests at once to one host", h.most.Load())
	}
}

// TestKept: an address is asked once in a week, one that is gone once in a day.
func TestKept(t *testing.T) {
	h := newHost(t)
	cache := filepath.Join(t.TempDir(), "deep", "outside.json")
	all := []string{h.URL + "/", h.URL + "/missing"}
	for _, tt := range []struct {
		after time.Duration
		want  int
	}{{0, 3}, {time.Hour, 0}, {25 * time.Hour, 2}, {8 * 24 * time.Hour, 3}} {
		h.asked = nil
		got, err := Check(t.Context(), all, Options{Cache: cache, Now: now.Add(tt.after), Pause: time.Millisecond}, func(int, int) {})
		if err != nil || got[all[0]].Gone || !got[all[1]].Gone {
			t.Fatal(got, err)
		}
		if len(h.asked) != tt.want {
			t.Errorf("after %s it was asked %q, want %d requests", tt.after, h.asked, tt.want)
		}
	}
}

// TestFresh: what a host answered is kept for long, that it is gone for a day, and that
// none answered for minutes, since it may be our own network.
func TestFresh(t *testing.T) {
	asked := time.Date(2020, 5, 1, 8, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		Answer
		after time.Duration
		want  bool
	}{
		{Answer{Status: 200}, 6 * 24 * time.Hour, true}, {Answer{Status: 200}, 8 * 24 * time.Hour, false},
		{Answer{Status: 404, Gone: true}, 23 * time.Hour, true}, {Answer{Status: 404, Gone: true}, 25 * time.Hour, false},
		{Answer{Gone: true}, 9 * time.Minute, true}, {Answer{Gone: true}, 11 * time.Minute, false},
		{Answer{Status: 200}, -time.Minute, false},
	} {
		tt.Asked = asked
		if got := tt.fresh(asked.Add(tt.after)); got != tt.want {
			t.Errorf("%+v after %v: %v", tt.Answer, tt.after, got)
		}
	}
}

// TestEnded: what was found out before the context ended is kept.
func TestEnded(t *testing.T) {
	h := newHost(t)
	cache := filepath.Join(t.TempDir(), "outside.json")
	ctx, cancel := context.WithCancel(t.Context())
	all := []string{h.URL + "/a", h.URL + "/b"}
	got, err := Check(ctx, all, Options{Cache: cache, Now: now, Pause: time.Hour}, func(done, _ int) { cancel() })
	if err == nil || len(got) != 1 {
		t.Fatal(got, err)
	}
	if kept := readCache(cache); len(kept) != 1 {
		t.Error(kept)
	}
}
