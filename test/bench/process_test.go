package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// roleOf is the variable that makes this test a process to measure.
const roleOf = "BENCH_TEST_ROLE"

func TestMain(m *testing.M) {
	switch os.Getenv(roleOf) {
	case "":
		status := m.Run()
		if dir, err := programs(); err == nil {
			_ = os.RemoveAll(dir)
		}
		os.Exit(status)
	case "floor": // as the program that the benchmark starts again
		if err := run(context.Background(), os.Args[1:]); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
	case "work":
		fmt.Println(len(make([]byte, 1)))
	case "fail":
		fmt.Println("việc này không làm được")
		os.Exit(1)
	case "wait":
		fmt.Println("chờ")
		time.Sleep(time.Hour) // until it is ended from outside
	case "serve":
		serveSources(os.Args[len(os.Args)-2], os.Args[len(os.Args)-1])
	}
}

// programs is a folder with the program in it, built once for all tests.
var programs = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "bench-test-")
	if err != nil {
		return "", err
	}
	out, err := exec.Command("go", "build", "-o", dir, "bulletin/cmd/bulletin").CombinedOutput()
	if err != nil {
		err = fmt.Errorf("%w\n%s", err, out)
	}
	return dir, err
})

// bulletin is the program.
func bulletin(t *testing.T) string {
	t.Helper()
	dir, err := programs()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "bulletin")
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return name
}

// serveSources answers an item's address with its Markdown: a preview that is
// always up to date.
func serveSources(site, port string) {
	err := http.ListenAndServe("127.0.0.1:"+port, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			fmt.Fprint(w, "<html></html>")
			return
		}
		http.ServeFile(w, r, filepath.Join(site, "content", strings.Trim(r.URL.Path, "/")+".md"))
	}))
	fmt.Println(err)
	os.Exit(1)
}

func self(t *testing.T, role string, args ...string) []string {
	t.Helper()
	name, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(roleOf, role)
	return append([]string{name}, args...)
}

func TestMeasure(t *testing.T) {
	s, err := measure(context.Background(), self(t, "work"))
	if err != nil || s.Wall <= 0 || s.CPU <= 0 {
		t.Errorf("%+v, %v", s, err)
	}
	if runtime.GOOS == "linux" && (s.Peak < 1e6 || s.Peak > 1e9) {
		t.Errorf("peak of %d bytes", s.Peak)
	}
}

// TestMeasureTellsWhatFailed in the process's own words.
func TestMeasureTellsWhatFailed(t *testing.T) {
	_, err := measure(context.Background(), self(t, "fail"))
	if err == nil || !strings.Contains(err.Error(), "việc này không làm được") {
		t.Error(err)
	}
}

// TestCancelEndsTheProcess: nothing measured is left running.
func TestCancelEndsTheProcess(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	c := command(ctx, self(t, "wait"))
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 1)); err != nil { // it runs
		t.Fatal(err)
	}
	cancel()
	if err := c.Wait(); err == nil {
		t.Error("ended by itself")
	}
}

// TestServedEdits follows edits over HTTP.
func TestServedEdits(t *testing.T) {
	site := filepath.Join(corpusOf(t, 10), bulletinSite)
	argv := self(t, "serve", site)
	p := program{Name: "test", site: site, serve: func(port int) []string { return append(argv, strconv.Itoa(port)) }}
	b := &bench{settings: settings{edits: 2, log: &strings.Builder{}}, editors: map[string]*editor{"test": newEditor(10)}}
	samples, err := b.editServed(context.Background(), p)
	if err != nil || len(samples) != 2 || samples[0].Wall <= 0 {
		t.Errorf("%+v, %v", samples, err)
	}
}

// TestServerThatEndsIsAnError, with its own words, and not a wait of minutes.
func TestServerThatEndsIsAnError(t *testing.T) {
	argv := self(t, "fail")
	_, err := serve(context.Background(), program{serve: func(int) []string { return argv }})
	if err == nil || !strings.Contains(err.Error(), "việc này không làm được") {
		t.Error(err)
	}
}

func TestServeEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	argv := self(t, "wait")
	if _, err := serve(ctx, program{serve: func(int) []string { return argv }}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestWholeBench measures a small corpus with the program itself, and leaves
// nothing running and nothing behind.
func TestWholeBench(t *testing.T) {
	dir, argv := t.TempDir(), self(t, "floor")
	s := settings{items: 40, runs: 1, edits: 2, bulletin: bulletin(t), self: argv[0], dir: dir, log: &strings.Builder{}}
	b, err := newBench(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.all(context.Background()); err != nil {
		t.Fatal(err)
	}
	b.report.finish("bench", machineOf(context.Background(), s))
	for _, key := range []string{rowCold, rowUnchanged, rowBody, rowTitle, rowServeFirst, rowServeEdit} {
		if took, ok := b.report.median(key, "bulletin", false); !ok || took <= 0 {
			t.Errorf("%s: %v ms", key, took)
		}
	}
	if out := b.report.Output; out["bulletin"].HTML < 40 || out["bulletin"].HTML != out["floor"].HTML {
		t.Errorf("%+v", out)
	}
	if len(b.report.Ratios) != 1 { // without Hugo, only the floor's
		t.Errorf("%+v", b.report.Ratios)
	}
}

func TestWanted(t *testing.T) {
	if all, err := wanted(""); err != nil || all != nil {
		t.Errorf("%q, %v", all, err)
	}
	if some, err := wanted("edits,cold"); err != nil || !slices.Equal(some, []string{"edits", "cold"}) {
		t.Errorf("%q, %v", some, err)
	}
	if _, err := wanted("cold,nóng"); err == nil || !strings.Contains(err.Error(), `"nóng"; there are cold, unchanged`) {
		t.Error(err)
	}
}
