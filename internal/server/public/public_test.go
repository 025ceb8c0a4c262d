package public

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// site is a published folder whose manifest the test writes.
type site struct {
	t       *testing.T
	folder  string
	version atomic.Int64
	names   []string
	lost    atomic.Bool // the manifest cannot be read
}

func newSite(t *testing.T, namesAndTexts ...string) *site {
	t.Helper()
	s := &site{t: t, folder: t.TempDir()}
	for i := 0; i < len(namesAndTexts); i += 2 {
		s.write(namesAndTexts[i], namesAndTexts[i+1])
		s.names = append(s.names, namesAndTexts[i])
	}
	return s
}

// write exchanges a file as a build does: by renaming.
func (s *site) write(name, text string) {
	s.t.Helper()
	to := filepath.Join(s.folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(to+".new", []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
	if err := os.Rename(to+".new", to); err != nil {
		s.t.Fatal(err)
	}
}

// commit writes a new manifest of these names.
func (s *site) commit(names ...string) {
	s.names = names
	s.version.Add(1)
}

func (s *site) read() (Manifest, error) {
	if s.lost.Load() {
		return Manifest{}, os.ErrNotExist
	}
	version := s.version.Load()
	m := Manifest{Folder: s.folder, Current: func() bool { return !s.lost.Load() && s.version.Load() == version }}
	for _, name := range s.names {
		file := filepath.Join(s.folder, filepath.FromSlash(name))
		info, err := os.Stat(file)
		if err != nil {
			return m, err
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return m, err
		}
		sum := sha256.Sum256(text)
		m.Files = append(m.Files, File{Path: name, Size: info.Size(), ModTime: info.ModTime().UnixNano(), Sum: [16]byte(sum[:])})
	}
	return m, nil
}

func (s *site) server(opt Options) *Server {
	s.t.Helper()
	opt.Read = s.read
	srv, err := New(opt)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = srv.Close() })
	return srv
}

// ask answers one request; header is names and values in turns.
func ask(srv *Server, method, target string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "/", nil)
	r.RequestURI = target
	u, err := r.URL.Parse(target)
	if err == nil {
		r.URL = u
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	srv.Handler().ServeHTTP(w, r)
	return w
}

// serve runs the server as it runs for an office, and returns its address.
func serve(t *testing.T, srv *Server) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		http.DefaultClient.CloseIdleConnections()
	})
	return l.Addr().String()
}

var page = "<!DOCTYPE html><html><head><title>Trang</title></head><body>" + strings.Repeat("<p>Sinh hoạt chi bộ.</p>", 100) + "</body></html>"

func sample(t *testing.T) *site {
	return newSite(t, "index.html", page, "a/b/index.html", page+"b", "assets/main.0123456789.css", "p{}", "404.html", "<head></head>none",
		"files/anh.jpg", "JPEG", "files/tệp đính kèm.pdf", "PDF")
}

func TestOnlyTheManifestIsHandedOut(t *testing.T) {
	s := sample(t)
	s.write("secret.txt", "not in the manifest")
	s.write(".bulletin/x", "hidden")
	outside := filepath.Join(t.TempDir(), "outside.txt")
	if err := os.WriteFile(outside, []byte("outside"), 0o644); err != nil {
		t.Fatal(err)
	}
	srv := s.server(Options{})
	for target, want := range map[string]string{
		"/": page, "/index.html": page, "/a/b/": page + "b", "/files/anh.jpg": "JPEG", "/files/t%E1%BB%87p%20%C4%91%C3%ADnh%20k%C3%A8m.pdf": "PDF",
	} {
		if got := ask(srv, "GET", target); got.Code != 200 || got.Body.String() != want {
			t.Errorf("%s: %d %q", target, got.Code, got.Body)
		}
	}
	for _, target := range []string{
		"/secret.txt", "/.bulletin/x", "/.bulletin/", "/../x", "/a/../secret.txt", "/a/..%2fsecret.txt", "/a%2fb/", "/..%5csecret.txt", "/%2e%2e/x",
		"/index.html%00", "/index.html%00.css", "/index.html::$DATA", "/index.html:x", "/index.html.", "/index.html%20", "/INDEX.HTML", "/index.html/",
		"/con", "/aux.html", "/nul", "/COM1", "/c:/x", "//index.html", "/a//b/", "/a/", "/a/b/c", "/404.html/", "/%ff", "/a/%2e/b/", "/A~1/b/",
	} {
		got := ask(srv, "GET", target)
		if got.Code != 404 || !strings.Contains(got.Body.String(), `<base href="/">`) {
			t.Errorf("%s: %d %q", target, got.Code, got.Body)
		}
	}
	if got := ask(srv, "GET", "/a/b?x=1"); got.Code != 301 || got.Header().Get("Location") != "./b/?x=1" {
		t.Errorf("a folder without its slash: %d %v", got.Code, got.Header())
	}
}

// A link that stands where a file of the manifest stood leads nowhere.
func TestLinksAreNotFollowed(t *testing.T) {
	s := sample(t)
	outside := filepath.Join(t.TempDir(), "outside.txt")
	s.write("within.txt", "within")
	if err := os.WriteFile(outside, []byte("outside"), 0o644); err != nil {
		t.Fatal(err)
	}
	srv := s.server(Options{})
	for name, to := range map[string]string{"index.html": outside, "a/b/index.html": filepath.Join(s.folder, "within.txt"), "files": filepath.Dir(outside)} {
		at := filepath.Join(s.folder, filepath.FromSlash(name))
		if err := os.RemoveAll(at); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(to, at); err != nil {
			t.Fatal(err)
		}
	}
	for _, target := range []string{"/", "/a/b/", "/files/anh.jpg"} {
		if got := ask(srv, "GET", target); got.Code != 404 || strings.Contains(got.Body.String(), "side") {
			t.Errorf("%s: %d %q", target, got.Code, got.Body)
		}
	}
}

func TestOnlyReading(t *testing.T) {
	srv := sample(t).server(Options{})
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "CONNECT"} {
		if got := ask(srv, method, "/"); got.Code != 405 || got.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d", method, got.Code)
		}
	}
	if got := ask(srv, "HEAD", "/", "Accept-Encoding", "br"); got.Code != 200 || got.Body.Len() != 0 || got.Header().Get("Content-Length") == "" {
		t.Errorf("HEAD: %d %v", got.Code, got.Header())
	}
}

func TestFormsAndTags(t *testing.T) {
	srv := sample(t).server(Options{})
	open := map[string]func([]byte) io.Reader{
		"": func(b []byte) io.Reader { return bytes.NewReader(b) },
		"gzip": func(b []byte) io.Reader {
			r, err := gzip.NewReader(bytes.NewReader(b))
			if err != nil {
				t.Fatal(err)
			}
			return r
		},
		"br": func(b []byte) io.Reader { return brotli.NewReader(bytes.NewReader(b)) },
	}
	tags := []string{}
	for accept, want := range map[string]string{
		"": "", "identity": "", "gzip": "gzip", "br": "br", "gzip, deflate, br, zstd": "br", "br;q=0, gzip;q=0.5": "gzip", "gzip;q=0": "", "BR;q=0.1": "br", "br;q=x": "",
	} {
		got := ask(srv, "GET", "/", "Accept-Encoding", accept)
		encoding := got.Header().Get("Content-Encoding")
		text, err := io.ReadAll(open[encoding](got.Body.Bytes()))
		if err != nil || encoding != want || string(text) != page || got.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q: %q, %d bytes, %v", accept, encoding, len(text), err)
		}
		tag := got.Header().Get("ETag")
		if !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
		again := ask(srv, "GET", "/", "Accept-Encoding", accept, "If-None-Match", `"other", W/`+tag)
		if again.Code != 304 || again.Body.Len() != 0 || again.Header().Get("ETag") != tag || again.Header().Get("Content-Encoding") != "" {
			t.Errorf("%q again: %d %v", accept, again.Code, again.Header())
		}
	}
	if len(tags) != 3 {
		t.Errorf("the three forms have the tags %v", tags)
	}
	part := ask(srv, "GET", "/", "Accept-Encoding", "br", "Range", "bytes=0-14")
	if part.Code != 206 || part.Body.String() != "<!DOCTYPE html>" || part.Header().Get("Content-Encoding") != "" {
		t.Errorf("a part: %d %q %v", part.Code, part.Body, part.Header())
	}
	if got := ask(srv, "GET", "/files/anh.jpg", "Accept-Encoding", "br"); got.Header().Get("Content-Encoding") != "" || got.Header().Get("Vary") != "" {
		t.Errorf("a picture: %v", got.Header())
	}
	if got := ask(srv, "GET", "/", "Range", "bytes=99999-"); got.Code != 416 {
		t.Errorf("beyond the end: %d", got.Code)
	}
}

func TestHeaders(t *testing.T) {
	srv := sample(t).server(Options{})
	for target, caching := range map[string]string{
		"/": "no-cache", "/assets/main.0123456789.css": "max-age=31536000, immutable", "/files/anh.jpg": "no-cache", "/none": "no-store", HealthPath: "no-store",
	} {
		got := ask(srv, "GET", target).Header()
		if got.Get("Cache-Control") != caching || got.Get("X-Content-Type-Options") != "nosniff" || !strings.HasPrefix(got.Get("Content-Security-Policy"), "default-src 'none'; script-src 'self'; style-src 'self';") {
			t.Errorf("%s: %v", target, got)
		}
		if strings.Contains(got.Get("Content-Security-Policy"), "unsafe") {
			t.Errorf("%s: %v", target, got)
		}
	}
}

// A file larger than what is kept goes from the disk, through the system, in parts too.
func TestLargeFiles(t *testing.T) {
	large := strings.Repeat("0123456789abcdef", 3*piece/16) + "end"
	s := newSite(t, "files/film.mp4", large)
	srv := s.server(Options{})
	address := serve(t, srv)
	for header, want := range map[string]string{"": large, "bytes=-3": "end", "bytes=16-31": "0123456789abcdef"} {
		r, err := http.NewRequest("GET", "http://"+address+"/files/film.mp4", nil)
		if err != nil {
			t.Fatal(err)
		}
		if header != "" {
			r.Header.Set("Range", header)
		}
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil || string(text) != want || response.Header.Get("ETag") == "" {
			t.Errorf("%q: %d bytes, %v, %v", header, len(text), err, response.Header)
		}
	}
	if srv.store.held != 0 {
		t.Errorf("%d bytes of it are kept", srv.store.held)
	}
}

func TestABuildIsFollowed(t *testing.T) {
	s := sample(t)
	var told []error
	srv := s.server(Options{Complain: func(err error) { told = append(told, err) }})
	tag := ask(srv, "GET", "/").Header().Get("ETag")
	ask(srv, "GET", "/a/b/")
	kept := srv.now.Load().entries["a/b/index.html"].body.Load()
	s.write("index.html", page+"new")
	s.write("news.html", "news")
	if got := ask(srv, "GET", "/news.html"); got.Code != 404 {
		t.Errorf("before the manifest: %d", got.Code)
	}
	s.commit("index.html", "a/b/index.html", "news.html")
	srv.look()
	if got := ask(srv, "GET", "/"); got.Body.String() != page+"new" || got.Header().Get("ETag") == tag {
		t.Error("the page is the old one")
	}
	if got := ask(srv, "GET", "/news.html"); got.Code != 200 {
		t.Errorf("a new page: %d", got.Code)
	}
	if got := ask(srv, "GET", "/files/anh.jpg"); got.Code != 404 {
		t.Errorf("a page that is no more: %d", got.Code)
	}
	if srv.now.Load().entries["a/b/index.html"].body.Load() != kept {
		t.Error("what did not change was read again")
	}
	s.lost.Store(true)
	srv.look()
	srv.look()
	if got := ask(srv, "GET", "/"); got.Code != 200 {
		t.Errorf("without a manifest: %d", got.Code)
	}
	if got := ask(srv, "GET", HealthPath); got.Code != 503 || len(told) != 1 {
		t.Errorf("its health: %d, told %v", got.Code, told)
	}
	s.lost.Store(false)
	srv.look()
	if got := ask(srv, "GET", HealthPath); got.Code != 200 || got.Body.String() != "ok\n" {
		t.Errorf("its health again: %d", got.Code)
	}
}

// A file that is read while a build is moving files in is not as the manifest has it; it
// is read again, even if no later manifest speaks of it.
func TestHalfABuild(t *testing.T) {
	s := sample(t)
	srv := s.server(Options{})
	s.write("index.html", "half")
	if got := ask(srv, "GET", "/"); got.Body.String() != "half" {
		t.Errorf("%q", got.Body)
	}
	en := srv.now.Load().entries["index.html"]
	if en.body.Load().until.IsZero() {
		t.Fatal("it is taken for settled")
	}
	s.write("index.html", "whole")
	en.body.Load().until = time.Now().Add(-time.Nanosecond)
	if got := ask(srv, "GET", "/"); got.Body.String() != "whole" {
		t.Errorf("%q", got.Body)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	var files []string
	for i := range 200 {
		files = append(files, "p"+strings.Repeat("x", i)+".html", page+strings.Repeat("y", i))
	}
	s := newSite(t, files...)
	most := int64(10 * len(page))
	srv := s.server(Options{Memory: most})
	for range 3 {
		for i := 0; i < len(files); i += 2 {
			got := ask(srv, "GET", "/"+files[i], "Accept-Encoding", "br")
			text, err := io.ReadAll(brotli.NewReader(got.Body))
			if err != nil || string(text) != files[i+1] {
				t.Fatalf("%s: %v", files[i], err)
			}
		}
		var held int64
		for _, en := range srv.now.Load().entries {
			if b := en.body.Load(); b != nil {
				held += b.weight
			}
		}
		if held != srv.store.held || held > most || held == 0 {
			t.Errorf("%d bytes are held, %d counted, %d allowed", held, srv.store.held, most)
		}
	}
}

func TestAccessLog(t *testing.T) {
	var log bytes.Buffer
	srv := sample(t).server(Options{Log: &log})
	ask(srv, "GET", "/a/b/", "User-Agent", "x\"\n\x1b[31m\\ế", "Referer", "http://noi-bo/")
	ask(srv, "GET", HealthPath)
	srv.log.flush()
	line := log.String()
	if !strings.Contains(line, `"GET /a/b/ HTTP/1.1" 200 `) || !strings.Contains(line, `"http://noi-bo/" "x\x22\x0a\x1b[31m\x5c\xe1\xba\xbf" `) || strings.Count(line, "\n") != 1 {
		t.Errorf("%q", line)
	}
}
