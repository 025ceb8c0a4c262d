package server

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"bulletin/internal/diag"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// findChromium looks for the browser; no browser is a failure, since a preview
// that nobody looked at is not tested.
func findChromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if program, err := exec.LookPath(name); err == nil {
			return program
		}
	}
	t.Fatal("no Chromium on the PATH; install Debian's chromium")
	return ""
}

// startBrowser starts a browser with a fresh profile that reaches only this
// machine.
func startBrowser(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(findChromium(t)),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	)
	if os.Getuid() == 0 || os.Getenv("CI") != "" { // no user namespaces there; the pages are our own
		options = append(options, chromedp.NoSandbox)
	}
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(ctx)
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx) // waits for the browser's end
		cancel()
		stop()
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// tab is one page in the browser.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu     sync.Mutex
	thrown []string
}

func newTab(t *testing.T, browser context.Context) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewWindow(true))
	b := &tab{t: t, ctx: ctx}
	err := chromedp.Listen(ctx, func(ev any) {
		if e, ok := ev.(*runtime.EventExceptionThrown); ok {
			b.mu.Lock()
			defer b.mu.Unlock()
			text := e.ExceptionDetails.Text
			if x := e.ExceptionDetails.Exception; x != nil {
				text += " " + x.Description
			}
			b.thrown = append(b.thrown, text)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx)
		cancel()
		b.mu.Lock()
		defer b.mu.Unlock()
		if len(b.thrown) > 0 {
			t.Errorf("the page threw %q", b.thrown)
		}
	})
	return b
}

// open shows a page and leaves a token in its window, which lives as long as
// the page is not loaded again.
func (b *tab) open(url string) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.Navigate(url)); err != nil {
		b.t.Fatal(err)
	}
	b.js(`window.token = "old"`)
}

func (b *tab) js(expression string) string {
	b.t.Helper()
	got, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`String(`+expression+`)`))
	if err != nil {
		b.t.Fatal(err)
	}
	return got
}

// until waits until an expression has a value. While the page is exchanged,
// expressions may fail.
func (b *tab) until(expression, want string) {
	b.t.Helper()
	deadline := time.After(patience)
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for {
		got, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`String(`+expression+`)`))
		if err == nil && got == want {
			return
		}
		select {
		case <-look.C:
		case <-deadline:
			b.t.Fatalf("%s is %q (%v), want %q", expression, got, err, want)
		}
	}
}

const (
	token   = `window.token`
	colour  = `getComputedStyle(document.querySelector("h1")).color`
	heading = `document.querySelector("h1").textContent`
	panel   = `(function () { var h = document.querySelector("bulletin-problems"); return h ? h.shadowRoot.textContent : "none"; })()`
	sheets  = `document.querySelectorAll("link[rel=stylesheet]").length`
)

// pages is a small site whose pages share a style sheet and use a picture each.
func pages(title, rules, sheet string) []string {
	page := func(h, more string) string {
		return fmt.Sprintf(`<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>x</title>`+
			`<link rel="icon" href="data:,"><link rel="stylesheet" href="%s"></head>`+
			`<body><h1>%s</h1>%s<div style="height:5000px"></div></body></html>`, sheet, h, more)
	}
	return []string{
		"index.html", page(title, `<img src="a.svg" alt="">`), "b.html", page("Trang khác", ""), "404.html", page("Không có", ""),
		sheet, rules, "a.svg", `<svg xmlns="http://www.w3.org/2000/svg"/>`, "c.svg", `<svg xmlns="http://www.w3.org/2000/svg"/>`,
	}
}

func TestInBrowser(t *testing.T) {
	browser := startBrowser(t)
	start := func(t *testing.T) (*site, *tab, string) {
		s := serve(t, Options{Live: true, Lang: diag.VI}, pages("Một", "h1{color:rgb(1,0,0)}", "s.css")...)
		return s, newTab(t, browser), "http://" + s.addr + "/"
	}
	restyle := func(s *site, b *tab, n int) {
		b.t.Helper()
		s.put(pages("Một", fmt.Sprintf("h1{color:rgb(%d,0,0)}", n), "s.css")...)
		s.Changed([]string{"s.css"})
		b.until(colour, fmt.Sprintf("rgb(%d, 0, 0)", n))
	}

	t.Run("a style sheet is exchanged in place", func(t *testing.T) {
		s, b, url := start(t)
		b.open(url)
		for n := 2; n < 5; n++ {
			restyle(s, b, n)
			b.until(sheets, "1")
		}
		if got := b.js(token); got != "old" {
			t.Error("the page was loaded again")
		}
	})

	t.Run("a style sheet named by its content is exchanged in place", func(t *testing.T) {
		s, b, url := start(t)
		b.open(url)
		s.put(pages("Một", "h1{color:rgb(7,0,0)}", "s.777.css")...)
		s.Changed([]string{"index.html", "b.html", "404.html", "s.777.css", "s.css"})
		b.until(colour, "rgb(7, 0, 0)")
		b.until(sheets, "1")
		if got := b.js(token); got != "old" {
			t.Error("the page was loaded again")
		}
		s.put(pages("Hai", "h1{color:rgb(8,0,0)}", "s.888.css")...)
		s.Changed([]string{"index.html", "b.html", "404.html", "s.777.css", "s.888.css"})
		b.until(heading, "Hai")
		b.until(token, "undefined")
	})

	t.Run("only its own change loads a page again", func(t *testing.T) {
		s, b, url := start(t)
		b.open(url)
		s.Changed([]string{"b.html", "c.svg", "meetings/index.html"})
		restyle(s, b, 9) // comes after, so the change before has been heard
		if got := b.js(token); got != "old" {
			t.Fatal("another page's change loaded this one again")
		}
		b.js(`window.scrollTo(0, 1234)`)
		s.put(pages("Hai", "h1{color:rgb(1,0,0)}", "s.css")...)
		s.Changed([]string{"index.html"})
		b.until(heading, "Hai")
		b.until(token, "undefined")
		b.until(`Math.round(window.pageYOffset)`, "1234")
	})

	t.Run("a picture it shows loads a page again", func(t *testing.T) {
		s, b, url := start(t)
		b.open(url)
		s.Changed([]string{"a.svg"})
		b.until(token, "undefined")
	})

	t.Run("a page that appears replaces its absence", func(t *testing.T) {
		s, b, url := start(t)
		b.open(url + "moi/")
		b.until(heading, "Không có")
		s.put(append(pages("Một", "", "s.css"), "moi/index.html", "<h1>Mới</h1>")...)
		s.Changed([]string{"moi/index.html"})
		b.until(heading, "Mới")
	})

	t.Run("problems come and go", func(t *testing.T) {
		s, b, url := start(t)
		b.open(url)
		list := diag.List{{Pos: diag.Pos{File: "content/a.md", Line: 3, Col: 7}, Code: "undecodable", Line: "ngày: <b>mai</b>"}}
		s.Problems(list)
		b.until(`document.querySelector("bulletin-problems") !== null`, "true")
		text := b.js(panel)
		for _, want := range []string{"Chưa cập nhật được trang: có 1 lỗi", "content/a.md:3:7", list[0].Message(diag.VI), list[0].Hint(diag.VI), "ngày: <b>mai</b>\n      ^"} {
			if !strings.Contains(text, want) {
				t.Errorf("the overlay lacks %q: %s", want, text)
			}
		}
		if got := b.js(heading); got != "Một" {
			t.Error("the last good page is gone")
		}
		b.js(`document.querySelector("bulletin-problems").shadowRoot.querySelector("button").click()`)
		b.until(panel, "none")
		s.Problems(list) // the next build fails too
		b.until(`document.querySelector("bulletin-problems") !== null`, "true")
		b.open(url + "b.html") // loaded while there are problems
		b.until(`document.querySelector("bulletin-problems") !== null`, "true")
		s.Problems(nil)
		b.until(panel, "none")
		if got := b.js(token); got != "old" {
			t.Error("the page was loaded again")
		}
	})

	t.Run("a strict policy does not stop it", func(t *testing.T) {
		s, b, url := start(t)
		tree := pages("Một", "h1{color:rgb(1,0,0)}", "s.css")
		tree[1] = strings.Replace(tree[1], `<title>`, `<meta http-equiv="Content-Security-Policy" content="default-src 'self'; img-src 'self' data:"><title>`, 1)
		s.put(tree...)
		b.open(url)
		s.Problems(diag.List{{Code: "undecodable"}})
		b.until(`document.querySelector("bulletin-problems") !== null`, "true")
		position := `getComputedStyle(document.querySelector("bulletin-problems").shadowRoot.querySelector(".panel")).position`
		if got := b.js(position); got != "fixed" {
			t.Errorf("the overlay has no style: position %s", got)
		}
		s.Changed([]string{"index.html", "a.svg"})
		b.until(token, "undefined")
	})

	t.Run("it finds a server that was started again", func(t *testing.T) {
		s, b, url := start(t)
		b.open(url)
		if err := s.stop(); err != nil {
			t.Fatal(err)
		}
		l, err := net.Listen("tcp", s.addr)
		if err != nil {
			t.Fatal(err)
		}
		s.put(pages("Lại", "", "s.css")...)
		s.Server = New(s.opt)
		s.serveOn(l)
		b.until(heading, "Lại")
	})
}
