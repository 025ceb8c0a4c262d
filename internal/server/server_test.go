package server

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"bulletin/internal/diag"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// site is a tree that can be exchanged, and a server of it on a real port.
type site struct {
	*Server
	t    testing.TB
	tree atomic.Pointer[fstest.MapFS]
	addr string // host:port
	stop func() error

	blocking atomic.Bool // for a test's own tree
}

// put exchanges the tree: pairs of name and text.
func (s *site) put(pairs ...string) {
	tree := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		tree[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1]), Mode: 0o644}
	}
	s.tree.Store(&tree)
}

func serve(t testing.TB, opt Options, pairs ...string) *site {
	t.Helper()
	s := &site{t: t}
	s.put(pairs...)
	if opt.Tree == nil {
		opt.Tree = func() fs.FS { return *s.tree.Load() }
	}
	s.Server = New(opt)
	l, err := Listen("", 0)
	if err != nil {
		t.Fatal(err)
	}
	s.serveOn(l)
	return s
}

// serveOn serves until the test ends or stop is called.
func (s *site) serveOn(l net.Listener) {
	s.addr = l.Addr().String()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- Serve(ctx, l, s.Server) }()
	s.stop = sync.OnceValue(func() error {
		cancel()
		return <-done
	})
	s.t.Cleanup(func() {
		if err := s.stop(); err != nil {
			s.t.Error(err)
		}
	})
}

// answer is what one request brought.
type answer struct {
	status int
	header http.Header
	body   string
}

// ask sends a request as it is, without a client's cleaning of the path.
func (s *site) ask(method, target string, header ...string) answer {
	s.t.Helper()
	conn, err := net.Dial("tcp", s.addr)
	if err != nil {
		s.t.Fatal(err)
	}
	defer conn.Close()
	host, lines := s.addr, ""
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Host" {
			host = header[i+1]
			continue
		}
		lines += header[i] + ": " + header[i+1] + "\r\n"
	}
	_, err = io.WriteString(conn, method+" "+target+" HTTP/1.1\r\nHost: "+host+"\r\nConnection: close\r\n"+lines+"\r\n")
	if err != nil {
		s.t.Fatal(err)
	}
	return s.read(conn, method)
}

var sample = []string{
	"index.html", "<!DOCTYPE html><body>Trang đầu</body>",
	"404.html", "<!DOCTYPE html><body>Không thấy</body>",
	"meetings/2020/index.html", "<body>Các buổi sinh hoạt</body>",
	"assets/style.css", "body{color:#333}",
	"assets/Anh.JPG", "\xff\xd8",
	"tài liệu/báo cáo 2020.docx", "PK",
	"empty/a.txt", "0123456789",
	"feed.xml", "<feed/>", "feed.atom", "<feed/>", "feed.rss", "<rss/>", "feed.json", "{}", "lich.ics", "BEGIN:VCALENDAR",
	"a.js", "1", "a.svg", "<svg/>", "a.png", "p", "a.webp", "w", "a.gif", "g", "a.woff2", "f", "a.pdf", "%PDF",
	"a.xlsx", "PK", "a.bin", "?", "a.json", "{}", "a.mjs", "1", "a.csv", "a,b",
	".gitignore", "*", ".bulletin/state", "secret", "sub/.hidden/x.txt", "secret", "aux.html", "device",
}

func TestAnswers(t *testing.T) {
	s := serve(t, Options{}, sample...)
	tests := []struct {
		target, kind string
		status       int
		body         string
	}{
		{"/", "text/html; charset=utf-8", 200, sample[1]},
		{"/index.html", "text/html; charset=utf-8", 200, sample[1]},
		{"/?q=1", "text/html; charset=utf-8", 200, sample[1]},
		{"/meetings/2020/", "text/html; charset=utf-8", 200, "<body>Các buổi sinh hoạt</body>"},
		{"/assets/style.css?v=1", "text/css; charset=utf-8", 200, "body{color:#333}"},
		{"/assets/Anh.JPG", "image/jpeg", 200, "\xff\xd8"},
		{"/t%C3%A0i%20li%E1%BB%87u/b%C3%A1o%20c%C3%A1o%202020.docx",
			"application/vnd.openxmlformats-officedocument.wordprocessingml.document", 200, "PK"},
		{"/feed.xml", "application/xml; charset=utf-8", 200, "<feed/>"},
		{"/feed.atom", "application/atom+xml; charset=utf-8", 200, "<feed/>"},
		{"/feed.rss", "application/rss+xml; charset=utf-8", 200, "<rss/>"},
		{"/feed.json", "application/json", 200, "{}"},
		{"/lich.ics", "text/calendar; charset=utf-8", 200, "BEGIN:VCALENDAR"},
		{"/a.js", "text/javascript; charset=utf-8", 200, "1"},
		{"/a.mjs", "text/javascript; charset=utf-8", 200, "1"},
		{"/a.svg", "image/svg+xml", 200, "<svg/>"},
		{"/a.png", "image/png", 200, "p"},
		{"/a.webp", "image/webp", 200, "w"},
		{"/a.gif", "image/gif", 200, "g"},
		{"/a.woff2", "font/woff2", 200, "f"},
		{"/a.pdf", "application/pdf", 200, "%PDF"},
		{"/a.csv", "text/csv; charset=utf-8", 200, "a,b"},
		{"/a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 200, "PK"},
		{"/a.bin", "application/octet-stream", 200, "?"},
	}
	for _, tt := range tests {
		got := s.ask("GET", tt.target)
		if got.status != tt.status || got.header.Get("Content-Type") != tt.kind || got.body != tt.body {
			t.Errorf("%s: %d %s %q, want %d %s %q", tt.target, got.status, got.header.Get("Content-Type"), got.body, tt.status, tt.kind, tt.body)
		}
		if got.header.Get("X-Content-Type-Options") != "nosniff" || got.header.Get("Cross-Origin-Resource-Policy") != "same-origin" {
			t.Errorf("%s: headers %v", tt.target, got.header)
		}
		head := s.ask("HEAD", tt.target)
		if head.status != got.status || head.body != "" || head.header.Get("Content-Length") != got.header.Get("Content-Length") {
			t.Errorf("HEAD %s: %+v", tt.target, head)
		}
	}
}

func TestMissingOrRefused(t *testing.T) {
	s := serve(t, Options{Live: true}, sample...)
	for _, target := range []string{
		"/no", "/no/", "/index.html/", "/assets/", "/empty/", "/INDEX.HTML", "/assets/anh.jpg", "/Meetings/2020/", "/meetings/2020/Index.html",
		"/../server.go", "/assets/../index.html", "/assets/%2e%2e/index.html", "/assets/..%2findex.html", "/assets%2Fstyle.css",
		`/assets\style.css`, "/assets%5Cstyle.css", "/..%5cindex.html", "/./index.html", "//index.html", "/assets//style.css",
		"/index.html%00", "/index.html%00.css", "/C:/index.html", "/c%3a/index.html", "/index.html::$DATA", "/index.html:x", "/index.html.", "/index.html%20",
		"/aux.html", "/AUX", "/con.txt", "/nul", "/COM1.html", "/lpt%C2%B9", "/CONIN$",
		"/.gitignore", "/.bulletin/state", "/.bulletin/", "/sub/.hidden/x.txt", "/%2egitignore", "/%ff", "/a%0a.txt", "/404.html/x",
	} {
		got := s.ask("GET", target)
		if got.status != 404 || !strings.Contains(got.body, "Không thấy") {
			t.Errorf("%s: %d %q", target, got.status, got.body)
		}
	}
	if got := s.ask("HEAD", "/no"); got.status != 404 || got.body != "" {
		t.Errorf("HEAD: %+v", got)
	}
}

func TestCleanRefuses(t *testing.T) {
	for _, p := range []string{
		"", "x", "//", "/a//b", "/a//", "/.", "/..", "/a/../b", "/.gitignore", "/.bulletin/events", "/a/.b/c",
		`/a\b`, `/..\b`, "/c:/x", "/a.html::$DATA", "/a.html:x", "/a*", "/a?b", `/a"b`, "/a<b", "/a|b",
		"/a.", "/a ", "/a./b", "/a /b", "/a\x00", "/a\nb", "/a\x7f", "/a\u0085b", "/\xff",
		"/con", "/CON", "/Con.html", "/con .txt", "/con.tar.gz", "/x/aux/y", "/nul", "/prn.pdf", "/COM0", "/com1.html", "/LPT9", "/lpt¹.txt", "/conin$", "/CONOUT$", "/clock$",
	} {
		if name, _, ok := Clean(p); ok {
			t.Errorf("%q is served as %q", p, name)
		}
	}
	for _, p := range []string{"/", "/a", "/a/", "/console", "/com10", "/lpt", "/common.css", "/auxiliary/x", "/a.b.c", "/a b/c", "/~", "/ế (1).docx", "/a+b&c=d,e;f'g@h!"} {
		if _, _, ok := Clean(p); !ok {
			t.Errorf("%q is refused", p)
		}
	}
}

// foldFS opens names in any case, as Windows and macOS do.
type foldFS struct{ fstest.MapFS }

func (f foldFS) Open(name string) (fs.File, error) { return f.MapFS.Open(strings.ToLower(name)) }
func (f foldFS) Stat(name string) (fs.FileInfo, error) {
	return f.MapFS.Stat(strings.ToLower(name))
}
func (f foldFS) ReadDir(name string) ([]fs.DirEntry, error) {
	return f.MapFS.ReadDir(strings.ToLower(name))
}

func TestCaseIsExactWhereTheSystemIsNot(t *testing.T) {
	tree := foldFS{fstest.MapFS{"a/b.html": {}, "a/index.html": {}, "404.html": {}}}
	s := serve(t, Options{Tree: func() fs.FS { return tree }})
	for target, want := range map[string]int{
		"/a/b.html": 200, "/a/": 200, "/a/B.html": 404, "/A/b.html": 404, "/A/": 404, "/A": 404, "/a/b.HTML": 404,
	} {
		if got := s.ask("GET", target); got.status != want {
			t.Errorf("%s: %d, want %d", target, got.status, want)
		}
	}
}

func TestWithoutAPageForMissing(t *testing.T) {
	for lang, want := range map[diag.Lang]string{diag.VI: "Không có trang này", diag.EN: "There is no such page", "": "There is no such page"} {
		s := serve(t, Options{Lang: lang}, "index.html", "x")
		if got := s.ask("GET", "/no"); got.status != 404 || !strings.Contains(got.body, want) {
			t.Errorf("%q: %+v", lang, got)
		}
	}
}

func TestFoldersGetTheirSlash(t *testing.T) {
	s := serve(t, Options{}, append(sample, "a b/ế/index.html", "x")...)
	for target, want := range map[string]string{
		"/meetings/2020":       "./2020/",
		"/meetings/2020?a=b&c": "./2020/?a=b&c",
		"/a%20b/%E1%BA%BF":     "./%E1%BA%BF/",
		"/a%20b":               "./a%20b/",
	} {
		got := s.ask("GET", target)
		if got.status != http.StatusMovedPermanently || got.header.Get("Location") != want {
			t.Errorf("%s: %d to %q, want %q", target, got.status, got.header.Get("Location"), want)
		}
	}
}

func TestRangesAndRevalidation(t *testing.T) {
	s := serve(t, Options{}, sample...)
	got := s.ask("GET", "/empty/a.txt", "Range", "bytes=2-4")
	if got.status != 206 || got.body != "234" || got.header.Get("Content-Range") != "bytes 2-4/10" {
		t.Errorf("range: %+v", got)
	}
	for _, target := range []string{"/", "/empty/a.txt"} {
		tag := s.ask("GET", target).header.Get("ETag")
		if got := s.ask("GET", target, "If-None-Match", tag); tag == "" || got.status != 304 {
			t.Errorf("%s: tag %s, then %d", target, tag, got.status)
		}
	}
	tag := s.ask("GET", "/").header.Get("ETag")
	s.put("index.html", "<!DOCTYPE html><body>Trang kia</body>")
	if got := s.ask("GET", "/", "If-None-Match", tag); got.status != 200 {
		t.Errorf("a changed page of the same length answers %d", got.status)
	}
	if got := s.ask("GET", "/"); got.header.Get("Cache-Control") != "no-cache" {
		t.Errorf("Cache-Control is %q", got.header.Get("Cache-Control"))
	}
	live := serve(t, Options{Live: true}, sample...)
	for _, target := range []string{"/", "/a.png", "/no"} {
		if got := live.ask("GET", target); got.header.Get("Cache-Control") != "no-store" {
			t.Errorf("live %s: Cache-Control is %q", target, got.header.Get("Cache-Control"))
		}
	}
}

func TestLargeFilesAreSentFromTheDisk(t *testing.T) {
	dir := t.TempDir()
	body := bytes.Repeat([]byte("0123456789abcdef"), mostInMemory/16+1)
	if err := os.WriteFile(filepath.Join(dir, "big.pdf"), body, 0o644); err != nil {
		t.Fatal(err)
	}
	s := serve(t, Options{Tree: func() fs.FS { return os.DirFS(dir) }})
	got := s.ask("GET", "/big.pdf")
	if got.status != 200 || got.body != string(body) || got.header.Get("Content-Type") != "application/pdf" {
		t.Errorf("%d, %d bytes, %v", got.status, len(got.body), got.header)
	}
	part := s.ask("GET", "/big.pdf", "Range", "bytes=-5", "If-Range", got.header.Get("ETag"))
	if part.status != 206 || part.body != "bcdef" {
		t.Errorf("the last five bytes: %d %q", part.status, part.body)
	}
}

func TestMethods(t *testing.T) {
	s := serve(t, Options{Live: true}, sample...)
	for _, m := range []string{"POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"} {
		if got := s.ask(m, "/"); got.status != 405 || got.header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %+v", m, got)
		}
	}
}

func TestOtherNamesAreRefused(t *testing.T) {
	tests := []struct {
		bind, host string
		ok         bool
	}{
		{"", "127.0.0.1:1313", true}, {"", "localhost:1313", true}, {"", "LOCALHOST", true}, {"", "[::1]:1313", true}, {"", "[::1]", true},
		{"", "127.0.0.53", true},
		{"", "evil.example:1313", false}, {"", "evil.example", false}, {"", "localhost.evil.example", false}, {"", "", false},
		{"", "127.0.0.1.evil.example", false}, {"", "192.168.1.5:1313", false},
		{"127.0.0.1", "evil.example", false}, {"localhost", "localhost:1", true}, {"::1", "[::1]:80", true},
		{"0.0.0.0", "may-van-phong:1313", true}, {"192.168.1.5", "192.168.1.5:1313", true},
	}
	for _, tt := range tests {
		s := New(Options{Bind: tt.bind, Live: true, Tree: func() fs.FS { return fstest.MapFS{"index.html": {Data: []byte("draft")}} }})
		for _, target := range []string{"/", scriptPath} {
			r := httptest.NewRequest("GET", target, nil)
			r.Host = tt.host
			w := httptest.NewRecorder()
			s.Handler().ServeHTTP(w, r)
			if got := w.Code == 200; got != tt.ok || !tt.ok && strings.Contains(w.Body.String(), "draft") {
				t.Errorf("bind %q, Host %q, %s: %d", tt.bind, tt.host, target, w.Code)
			}
		}
	}
	s := serve(t, Options{Live: true}, sample...)
	if got := s.ask("GET", eventsPath, "Host", "evil.example"); got.status != http.StatusMisdirectedRequest {
		t.Errorf("the events of another name: %+v", got)
	}
}

// A request sees one tree, whatever is exchanged meanwhile.
func TestOneTreePerRequest(t *testing.T) {
	calls := 0
	s := serve(t, Options{Tree: func() fs.FS {
		calls++
		return fstest.MapFS{"404.html": {Data: []byte("x")}}
	}})
	s.ask("GET", "/a/b/c.html")
	if calls != 1 {
		t.Errorf("the tree was asked for %d times in one request", calls)
	}
}

// unreadableFS has a file that cannot be read.
type unreadableFS struct{ fs.FS }

func (u unreadableFS) Open(name string) (fs.File, error) {
	if name == "a.html" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.FS.Open(name)
}

func TestUnreadableIsSaid(t *testing.T) {
	s := serve(t, Options{Lang: diag.VI, Tree: func() fs.FS { return unreadableFS{fstest.MapFS{"a.html": {}}} }})
	if got := s.ask("GET", "/a.html"); got.status != 500 || !strings.Contains(got.body, "Không đọc được") {
		t.Errorf("%+v", got)
	}
}

func FuzzClean(f *testing.F) {
	for _, p := range []string{"/", "/a/b.html", "/../x", "/a//b", `/a\b`, "/a:b", "/con", "/a./b", "/.x", "/ế/ộ.html", "/a\x00", "x", "/COM¹.txt", "/..."} {
		f.Add(p)
	}
	f.Fuzz(func(t *testing.T, p string) {
		name, folder, ok := Clean(p)
		if !ok {
			return
		}
		if !fs.ValidPath(name) {
			t.Errorf("%q gives %q, which no fs.FS takes", p, name)
		}
		back := "/" + name
		if name == "." {
			back = ""
		}
		if folder {
			back += "/"
		}
		if back != p {
			t.Errorf("%q was repaired to %q", p, back)
		}
		if strings.Contains("/"+name, "/.") && name != "." || strings.ContainsAny(name, "\\:\x00") {
			t.Errorf("%q gives %q", p, name)
		}
	})
}
