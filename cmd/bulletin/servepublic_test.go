package main

import (
	"bufio"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// servePublished starts "bulletin serve --public" and returns its address and its end,
// which expects that it ends well.
func servePublished(t *testing.T, root string, args ...string) (address string, end func()) {
	t.Helper()
	command := exec.Command("bulletin", append([]string{"serve", "--public", "-s", root, "-p", "0"}, args...)...)
	command.Env = append(os.Environ(), "BULLETIN_LANG=en")
	stderr, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	end = func() {
		t.Helper()
		_ = command.Process.Signal(syscall.SIGTERM)
		if err := command.Wait(); err != nil {
			t.Errorf("it ended with %v", err)
		}
	}
	lines := bufio.NewScanner(stderr)
	for lines.Scan() {
		if found := servingAt.FindString(lines.Text()); found != "" {
			return found, end
		}
	}
	t.Fatal("it never said where it serves")
	return "", nil
}

func (w *watched) build(args ...string) {
	w.t.Helper()
	command := exec.Command("bulletin", append([]string{"build", "-s", w.root, "--clock", "2026-01-01"}, args...)...)
	if out, err := command.CombinedOutput(); err != nil {
		w.t.Fatalf("building: %v\n%s", err, out)
	}
}

// TestServePublic: what was built is served, and nothing else; a build is followed without
// a stop; the sources need not be there.
func TestServePublic(t *testing.T) {
	w := &watched{t: t, root: t.TempDir()}
	w.write("content/index.md", "---\ntitle: Nhà\n---\n")
	w.write("content/news/a.md", article("Tin một"))
	w.write("content/news/b.md", strings.Replace(article("Nháp"), "date:", "draft: true\ndate:", 1))
	w.build()
	w.write("public/secret.txt", "not built")
	log := filepath.Join(t.TempDir(), "access.log")
	address, end := servePublished(t, w.root, "--access-log", log)
	until(t, address+"news/2020/a/", http.StatusOK, "Tin một")
	for _, path := range []string{"secret.txt", ".gitignore", "news/2020/b/", "content/news/a.md", "..%2fbulletin.yaml", ".bulletin/publish/"} {
		until(t, address+path, http.StatusNotFound, "")
	}
	until(t, address+".bulletin/health", http.StatusOK, "ok")
	w.write("content/news/a.md", article("Tin hai"))
	w.build()
	until(t, address+"news/2020/a/", http.StatusOK, "Tin hai")
	w.must(os.RemoveAll(w.path("content")))
	until(t, address+"news/2020/a/", http.StatusOK, "Tin hai")
	end()
	lines, err := os.ReadFile(log)
	if err != nil || !strings.Contains(string(lines), `"GET /news/2020/a/ HTTP/1.1" 200 `) || strings.Contains(string(lines), "health") {
		t.Errorf("the access log: %v\n%s", err, lines)
	}
	again, end := servePublished(t, w.root)
	until(t, again+"news/2020/a/", http.StatusOK, "Tin hai")
	end()
}

// TestServePublicAsksForPasswords: with a file of readers nobody else reads anything.
func TestServePublicAsksForPasswords(t *testing.T) {
	w := &watched{t: t, root: t.TempDir()}
	w.write("content/index.md", "---\ntitle: Nhà\n---\n")
	w.build()
	hash := exec.Command("bulletin", "serve", "--hash-password", "lan")
	hash.Stdin = strings.NewReader("mật khẩu\n")
	line, err := hash.Output()
	if err != nil {
		t.Fatal(err)
	}
	w.write("readers", string(line))
	address, end := servePublished(t, w.root, "--users", w.path("readers"))
	defer end()
	until(t, address, http.StatusUnauthorized, "password")
	until(t, strings.Replace(address, "//", "//lan:sai@", 1), http.StatusUnauthorized, "")
	until(t, strings.Replace(address, "//", "//lan:m%E1%BA%ADt%20kh%E1%BA%A9u@", 1), http.StatusOK, "Bản tin")
}
