package server

import (
	"io/fs"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"
)

// knowing is a tree that knows fingerprints: each file's is its bytes.
type knowing struct {
	fstest.MapFS
	asked *int // how many fingerprints were asked for
}

func (k knowing) Fingerprint(name string) string {
	*k.asked++
	if f, ok := k.MapFS[name]; ok {
		return string(f.Data)
	}
	return ""
}

// TestEditedTellsWhatWasSent: a browser hears of the files that it was sent or
// asked for in vain, and of no others; nothing else is even looked at.
func TestEditedTellsWhatWasSent(t *testing.T) {
	asked := 0
	var tree atomic.Pointer[knowing]
	tree.Store(&knowing{fstest.MapFS{
		"index.html": {Data: []byte("<p>một")}, "khac.html": {Data: []byte("<p>khác")}, "404.html": {Data: []byte("<p>404")},
		"anh.png": {Data: []byte("ảnh")},
	}, &asked})
	s := serve(t, Options{Tree: func() fs.FS { return *tree.Load() }, Live: true})
	s.ask("GET", "/")
	s.ask("GET", "/anh.png")
	s.ask("GET", "/moi/")
	mark := s.mark("/")
	edit := func(name, text string) {
		next := maps.Clone(tree.Load().MapFS)
		next[name] = &fstest.MapFile{Data: []byte(text)}
		tree.Store(&knowing{next, &asked})
		asked = 0
		s.Edited()
	}
	edit("khac.html", "<p>đã sửa")
	if asked > 6 {
		t.Errorf("%d fingerprints for what was sent", asked)
	}
	edit("anh.png", "ảnh mới")
	edit("moi/index.html", "<p>mới")
	edit("index.html", "<p>hai")
	var told []string
	for l := s.listen(mark); len(told) < 3; {
		told = append(told, l.want("changed").paths()...)
	}
	slices.Sort(told)
	if want := []string{"anh.png", "index.html", "moi/index.html"}; !slices.Equal(told, want) {
		t.Errorf("told of %q, want %q", told, want)
	}
}

// TestNoTreeYet: before the first edition a page asks again by itself.
func TestNoTreeYet(t *testing.T) {
	s := serve(t, Options{Tree: func() fs.FS { return nil }, Live: true})
	s.patient = 0
	a := s.ask("GET", "/meetings/")
	if a.status != http.StatusServiceUnavailable || a.header.Get("Retry-After") == "" || !strings.Contains(a.body, `http-equiv="refresh"`) || !strings.Contains(a.body, scriptPath) {
		t.Errorf("%d %v %s", a.status, a.header, a.body)
	}
	s.Edited() // has nothing to say
}

// TestFirstTreeIsWaitedFor: a request that comes before the first edition is
// answered from it, and whoever asks when there could be none hears so at once.
func TestFirstTreeIsWaitedFor(t *testing.T) {
	for _, tree := range []fs.FS{fstest.MapFS{"index.html": {Data: []byte("<p>một")}}, nil} {
		var made atomic.Bool
		s := serve(t, Options{Live: true, Tree: func() fs.FS {
			if made.Load() {
				return tree
			}
			return nil
		}})
		s.patient = time.Hour
		got := make(chan answer, 1)
		go func() { got <- s.ask("GET", "/") }()
		made.Store(true)
		s.Problems(nil)
		want := http.StatusOK
		if tree == nil {
			want = http.StatusServiceUnavailable
		}
		if a := <-got; a.status != want {
			t.Errorf("%d %s, want %d", a.status, a.body, want)
		}
	}
}
