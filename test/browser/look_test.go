package browser

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	protocol "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// looker opens pages of a tree in a browser.
type looker struct {
	browser *browser
	tree    *tree
	pages   []string

	atRoot, atSubPath, fromFile string // URLs of the tree's root, three ways
}

// newLooker serves the tree in the three ways that settings name, and takes the
// package's browser to look at it.
func newLooker(t *testing.T, tr *tree) *looker {
	t.Helper()
	b, err := chromium.start()
	if err != nil {
		t.Fatal(err)
	}
	root, sub := serveTree(tr.dir, "/"), serveTree(tr.dir, "/a/b/")
	t.Cleanup(root.Close)
	t.Cleanup(sub.Close)
	file, err := fileURL(tr.dir)
	if err != nil {
		t.Fatal(err)
	}
	return &looker{
		browser: b, tree: tr, pages: tr.sample(manyPages),
		atRoot: root.URL + "/", atSubPath: sub.URL + "/a/b/", fromFile: file,
	}
}

// escapePath writes a slash-separated path as the path of a URL.
func escapePath(p string) string { return (&url.URL{Path: p}).EscapedPath() }

// checkVisits opens every page below base and wants no error, no violation of
// the policy, and no request to anywhere but the site itself.
func (l *looker) checkVisits(base string) []string {
	return l.browser.each(l.pages, func(ctx context.Context, t *tab, name string) ([]string, error) {
		if err := look(ctx, 1280, "light"); err != nil {
			return nil, err
		}
		v, err := t.open(ctx, base+escapePath(name))
		if err != nil {
			return nil, err
		}
		problems := v.problems
		for _, r := range v.requests {
			if !strings.HasPrefix(r, base) && !strings.HasPrefix(r, "data:") {
				problems = append(problems, "asks for "+r)
			}
		}
		if len(v.requests) == 0 {
			problems = append(problems, "no request was seen, not even the page's own")
		}
		return problems, nil
	})
}

// overflow tells how a page is wider than the window, "" when it is not.
const overflow = `(() => {
	if (!document.querySelector('meta[name=viewport]')) return 'has no meta viewport';
	const root = document.documentElement, width = root.clientWidth;
	if (root.scrollWidth <= width) return '';
	const out = e => e.getBoundingClientRect().right > width + 0.5;
	const wide = [...document.querySelectorAll('body *')]
		.filter(e => out(e) && ![...e.children].some(out))
		.slice(0, 3).map(e => e.tagName.toLowerCase() + (e.className ? '.' + e.className : ''));
	return 'is ' + root.scrollWidth + ' pixels wide in a window of ' + width + ': ' + wide.join(', ');
})()`

// axeRun runs axe-core. In light colours: its own choice of rules and those of
// WCAG 2.2 AA, which it leaves out by default. In dark: the rules about colour.
const axeRun = `scheme => axe.run(document, {
	resultTypes: ['violations'],
	preload: false, // style sheets need not be fetched again
	...(scheme === 'dark'
		? {runOnly: {type: 'rule', values: ['color-contrast', 'link-in-text-block']}}
		: {rules: Object.fromEntries(axe.getRules(['wcag22aa']).map(r => [r.ruleId, {enabled: true}]))}),
}).then(r => JSON.stringify(r.violations))`

// violation is what axe-core found against one rule.
type violation struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		Target  []any  `json:"target"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

func (v violation) String() string {
	n := v.Nodes[0]
	return fmt.Sprintf("axe %s: %s; %d×, first %v: %s", v.ID, v.Help, len(v.Nodes), n.Target, strings.Join(strings.Fields(n.Summary), " "))
}

// checkAxe wants axe-core to find nothing on any page, light and dark, narrow
// and wide, and the narrow page not to scroll sideways.
func (l *looker) checkAxe() []string {
	axe, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	if err != nil {
		return []string{err.Error() + "; make test-deps installs it"}
	}
	return l.browser.each(l.pages, func(ctx context.Context, t *tab, name string) ([]string, error) {
		return inspectAt(ctx, t, l.atRoot+escapePath(name), string(axe), 360, 1280)
	})
}

// inspectAt opens a page and looks at it in some widths and both schemes.
func inspectAt(ctx context.Context, t *tab, address, axe string, widths ...int64) ([]string, error) {
	if _, err := t.open(ctx, address); err != nil {
		return nil, err
	}
	if err := chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](axe)); err != nil {
		return nil, fmt.Errorf("loading axe: %w", err)
	}
	var problems []string
	for _, width := range widths {
		for _, scheme := range []string{"light", "dark"} {
			found, err := inspect(ctx, width, scheme)
			if err != nil {
				return nil, err
			}
			for _, f := range found {
				problems = append(problems, fmt.Sprintf("%s, %d px: %s", scheme, width, f))
			}
		}
	}
	return problems, nil
}

// inspect looks at the open page in one width and scheme.
func inspect(ctx context.Context, width int64, scheme string) ([]string, error) {
	if err := look(ctx, width, scheme); err != nil {
		return nil, err
	}
	if err := settle(ctx); err != nil {
		return nil, err
	}
	var problems []string
	wide, err := chromedp.Run(ctx, chromedp.Evaluate[string](overflow))
	if err != nil {
		return nil, err
	}
	if wide != "" {
		problems = append(problems, wide)
	}
	// JSON and not a typed result: the rest of axe's answer is large and unused.
	raw, err := chromedp.Run(ctx, chromedp.Evaluate[string](
		`(`+axeRun+`)("`+scheme+`")`, chromedp.EvalAwaitPromise))
	if err != nil {
		return nil, fmt.Errorf("running axe: %w", err)
	}
	var violations []violation
	if err := json.Unmarshal([]byte(raw), &violations); err != nil {
		return nil, fmt.Errorf("reading axe's answer: %w", err)
	}
	for _, v := range violations {
		problems = append(problems, v.String())
	}
	return problems, nil
}

// readable gives the title and the main text as a person sees them.
const readable = `(() => {
	const main = document.querySelector('main'), title = main && main.querySelector('h1');
	for (const e of main ? main.querySelectorAll('select') : []) e.remove(); // controls are no text
	return [title && title.checkVisibility() ? title.innerText : '', main ? main.innerText : ''];
})()`

// checkWithoutScript wants the main text to be there with scripts turned off:
// scripts may add comfort, never content.
func (l *looker) checkWithoutScript() []string {
	return l.browser.each(l.pages, func(ctx context.Context, t *tab, name string) ([]string, error) {
		if err := look(ctx, 1280, "light"); err != nil {
			return nil, err
		}
		read := func(off bool) ([]string, error) {
			_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off})
			if err != nil {
				return nil, err
			}
			if _, err := t.open(ctx, l.atRoot+escapePath(name)); err != nil {
				return nil, err
			}
			return chromedp.Run(ctx, chromedp.Evaluate[[]string](readable))
		}
		without, err := read(true)
		if err != nil {
			return nil, err
		}
		with, err := read(false)
		if err != nil {
			return nil, err
		}
		switch title, main := without[0], without[1]; {
		case strings.TrimSpace(title) == "":
			return []string{"shows no h1 in main without script"}, nil
		case len(main)*10 < len(with[1])*9:
			return []string{fmt.Sprintf("shows %d bytes of main text without script, %d with", len(main), len(with[1]))}, nil
		}
		return nil, nil
	})
}

// checkRedirects opens the pages that stand at an old address and wants each to
// arrive where it says, from file:// too.
func (l *looker) checkRedirects() []string {
	old := slices.DeleteFunc(l.tree.paths(), func(name string) bool { return l.tree.pages[name].refresh == "" })
	return l.browser.each(old, func(ctx context.Context, _ *tab, name string) ([]string, error) {
		refresh := l.tree.pages[name].refresh
		if l.tree.tryRef(settings[0], name, ref{url: refresh}) != "" {
			return nil, nil // leads nowhere, which checkLinks says
		}
		from, err := url.Parse(l.fromFile + escapePath(name))
		if err != nil {
			return nil, err
		}
		to, err := from.Parse(refresh)
		if err != nil {
			return nil, err
		}
		to.Fragment = ""
		arrived := func(e protocol.EventFrameNavigated) bool { return e.Frame.URL == to.String() }
		// Not chromedp.Navigate: it would wait for a page that is left at once.
		_, err = chromedp.Run(ctx, chromedp.WaitEvent(protocol.FrameNavigated, arrived,
			func(ctx context.Context, t *chromedp.Target) (protocol.NavigateResult, error) {
				return cdp.Call(ctx, t, protocol.Navigate, protocol.NavigateParams{URL: from.String()})
			}))
		if err != nil {
			return nil, fmt.Errorf("going to %s: %w", to, err)
		}
		return nil, nil
	})
}

// pdfPage matches a page's object in Chromium's PDF, whose dictionaries are
// not compressed.
var pdfPage = regexp.MustCompile(`/Type\s*/Page\b[^s]`)

// checkPrint wants one page of each type to print on A4.
func (l *looker) checkPrint() []string {
	return l.browser.each(l.tree.oneOfEach(false), func(ctx context.Context, t *tab, name string) ([]string, error) {
		if _, err := t.open(ctx, l.fromFile+escapePath(name)); err != nil {
			return nil, err
		}
		pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
		if err != nil {
			return nil, fmt.Errorf("printing: %w", err)
		}
		if !bytes.HasPrefix(pdf, []byte("%PDF-")) || !pdfPage.Match(pdf) {
			return []string{fmt.Sprintf("printing gave %d bytes without a page", len(pdf))}, nil
		}
		return nil, nil
	})
}
