package main

import (
	"bufio"
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
