package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// tabs is how many pages are open at a time.
const tabs = 2

// patience bounds what one page may take; a page that needs it is broken.
const patience = time.Minute

// browser is one Chromium process with a few tabs.
type browser struct {
	close context.CancelFunc
	free  chan *tab
}

// chromium is the one browser of the package, started by the first test that
// looks at a page and stopped by TestMain.
var chromium oneBrowser

type oneBrowser struct {
	once sync.Once
	b    *browser
	err  error
}

func (o *oneBrowser) start() (*browser, error) {
	o.once.Do(func() { o.b, o.err = startBrowser(context.Background()) })
	return o.b, o.err
}

func (o *oneBrowser) stop() {
	if o.b != nil {
		o.b.close()
	}
}

// tab is one page at a time, and what the browser told about it.
type tab struct {
	ctx context.Context

	mu     sync.Mutex
	wanted string // the URL being opened
	story  visit
}

// visit is what happened while a page was loaded.
type visit struct {
	requests []string // URLs, in order
	problems []string // console errors, exceptions, failed loads
}

// startBrowser starts Chromium with a profile of its own, which can reach this
// machine and nothing else.
func startBrowser(ctx context.Context) (*browser, error) {
	program, err := findChromium()
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program),
		chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	)
	if os.Getuid() == 0 || os.Getenv("CI") != "" { // no user namespaces there; the pages are our own
		options = append(options, chromedp.NoSandbox)
	}
	ctx, stop := chromedp.NewExecAllocator(ctx, options...)
	ctx, cancel := chromedp.NewContext(ctx)
	b := &browser{free: make(chan *tab, tabs), close: func() {
		_ = chromedp.Cancel(ctx) // waits until the profile is gone; its errors change nothing
		cancel()
		stop()
	}}
	if err := chromedp.Do(ctx); err != nil {
		b.close()
		return nil, fmt.Errorf("starting %s: %w", program, err)
	}
	for range tabs {
		t, err := newTab(ctx)
		if err != nil {
			b.close()
			return nil, fmt.Errorf("opening a tab: %w", err)
		}
		b.free <- t
	}
	return b, nil
}

func findChromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if program, err := exec.LookPath(name); err == nil {
			return program, nil
		}
	}
	return "", errors.New("no Chromium on the PATH; make test-deps installs it")
}

func newTab(ctx context.Context) (*tab, error) {
	ctx, _ = chromedp.NewContext(ctx, chromedp.WithNewWindow(true)) // ends with the browser
	t := &tab{ctx: ctx}
	return t, chromedp.Listen(ctx, t.hear)
}

// hear notes what concerns the page; it runs before the browser's next message.
func (t *tab) hear(event any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	problem := func(format string, args ...any) {
		t.story.problems = append(t.story.problems, fmt.Sprintf(format, args...))
	}
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if e.Type == network.ResourceTypeDocument && e.Request.URL == t.wanted {
			t.story = visit{} // what came before was the last page's
		}
		t.story.requests = append(t.story.requests, e.Request.URL)
	case *network.EventLoadingFailed:
		if !e.Canceled {
			problem("a %s did not load: %s", e.Type, e.ErrorText)
		}
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if x := e.ExceptionDetails.Exception; x != nil {
			text += " " + x.Description
		}
		problem("exception: %s", text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			words := []string{}
			for _, a := range e.Args {
				words = append(words, plain(a))
			}
			problem("console.%s: %s", e.Type, strings.Join(words, " "))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			problem("browser: %s %s", e.Entry.Text, e.Entry.URL)
		}
	}
}

// plain gives an argument of console.error as a person would read it.
func plain(a *runtime.RemoteObject) string {
	var s string
	if json.Unmarshal(a.Value, &s) == nil {
		return s
	}
	return string(a.Value) + a.Description
}

// settled waits for typefaces and for animations that end.
const settled = `document.fonts.ready.then(() => Promise.allSettled(
	document.getAnimations().filter(a => a.effect?.getComputedTiming().endTime !== Infinity).map(a => a.finished)
)).then(() => true)`

// open loads a page and returns what happened until it had settled.
func (t *tab) open(ctx context.Context, url string) (visit, error) {
	t.mu.Lock()
	t.wanted, t.story = url, visit{}
	t.mu.Unlock()
	if err := chromedp.Do(ctx, chromedp.Navigate(url)); err != nil {
		return visit{}, fmt.Errorf("opening %s: %w", url, err)
	}
	if err := settle(ctx); err != nil {
		return visit{}, fmt.Errorf("waiting for %s: %w", url, err)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.story, nil
}

func settle(ctx context.Context) error {
	_, err := chromedp.Run(ctx, chromedp.Evaluate[bool](settled, chromedp.EvalAwaitPromise))
	return err
}

// look sets the window's width and the colours a person prefers.
func look(ctx context.Context, width int64, scheme string) error {
	err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900))
	if err != nil {
		return err
	}
	_, err = chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme},
			{Name: "prefers-reduced-motion", Value: "reduce"},
		},
	})
	return err
}

// each runs a job for every page, a few at a time, and gathers the problems.
func (b *browser) each(pages []string, job func(context.Context, *tab, string) ([]string, error)) []string {
	var (
		mu       sync.Mutex
		problems []string
		wg       sync.WaitGroup
	)
	for _, p := range pages {
		t := <-b.free
		wg.Go(func() {
			defer func() { b.free <- t }()
			ctx, cancel := context.WithTimeout(t.ctx, patience)
			defer cancel()
			found, err := job(ctx, t, p)
			mu.Lock()
			defer mu.Unlock()
			for _, f := range found {
				problems = append(problems, p+": "+f)
			}
			if err != nil {
				problems = append(problems, p+": "+err.Error())
			}
		})
	}
	wg.Wait()
	return problems
}
