package server

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"bulletin/internal/diag"
)

const patience = 60 * time.Second

func (s *site) read(conn net.Conn, method string) answer {
	s.t.Helper()
	_ = conn.SetReadDeadline(time.Now().Add(patience))
	req, _ := http.NewRequest(method, "/", nil)
	resp, err := http.ReadResponse(bufio.NewReader(conn), req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer{status: resp.StatusCode, header: resp.Header, body: string(body)}
}

// listener is a browser's event stream.
type listener struct {
	t     testing.TB
	body  io.ReadCloser
	lines *bufio.Scanner
	close func()
}

func (s *site) listen(since string, header ...string) *listener {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	req, err := http.NewRequestWithContext(ctx, "GET", "http://"+s.addr+eventsPath+"?since="+since, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	transport := &http.Transport{}
	resp, err := transport.RoundTrip(req)
	if err != nil {
		s.t.Fatal(err)
	}
	if kind := resp.Header.Get("Content-Type"); resp.StatusCode != 200 || kind != "text/event-stream" {
		s.t.Fatalf("%d %s", resp.StatusCode, kind)
	}
	l := &listener{t: s.t, body: resp.Body, lines: bufio.NewScanner(resp.Body)}
	l.lines.Buffer(nil, 1<<20)
	l.close = func() { cancel(); resp.Body.Close(); transport.CloseIdleConnections() }
	s.t.Cleanup(l.close)
	return l
}

type event struct{ name, id, data string }

func (e event) paths() []string {
	var c change
	_ = json.Unmarshal([]byte(e.data), &c)
	return c.Paths
}

// next is the next event; name "" means that the stream ended.
func (l *listener) next() event {
	l.t.Helper()
	var e event
	for l.lines.Scan() {
		key, value, _ := strings.Cut(l.lines.Text(), ": ")
		switch key {
		case "event":
			e.name = value
		case "id":
			e.id = value
		case "data":
			e.data = value
		case "":
			if e.name != "" {
				return e
			}
		}
	}
	if errors.Is(l.lines.Err(), context.DeadlineExceeded) {
		l.t.Fatal("no event came")
	}
	return event{}
}

func (l *listener) want(name string) event {
	l.t.Helper()
	e := l.next()
	if e.name != name {
		l.t.Fatalf("got event %+v, want %q", e, name)
	}
	return e
}

var markOf = regexp.MustCompile(`data-mark="([^"]+)"`)

// mark is the mark of a page as it is sent now.
func (s *site) mark(target string) string {
	s.t.Helper()
	found := markOf.FindStringSubmatch(s.ask("GET", target).body)
	if found == nil {
		s.t.Fatal("the page has no mark")
	}
	return found[1]
}

func TestScriptIsAddedToPagesOnly(t *testing.T) {
	page := "<!DOCTYPE html><html><body><pre>&lt;/body></pre></body></html>"
	s := serve(t, Options{Live: true}, "index.html", page, "bare.html", "<p>x", "a.css", "</body>", "404.html", "<body>no</BODY >")
	got := s.ask("GET", "/").body
	if strings.Count(got, "<script") != 1 || !strings.HasSuffix(got, "</script></body></html>") ||
		!strings.Contains(got, `src="/.bulletin/live.js"`) || !strings.Contains(got, `data-page="index.html"`) {
		t.Error(got)
	}
	if stripped := regexp.MustCompile(`<script.*</script>`).ReplaceAllString(got, ""); stripped != page {
		t.Errorf("more than the script was changed: %s", stripped)
	}
	if got := s.ask("GET", "/bare.html").body; !strings.HasPrefix(got, "<p>x<script") {
		t.Error(got)
	}
	if got := s.ask("GET", "/none").body; !strings.Contains(got, `data-page="404.html"`) || !strings.HasSuffix(got, "</BODY >") {
		t.Error(got)
	}
	if got := s.ask("GET", "/a.css").body; got != "</body>" {
		t.Error(got)
	}
	if got := s.ask("GET", scriptPath); got.status != 200 || got.header.Get("Content-Type") != "text/javascript; charset=utf-8" || got.body != string(script) {
		t.Errorf("the script: %d %v", got.status, got.header)
	}
	still := serve(t, Options{}, "index.html", page)
	if got := still.ask("GET", "/").body; got != page {
		t.Errorf("not live, but %s", got)
	}
	for _, target := range []string{scriptPath, eventsPath} {
		if got := still.ask("GET", target); got.status != 404 {
			t.Errorf("not live, but %s answers %d", target, got.status)
		}
	}
}

// The script speaks to its own server alone.
func TestScriptAsksNobodyElse(t *testing.T) {
	if found := regexp.MustCompile(`https?://|\bfetch\(|import\(|\beval\(|innerHTML`).FindAllString(string(script), -1); found != nil {
		t.Errorf("found %q", found)
	}
}

func TestShapeIgnoresStyleAddressesOnly(t *testing.T) {
	shape := regexp.MustCompile(`data-shape="[^"]+"`)
	of := func(page string) string { return shape.FindString(string(inject([]byte(page), "index.html", mark{}))) }
	base := of(`<head><link rel="stylesheet" href="a.123.css"><title>x</title></head>`)
	if of(`<head><link rel="stylesheet" href="a.456.css"><title>x</title></head>`) != base {
		t.Error("another name of the style sheet is another shape")
	}
	for _, other := range []string{
		`<head><link rel="stylesheet" href="a.123.css"><title>y</title></head>`,
		`<head><link rel="icon" href="a.456.png"><title>x</title></head>`,
		`<head><link rel="stylesheet" href="a.123.css"><link rel="stylesheet" href="b.css"><title>x</title></head>`,
	} {
		if of(other) == base {
			t.Errorf("the same shape: %s", other)
		}
	}
}

func TestEventsTellChanges(t *testing.T) {
	s := serve(t, Options{Live: true}, "index.html", "x")
	l := s.listen(s.mark("/"))
	l.want("problems")
	s.Changed(nil)
	s.Changed([]string{"/b.html", `c\d.html`, "a.html"})
	if got := l.want("changed").paths(); !slices.Equal(got, []string{"a.html", "b.html", "c/d.html"}) {
		t.Errorf("got %q", got)
	}
}

func TestNothingIsMissedBetweenPageAndStream(t *testing.T) {
	s := serve(t, Options{Live: true}, "index.html", "x")
	mark := s.mark("/")
	s.Changed([]string{"a.html"})
	s.Changed([]string{"b.html", "a.html"})
	l := s.listen(mark)
	e := l.want("changed")
	if got := e.paths(); !slices.Equal(got, []string{"a.html", "b.html"}) {
		t.Errorf("got %q", got)
	}
	l.close()
	// The browser comes back with the last id, and the address it began with.
	s.Changed([]string{"c.html"})
	if got := s.listen(mark, "Last-Event-ID", e.id).want("changed").paths(); !slices.Equal(got, []string{"c.html"}) {
		t.Errorf("got %q", got)
	}
}

func TestWhoWasAwayTooLongIsToldAll(t *testing.T) {
	s := serve(t, Options{Live: true}, "index.html", "x")
	mark := s.mark("/")
	for i := range mostRemembered + 1 {
		s.Changed([]string{fmt.Sprint(i)})
	}
	for _, since := range []string{mark, "", "nonsense", "otherserver.3", mark + "9999"} {
		if e := s.listen(since).want("changed"); e.data != `{"all":true}` {
			t.Errorf("since %q: %s", since, e.data)
		}
	}
	if e := s.listen(s.mark("/")).next(); e.name != "problems" {
		t.Errorf("a fresh page is told %+v", e)
	}
}

func TestProblemsAreToldAndTakenBack(t *testing.T) {
	s := serve(t, Options{Live: true, Lang: diag.VI}, "index.html", "x")
	l := s.listen(s.mark("/"))
	if e := l.want("problems"); !strings.Contains(e.data, `"items":[]`) {
		t.Errorf("at first: %s", e.data)
	}
	list := diag.List{
		{Pos: diag.Pos{File: "content/a.md", Line: 3, Col: 7}, Code: "undecodable", Line: "ngày: <script>"},
		{Severity: diag.Warning, Code: "watch-polls-limit"},
	}
	s.Problems(list)
	for range 2 { // at once, and to one who comes later
		var got overlay
		e := l.want("problems")
		if err := json.Unmarshal([]byte(e.data), &got); err != nil {
			t.Fatal(err)
		}
		want := problem{Place: "content/a.md:3:7", Message: list[0].Message(diag.VI), Code: "undecodable", Hint: list[0].Hint(diag.VI),
			Before: "ngày: ", At: "<", After: "script>"}
		if len(got.Items) != 1 || got.Items[0] != want || got.Lang != diag.VI || got.Title != "Chưa cập nhật được trang: có 1 lỗi" {
			t.Errorf("got %+v", got)
		}
		l = s.listen(s.mark("/"))
	}
	l.want("problems")
	s.Problems(list[1:])
	if e := l.want("problems"); !strings.Contains(e.data, `"items":[]`) {
		t.Errorf("warnings alone: %s", e.data)
	}
}

func TestOverlayIsBounded(t *testing.T) {
	var list diag.List
	for i := range mostShown + 1 {
		list.Add(diag.Diagnostic{Code: "undecodable", Pos: diag.Pos{Line: i + 1}})
	}
	o := overlayOf(list, diag.EN)
	if len(o.Items) != mostShown || o.More != "and 1 more, see the command's window" || o.Title != "The site was not updated: 21 errors" {
		t.Errorf("%d items, %q, %q", len(o.Items), o.More, o.Title)
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("ế", 200)
	tests := []struct {
		line              string
		col               int
		before, at, after string
	}{
		{"", 3, "", "", ""},
		{"tiêu đề: x", 6, "tiêu ", "đ", "ề: x"},
		{"a\tb\x07", 2, "a", " ", "b·"},
		{"abc", 4, "abc", " ", ""},
		{"abc", 99, "abc", " ", ""},
		{"abc", 0, "abc", "", ""},
		{long, 100, "…" + strings.Repeat("ế", 60), "ế", strings.Repeat("ế", 60) + "…"},
		{long, 0, strings.Repeat("ế", 120) + "…", "", ""},
	}
	for _, tt := range tests {
		before, at, after := excerpt(tt.line, tt.col)
		if before != tt.before || at != tt.at || after != tt.after {
			t.Errorf("%q at %d: %q %q %q", tt.line, tt.col, before, at, after)
		}
	}
}

func TestSilentStreamsBeat(t *testing.T) {
	s := serve(t, Options{Live: true}, "index.html", "x")
	mark := s.mark("/")
	s.beat = time.Millisecond // no stream is open yet
	l := s.listen(mark)
	l.want("problems")
	for range 3 {
		if !l.lines.Scan() || l.lines.Text() != ":" {
			t.Fatalf("got %q, %v", l.lines.Text(), l.lines.Err())
		}
		l.lines.Scan() // the empty line after it
	}
}

// At the end, streams and connections that a browser opened in advance go at
// once, and do not use up the time of an answer that is under way.
func TestEndLetsAnswersFinish(t *testing.T) {
	asked, release := make(chan struct{}), make(chan struct{})
	var s *site
	s = serve(t, Options{Live: true, Tree: func() fs.FS {
		if s.blocking.Load() {
			close(asked)
			<-release
		}
		return fstest.MapFS{"index.html": {Data: []byte("x")}}
	}})
	silent, err := net.Dial("tcp", s.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	stream := s.listen(s.mark("/"))
	stream.want("problems")
	s.blocking.Store(true)
	answered := make(chan answer, 1)
	go func() {
		defer close(answered) // ask may give up
		answered <- s.ask("GET", "/")
	}()
	<-asked
	ended := make(chan error, 1)
	go func() { ended <- s.stop() }()
	if e := stream.next(); e.name != "" {
		t.Errorf("got %+v", e)
	}
	_ = silent.SetReadDeadline(time.Now().Add(patience))
	if _, err := silent.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
		t.Errorf("the silent connection: %v", err)
	}
	close(release)
	if got := <-answered; got.status != 200 {
		t.Errorf("the answer under way: %+v", got)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// The end closes streams at once, and the port.
func TestEndClosesStreams(t *testing.T) {
	s := serve(t, Options{Live: true}, "index.html", "x")
	var all []*listener
	for range 5 {
		l := s.listen(s.mark("/"))
		l.want("problems")
		all = append(all, l)
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	for _, l := range all {
		if e := l.next(); e.name != "" {
			t.Errorf("got %+v", e)
		}
	}
	if conn, err := net.Dial("tcp", s.addr); err == nil {
		conn.Close()
		t.Error("the port is still open")
	}
}

// goleak sees at the end that the streams of browsers that went are gone.
func TestClosedStreamsDoNotStay(t *testing.T) {
	s := serve(t, Options{Live: true}, "index.html", "x")
	for range 20 {
		l := s.listen(s.mark("/"))
		l.want("problems")
		l.close()
	}
	s.Changed([]string{"a"})
}

func TestListenTakesTheNextPort(t *testing.T) {
	first, err := Listen("127.0.0.1", 0)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	wanted := first.Addr().(*net.TCPAddr).Port
	second, err := Listen("127.0.0.1", wanted)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if got := second.Addr().(*net.TCPAddr).Port; got <= wanted || got > wanted+nextPorts {
		t.Errorf("%d is taken, got %d", wanted, got)
	}
	for _, port := range []int{-1, 65536} {
		if _, err := Listen("", port); err == nil || !strings.Contains(err.Error(), strconv.Itoa(port)) {
			t.Errorf("port %d: %v", port, err)
		}
	}
	if _, err := Listen("203.0.113.7", 0); err == nil {
		t.Error("listens on an address that this computer does not have")
	}
}

func TestBrowserCommand(t *testing.T) {
	const address = "http://127.0.0.1:1313/?a=b&c=d"
	for goos, want := range map[string]string{"windows": "rundll32", "darwin": "open", "linux": "xdg-open"} {
		got := browserCommand(goos, address)
		if got[0] != want || got[len(got)-1] != address {
			t.Errorf("%s: %q", goos, got)
		}
	}
	for _, bad := range []string{"", "file:///etc/passwd", "calc.exe", "http://", "javascript:alert(1)", "--help"} {
		if err := OpenBrowser(bad); err == nil {
			t.Errorf("%q was opened", bad)
		}
	}
}

func TestOpenBrowserStartsTheSystemsProgram(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	if err := OpenBrowser("http://127.0.0.1/"); err == nil {
		t.Error("no program, and no error")
	}
	if runtime.GOOS == "windows" {
		return // a script cannot stand in for rundll32
	}
	out := filepath.Join(dir, "out")
	fake := "#!/bin/sh\nprintf %s \"$1\" > '" + out + ".new' && /bin/mv '" + out + ".new' '" + out + "'\n"
	name := browserCommand(runtime.GOOS, "")[0]
	if err := os.WriteFile(filepath.Join(dir, name), []byte(fake), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := OpenBrowser("http://127.0.0.1:1313/a?b=c&d"); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		got, err := os.ReadFile(out)
		if string(got) == "http://127.0.0.1:1313/a?b=c&d" {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%q, %v", got, err)
		}
	}
}
