package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"bulletin/internal/build"
	"bulletin/internal/site"
	"bulletin/themes"
)

// watched is a site that a running "bulletin watch" follows.
type watched struct {
	t    *testing.T
	root string
	rng  *rand.Rand
	said *transcript // what the command wrote
}

// transcript is a buffer that one goroutine fills and another reads.
type transcript struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (t *transcript) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.Write(p)
}

func (t *transcript) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.String()
}

var fixedClock = time.Unix(1600000000, 0)

// watchSite starts the command on a new site and waits for its first build.
func watchSite(t *testing.T, args ...string) *watched {
	w := &watched{t: t, root: t.TempDir(), rng: rand.New(rand.NewPCG(1, 2)), said: &transcript{}}
	w.write("bulletin.yaml", "title: Bản tin\n")
	w.write("content/index.md", "---\ntitle: Nhà\n---\n")
	w.write("content/news/a.md", article("A"))
	command := exec.Command("bulletin", append([]string{"watch", "-s", w.root}, args...)...)
	command.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1600000000", "BULLETIN_LANG=en")
	command.Stdout, command.Stderr = w.said, w.said
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := command.Process.Signal(os.Interrupt); err != nil {
			t.Error(err)
		}
		err := command.Wait()
		if code := command.ProcessState.ExitCode(); code != exitInterrupted {
			t.Errorf("Ctrl-C ended it with %d (%v)\n%s", code, err, w.said)
		}
	})
	return w
}

func article(title string) string {
	return fmt.Sprintf("---\ntitle: %q\ndate: 2020\ntags: [tin]\n---\n\nNội dung %s.\n", title, title)
}

func (w *watched) path(name string) string { return filepath.Join(w.root, filepath.FromSlash(name)) }

func (w *watched) write(name, text string) {
	w.t.Helper()
	if err := os.MkdirAll(filepath.Dir(w.path(name)), 0o777); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(w.path(name), []byte(text), 0o666); err != nil {
		w.t.Fatal(err)
	}
}

func (w *watched) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// settle waits until the followed site holds the bytes of a clean build.
func (w *watched) settle(after string) {
	w.t.Helper()
	dest := filepath.Join(w.t.TempDir(), "public")
	_, problems, err := build.Run(context.Background(), build.Options{
		Root: w.root, Dest: dest, State: w.t.TempDir(), Theme: themes.Default(), Version: version,
		View: site.View{Clock: fixedClock},
	})
	if err != nil || problems.HasErrors() {
		w.t.Fatalf("after %s: %v %v", after, err, problems)
	}
	want := readTree(w.t, dest)
	var differ []string
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if differ = differing(readTree(w.t, w.path("public")), want); differ == nil {
			return
		}
	}
	w.t.Fatalf("after %s the site never became that of a clean build: %q\n%s", after, differ, w.said)
}

// readTree reads a tree that may be changing under it.
func readTree(t *testing.T, dir string) map[string]string {
	files := map[string]string{}
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if data, err := os.ReadFile(path); err == nil {
				rel, _ := filepath.Rel(dir, path)
				files[filepath.ToSlash(rel)] = string(data)
			}
		}
		return nil
	})
	return files
}

func differing(a, b map[string]string) []string {
	var names []string
	for name, data := range a {
		if other, ok := b[name]; !ok || other != data {
			names = append(names, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// TestWatch follows what people and editors do to a site, by notification and
// by polling.
func TestWatch(t *testing.T) {
	for name, args := range map[string][]string{"notified": nil, "polling": {"--poll", "50ms"}} {
		t.Run(name, func(t *testing.T) {
			w := watchSite(t, args...)
			w.settle("the first build")
			w.write("content/news/a.md", article("A mới"))
			w.settle("an edit")
			w.write("content/meetings/b.md", "---\ntitle: B\ndate: 2021\nmeeting_kind: regular\n---\n")
			w.settle("a file in a new folder")
			w.write("content/news/.a.md.swp", "x")
			w.write("content/news/a.md.new", article("A lưu"))
			w.must(os.Rename(w.path("content/news/a.md.new"), w.path("content/news/a.md")))
			w.settle("an editor that saves by renaming")
			w.must(os.Rename(w.path("content/news"), w.path("content/stories")))
			w.settle("a folder renamed")
			for i := range 200 {
				w.write(fmt.Sprintf("content/news/tin-%d.md", i), article(fmt.Sprint("Tin ", i)))
			}
			w.settle("a burst of 200 files")
			w.write("bulletin.yaml", "title: Tên khác\nper_page: 7\n")
			w.settle("the configuration")
			w.write("strings/vi.yaml", "plan:\n  home: Nhà\n")
			w.settle("the strings")
			w.write("layouts/partials/footer.html", "<footer>chân</footer>\n")
			w.settle("the theme")
			w.must(os.RemoveAll(w.path("content/news")))
			w.settle("a folder deleted")
			before := readTree(t, w.path("public"))
			w.write("content/news/hong.md", "---\nsai: 1\n---\n")
			w.write("content/stories/c.md", article("C"))
			w.must(os.Remove(w.path("content/news/hong.md")))
			w.settle("a bad file that is mended")
			if after := readTree(t, w.path("public")); before["stories/2020/c/index.html"] != "" || !strings.Contains(after["stories/2020/c/index.html"], "C") {
				t.Error("the new story is missing")
			}
		})
	}
}

// TestWatchRandomEdits: any edits, in any order and grouping, end in the bytes
// of a clean build.
func TestWatchRandomEdits(t *testing.T) {
	w := watchSite(t)
	w.settle("the first build")
	for round := range 25 {
		var done []string
		for range 1 + w.rng.IntN(6) {
			done = append(done, w.edit())
		}
		w.settle(fmt.Sprintf("round %d: %s", round, strings.Join(done, ", ")))
	}
}

// edit makes one random edit that leaves the site sound, and says which.
func (w *watched) edit() string {
	folder := []string{"news", "stories", "news/x"}[w.rng.IntN(3)]
	name := fmt.Sprintf("content/%s/%c.md", folder, 'a'+rune(w.rng.IntN(5)))
	other := fmt.Sprintf("content/%s/%c.md", folder, 'f'+rune(w.rng.IntN(5)))
	_, err := os.Stat(w.path(name))
	exists := err == nil
	switch op := w.rng.IntN(6); {
	case op == 0 && exists:
		w.must(os.Remove(w.path(name)))
		return "delete " + name
	case op == 1 && exists:
		w.must(os.Rename(w.path(name), w.path(other)))
		return "rename " + name
	case op == 2:
		w.write("bulletin.yaml", fmt.Sprintf("title: Bản tin %d\n", w.rng.IntN(9)))
		return "configuration"
	case op == 3 && exists:
		w.must(os.RemoveAll(w.path("content/" + folder)))
		return "delete folder " + folder
	default:
		// The slug keeps files of one name in two folders apart.
		w.write(name, strings.Replace(article(fmt.Sprint(w.rng.IntN(100))), "date:",
			"slug: "+strings.NewReplacer("/", "-", ".md", "").Replace(strings.TrimPrefix(name, "content/"))+"-"+fmt.Sprint(w.rng.IntN(1000000))+"\ndate:", 1))
		return "write " + name
	}
}
