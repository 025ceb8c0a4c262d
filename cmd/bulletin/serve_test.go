package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"
)

var servingAt = regexp.MustCompile(`http://127\.0\.0\.1:\d+/`)

// serveSite starts "bulletin serve" on the site at root and returns its address.
func serveSite(t *testing.T, root string, args ...string) string {
	command := exec.Command("bulletin", append([]string{"serve", "-s", root, "-p", "0"}, args...)...)
	command.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1600000000", "BULLETIN_LANG=en")
	stderr, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Signal(os.Interrupt)
		_ = command.Wait()
		if code := command.ProcessState.ExitCode(); code != exitInterrupted {
			t.Errorf("Ctrl-C ended it with %d", code)
		}
	})
	address := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(stderr)
		for lines.Scan() {
			if found := servingAt.FindString(lines.Text()); found != "" {
				address <- found
			}
		}
	}()
	select {
	case found := <-address:
		return found
	case <-time.After(30 * time.Second):
		t.Fatal("it never said where it serves")
		return ""
	}
}

// get fetches a page.
func get(t *testing.T, url string) (int, string) {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

// until fetches a page again and again until it says something.
func until(t *testing.T, url string, status int, says string) {
	t.Helper()
	var code int
	var body string
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if code, body = get(t, url); code == status && strings.Contains(body, says) {
			return
		}
	}
	t.Fatalf("%s never said %q with %d; last %d: %s", url, says, status, code, body)
}

// TestServe follows an edit over HTTP, keeps the last good page while a file is
// bad, and answers a missing page with the site's own.
func TestServe(t *testing.T) {
	w := &watched{t: t, root: t.TempDir()}
	w.write("content/index.md", "---\ntitle: Nhà\n---\n")
	w.write("content/news/a.md", article("Tin một"))
	address := serveSite(t, w.root)
	page := address + "news/2020/a/"
	until(t, page, http.StatusOK, "Tin một")
	w.write("content/news/a.md", article("Tin hai"))
	until(t, page, http.StatusOK, "Tin hai")
	until(t, address, http.StatusOK, "Tin hai")
	w.write("content/news/b.md", "---\ntitle: B\nsai: 1\n---\n")
	until(t, address+".bulletin/live.js", http.StatusOK, "EventSource")
	until(t, page, http.StatusOK, "Tin hai")
	w.write("content/news/b.md", article("Tin ba"))
	until(t, address+"news/2020/b/", http.StatusOK, "Tin ba")
	until(t, address+"news/1999/", http.StatusNotFound, `<base href="/">`)
	if _, err := os.Stat(w.path("public")); err == nil {
		t.Error("serving wrote to the output folder")
	}
}

// TestServePreview: what is only a preview never reaches the output folder.
func TestServePreview(t *testing.T) {
	w := &watched{t: t, root: t.TempDir()}
	w.write("content/news/a.md", strings.Replace(article("Nháp"), "date:", "draft: true\ndate:", 1))
	address := serveSite(t, w.root, "-D")
	until(t, address+"news/2020/a/", http.StatusOK, "Nháp")
	w.write("content/news/a.md", strings.Replace(article("Nháp hai"), "date:", "draft: true\ndate:", 1))
	until(t, address+"news/2020/a/", http.StatusOK, "Nháp hai")
	if _, err := os.Stat(w.path("public")); err == nil {
		t.Error("a preview wrote to the output folder")
	}
}

// TestServeFoldersThatGoAndComeBack: a folder is removed, made again, exchanged
// for another; the content folder too; and what is in it then is served.
func TestServeFoldersThatGoAndComeBack(t *testing.T) {
	w := &watched{t: t, root: t.TempDir()}
	w.write("content/index.md", "---\ntitle: Nhà\n---\n")
	w.write("content/news/a.md", article("Tin một"))
	w.write("content/stories/c.md", article("Chuyện"))
	address := serveSite(t, w.root)
	until(t, address+"news/2020/a/", http.StatusOK, "Tin một")
	w.must(os.RemoveAll(w.path("content/news")))
	until(t, address+"news/2020/a/", http.StatusNotFound, "")
	w.write("content/news/a.md", article("Tin hai"))
	until(t, address+"news/2020/a/", http.StatusOK, "Tin hai")
	w.write("content/news/a.md", article("Tin ba"))
	until(t, address+"news/2020/a/", http.StatusOK, "Tin ba")
	w.must(os.Rename(w.path("content/news"), w.path("content/old")))
	w.must(os.Rename(w.path("content/stories"), w.path("content/news")))
	until(t, address+"news/2020/c/", http.StatusOK, "Chuyện")
	until(t, address+"old/a/", http.StatusOK, "Tin ba")
	w.must(os.RemoveAll(w.path("content")))
	w.write("content/news/d.md", article("Tin bốn"))
	until(t, address+"news/2020/d/", http.StatusOK, "Tin bốn")
	until(t, address+"news/2020/c/", http.StatusNotFound, "")
	w.write("content/news/d.md", article("Tin năm"))
	until(t, address+"news/2020/d/", http.StatusOK, "Tin năm")
	w.must(os.Rename(w.path("content"), w.path("away")))
	w.write("content/news/e.md", article("Tin sáu"))
	until(t, address+"news/2020/e/", http.StatusOK, "Tin sáu")
	until(t, address+"news/2020/d/", http.StatusNotFound, "")
}

// TestServeTellsWhosePageChanged: of two pages that a browser was sent, an edit
// names the one that shows it; a part of the style sheet that the site puts in
// changes every page and its style, of which the browser sees that it is no more.
func TestServeTellsWhosePageChanged(t *testing.T) {
	w := &watched{t: t, root: t.TempDir()}
	w.write("content/news/a.md", article("Tin một"))
	w.write("content/about.md", "---\ntitle: Giới thiệu\n---\n\nLời.\n")
	address := serveSite(t, w.root)
	until(t, address+"news/2020/a/", http.StatusOK, "Tin một")
	until(t, address+"about/", http.StatusOK, "Giới thiệu")
	_, page := get(t, address+"about/")
	since := regexp.MustCompile(`data-mark="([^"]+)"`).FindStringSubmatch(page)
	shape := regexp.MustCompile(`data-shape="([^"]+)"`)
	if since == nil {
		t.Fatal("the page has no mark")
	}
	changed := listen(t, address+".bulletin/events?since="+since[1])
	w.write("content/news/a.md", article("Tin hai"))
	if told := changed(); !strings.Contains(told, "news/2020/a/index.html") || strings.Contains(told, "about/") {
		t.Errorf("told of %s", told)
	}
	w.write("assets/_tokens.css", ":root{--x:1}\n")
	told := changed()
	for !strings.Contains(told, "about/index.html") { // a folder that is new may be told of first
		told = changed()
	}
	_, styled := get(t, address+"about/")
	if was, is := shape.FindString(page), shape.FindString(styled); was == "" || was != is || page == styled {
		t.Errorf("the page's shape was %s and is %s", was, is)
	}
}

// listen opens a browser's stream of events, and returns what hears the next change.
func listen(t *testing.T, url string) func() string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	t.Cleanup(cancel)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	lines := bufio.NewScanner(response.Body)
	return func() string {
		t.Helper()
		for event := ""; lines.Scan(); {
			if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				event = name
			}
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok && event == "changed" {
				return data
			}
		}
		t.Fatal("the stream ended:", lines.Err())
		return ""
	}
}

// TestServeLinkedFolders: a content folder and a theme that are links to folders
// elsewhere are followed where they are.
func TestServeLinkedFolders(t *testing.T) {
	w := &watched{t: t, root: t.TempDir()}
	elsewhere := &watched{t: t, root: t.TempDir()}
	elsewhere.write("texts/news/a.md", article("Tin một"))
	elsewhere.write("look/partials/footer.html", "<footer>chân một</footer>\n")
	w.must(os.Symlink(elsewhere.path("texts"), w.path("content")))
	w.must(os.Symlink(elsewhere.path("look"), w.path("layouts")))
	address := serveSite(t, w.root)
	until(t, address+"news/2020/a/", http.StatusOK, "Tin một")
	elsewhere.write("texts/news/a.md", article("Tin hai"))
	until(t, address+"news/2020/a/", http.StatusOK, "Tin hai")
	elsewhere.write("look/partials/footer.html", "<footer>chân hai</footer>\n")
	until(t, address+"news/2020/a/", http.StatusOK, "chân hai")
}
