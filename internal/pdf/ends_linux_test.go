package pdf

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// adopt makes the system give every orphan below this process to this process,
// so that no process of a browser can hide from living.
func adopt(t *testing.T) {
	t.Helper()
	if err := unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); err != nil {
		t.Fatal(err)
	}
}

// living lists the processes below this one that have not ended.
func living(t *testing.T) map[int]string {
	t.Helper()
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil || len(stats) == 0 {
		t.Fatal("no /proc to look at", err)
	}
	parent, state, name := map[int]int{}, map[int]string{}, map[int]string{}
	for _, stat := range stats {
		text, err := os.ReadFile(stat)
		if err != nil {
			continue // ended meanwhile
		}
		end := strings.LastIndexByte(string(text), ')')
		f := strings.Fields(string(text[end+1:]))
		pid, _ := strconv.Atoi(strings.Split(stat, "/")[2])
		parent[pid], _ = strconv.Atoi(f[1])
		state[pid], name[pid] = f[0], string(text[:end+1])
	}
	below := map[int]string{}
	for pid := range parent {
		for p := parent[pid]; p > 1; p = parent[p] {
			if p == os.Getpid() && state[pid] != "Z" && state[pid] != "X" {
				below[pid] = name[pid]
			}
		}
	}
	return below
}

// temporary gives a folder for temporary files that nothing may be left in. Its
// path is short, as those of systems are: the browser makes a socket in it.
func temporary(t *testing.T) {
	t.Helper()
	_ = t.TempDir() // the test's own, made elsewhere
	folder, err := os.MkdirTemp("/tmp", "t")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	t.Setenv("TMPDIR", folder)
}

// nothingLeft is called when Print has returned.
func nothingLeft(t *testing.T) {
	t.Helper()
	if left := living(t); len(left) > 0 {
		t.Errorf("processes are left: %v", left)
	}
	left, err := os.ReadDir(os.Getenv("TMPDIR"))
	if err != nil || len(left) > 0 {
		t.Errorf("files are left: %v %v", left, err)
	}
}

// hook is a tree that calls a function when a file is opened.
type hook struct {
	fs.FS
	open func(name string)
}

func (h hook) Open(name string) (fs.File, error) {
	h.open(name)
	return h.FS.Open(name)
}

// whenAsked calls f once, when the browser asks for the picture of a page.
func whenAsked(t *testing.T, f func()) fs.FS {
	t.Helper()
	var once sync.Once
	return hook{published(t, "", `<img src="../slow.png" alt="">`), func(name string) {
		if name == "slow.png" {
			once.Do(f)
		}
	}}
}

func TestPrintLeavesNothing(t *testing.T) {
	adopt(t)
	temporary(t)
	mustPrint(t, published(t, "", "x"), Options{})
	nothingLeft(t)
}

func TestCancelEndsTheBrowser(t *testing.T) {
	adopt(t)
	temporary(t)
	ctx, cancel := context.WithCancel(t.Context())
	var seen map[int]string
	_, err := Print(ctx, whenAsked(t, func() { seen = living(t); cancel() }), "report/index.html", Options{})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if len(seen) < 2 {
		t.Errorf("the browser was not seen at work: %v", seen)
	}
	nothingLeft(t)
	if _, err := Print(ctx, published(t, "", ""), "report/index.html", Options{}); !errors.Is(err, context.Canceled) {
		t.Error("printed after all:", err)
	}
}

func TestLimit(t *testing.T) {
	adopt(t)
	temporary(t)
	hold := make(chan struct{})
	defer close(hold)
	tree := whenAsked(t, func() { <-hold }) // a file share that does not answer
	_, err := Print(t.Context(), tree, "report/index.html", Options{Limit: 8 * time.Second})
	said(t, err, "print-limit", "8s")
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Error("not known as a deadline")
	}
	nothingLeft(t)
}

// A browser all of whose processes are stopped does nothing and reads nothing.
func TestLimitOfABrowserThatHangs(t *testing.T) {
	adopt(t)
	temporary(t)
	tree := whenAsked(t, func() {
		for pid := range living(t) {
			_ = syscall.Kill(pid, syscall.SIGSTOP) // one that has just ended does no harm
		}
	})
	_, err := Print(t.Context(), tree, "report/index.html", Options{Limit: 8 * time.Second})
	said(t, err, "print-limit", "8s")
	nothingLeft(t)
}

// A browser that ends, or the page's own process in it, is told at once.
func TestBrowserThatEnds(t *testing.T) {
	adopt(t)
	temporary(t)
	for kind, want := range map[string]string{"": errClosed.what.EN, "--type=renderer": errBroke.what.EN} {
		tree := whenAsked(t, func() {
			for pid := range living(t) {
				command, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid)) // it may have ended meanwhile
				if strings.Contains(string(command), kind) {
					_ = syscall.Kill(pid, syscall.SIGKILL)
				}
			}
		})
		_, err := Print(t.Context(), tree, "report/index.html", Options{})
		var broken *BrowserError
		if !errors.As(err, &broken) {
			t.Fatal(err)
		}
		said(t, err, "browser-ended", broken.Browser)
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %q", err, want)
		}
		nothingLeft(t)
	}
}

// script makes a program that is not a browser.
func script(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(name, []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestNotABrowser(t *testing.T) {
	adopt(t)
	temporary(t)
	for text, want := range map[string]string{
		"#!/bin/sh\necho không phải trình duyệt >&2; exit 3\n":        "exit status 3",
		"#!/bin/sh\necho không phải trình duyệt\n":                    "không phải trình duyệt",
		"#!/bin/sh\nprintf 'hello\\0' >&4; echo lạ >&2; sleep 1000\n": "lạ",
		"not a program": "exec format error",
	} {
		program := script(t, text)
		_, err := Print(t.Context(), published(t, "", ""), "report/index.html", Options{Browser: program})
		said(t, err, "browser-start", program, want, "--browser")
		nothingLeft(t)
	}
	program := script(t, "#!/bin/sh\necho No usable sandbox! >&2; exit 1\n")
	_, err := Print(t.Context(), published(t, "", ""), "report/index.html", Options{Browser: program})
	said(t, err, "browser-sandbox", "No usable sandbox!", "--no-sandbox")
}

func TestProgramThatDoesNotAnswer(t *testing.T) {
	adopt(t)
	temporary(t)
	program := script(t, "#!/bin/sh\necho chờ >&2; sleep 1000 & sleep 1000\n")
	_, err := Print(t.Context(), published(t, "", ""), "report/index.html", Options{Browser: program, Limit: time.Second})
	said(t, err, "print-limit", "1s", "chờ")
	nothingLeft(t)
}
