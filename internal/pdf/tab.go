package pdf

import (
	"context"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"bulletin/internal/diag"
)

//go:embed prepare.js
var prepareScript string

//go:embed number.js
var numberScript string

// head is what a page says of itself.
type head struct {
	Title, Lang, Author, Description string
	Wanted                           []string // ids whose page numbers its contents ask for
}

// printed is what the browser made of a page.
type printed struct {
	bytes    []byte
	pages    int
	anchors  map[string]int
	head     head
	problems diag.List
}

// tab is the one page that a browser has open.
type tab struct {
	browser *browser
	library library
	session string
	frame   string

	broke  context.CancelCauseFunc
	loaded chan struct{}
	once   sync.Once
	errand sync.WaitGroup // answers under way

	mu       sync.Mutex
	problems diag.List
}

// print opens the page and prints it as often as its contents need.
func (t *tab) print(ctx context.Context) (printed, error) {
	ctx, t.broke = context.WithCancelCause(ctx)
	defer t.broke(nil)
	var p printed
	if err := t.open(ctx); err != nil {
		return p, err
	}
	if err := t.evaluate(ctx, prepareScript, t.library.keep, &p.head); err != nil {
		return p, fmt.Errorf("preparing the page: %w", err)
	}
	for pass := 1; ; pass++ {
		if err := t.pass(ctx, &p); err != nil {
			return p, err
		}
		if len(p.head.Wanted) == 0 {
			break
		}
		var changed bool
		if err := t.evaluate(ctx, numberScript, p.anchors, &changed); err != nil {
			return p, fmt.Errorf("numbering the contents: %w", err)
		}
		if !changed {
			break
		}
		if pass == most {
			t.warn("print-unsettled", most)
			break
		}
	}
	return t.told(ctx, p)
}

// pass prints the page once.
func (t *tab) pass(ctx context.Context, p *printed) error {
	text, err := t.toPDF(ctx)
	if err != nil {
		return err
	}
	f, err := readFile(text)
	if err != nil {
		return fmt.Errorf("reading what the browser made: %w", err)
	}
	p.bytes = text
	p.pages, p.anchors, err = f.anchors()
	return err
}

// told adds the problems.
func (t *tab) told(ctx context.Context, p printed) (printed, error) {
	for _, id := range p.head.Wanted {
		if p.anchors[id] == 0 {
			t.warn("print-number", id)
		}
	}
	var version struct{ Product string } // "Chrome/156.0.8078.108"
	if err := t.call(ctx, "Browser.getVersion", nil, &version); err != nil {
		return p, err
	}
	if v := major(version.Product); v != 0 && v < marginBoxes {
		t.warn("browser-old", v, marginBoxes)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	p.problems = slices.Clone(t.problems)
	return p, nil
}

// marginBoxes is the first version that prints the margin boxes of @page
// (https://developer.chrome.com/blog/print-margins).
const marginBoxes = 131

// major is the first number of a version such as "Chrome/156.0.1", 0 if none.
func major(product string) int {
	_, version, _ := strings.Cut(product, "/")
	first, _, _ := strings.Cut(version, ".")
	n, err := strconv.Atoi(first)
	if err != nil {
		return 0
	}
	return n
}

func (t *tab) warn(code diag.Code, args ...any) {
	t.note(diag.Diagnostic{Pos: diag.Pos{File: t.library.page}, Severity: diag.Warning, Code: code, Args: args})
}

func (t *tab) note(d diag.Diagnostic) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.problems.Add(d)
}

func (t *tab) call(ctx context.Context, method string, params, result any) error {
	return t.browser.conn.call(ctx, t.session, method, params, result)
}

// object is the parameters of a call.
type object = map[string]any

// open loads the page and waits until all of it is there.
func (t *tab) open(ctx context.Context) error {
	var target struct{ TargetID string }
	if err := t.call(ctx, "Target.createTarget", object{"url": "about:blank"}, &target); err != nil {
		return err
	}
	var session struct{ SessionID string }
	if err := t.call(ctx, "Target.attachToTarget", object{"targetId": target.TargetID, "flatten": true}, &session); err != nil {
		return err
	}
	t.session, t.frame, t.loaded = session.SessionID, target.TargetID, make(chan struct{}) // the main frame has its target's id
	t.browser.conn.listen(t.hear)
	for _, c := range []struct {
		method string
		params object
	}{
		{"Page.enable", nil},
		{"Inspector.enable", nil}, // tells of a breakdown
		{"Fetch.enable", object{"patterns": []object{{"urlPattern": "*"}}}},
		{"Emulation.setScriptExecutionDisabled", object{"value": true}},
		{"Emulation.setEmulatedMedia", object{"media": "print", "features": []object{
			{"name": "prefers-color-scheme", "value": "light"}, {"name": "prefers-reduced-motion", "value": "reduce"},
		}}},
	} {
		if err := t.call(ctx, c.method, c.params, nil); err != nil {
			return err
		}
	}
	var navigation struct{ ErrorText string }
	if err := t.call(ctx, "Page.navigate", object{"url": t.library.address(t.library.page)}, &navigation); err != nil {
		return err
	}
	if navigation.ErrorText != "" {
		return errors.New("the browser did not open the page: " + navigation.ErrorText)
	}
	select {
	case <-t.loaded:
		return nil
	case <-t.browser.conn.done:
		return errClosed
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// hear takes the page's events; it never waits.
func (t *tab) hear(m message) {
	if m.SessionID != t.session {
		return
	}
	switch m.Method {
	case "Page.loadEventFired":
		t.once.Do(func() { close(t.loaded) })
	case "Inspector.targetCrashed":
		t.broke(errBroke)
	case "Fetch.requestPaused":
		var r request
		if json.Unmarshal(m.Params, &r) != nil {
			return
		}
		t.errand.Go(func() { t.answer(r) })
	}
}

// evaluate calls a function of ours with one argument, in the page.
func (t *tab) evaluate(ctx context.Context, function string, argument, result any) error {
	with, err := json.Marshal(argument)
	if err != nil {
		return err
	}
	var answer struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails *struct {
			Text      string
			Exception struct{ Description string }
		}
	}
	if err := t.call(ctx, "Runtime.evaluate", object{
		"expression": function + "(" + string(with) + ")", "awaitPromise": true, "returnByValue": true,
	}, &answer); err != nil {
		return err
	}
	if x := answer.ExceptionDetails; x != nil {
		return errors.New(x.Text + " " + x.Exception.Description)
	}
	return json.Unmarshal(answer.Result.Value, result)
}

// toPDF prints what is shown. The paper is A4 where the page does not say, its
// margins are those of CSS.
func (t *tab) toPDF(ctx context.Context) ([]byte, error) {
	var made struct{ Stream string }
	if err := t.call(ctx, "Page.printToPDF", object{
		"preferCSSPageSize": true, "printBackground": true, "generateTaggedPDF": true, "generateDocumentOutline": true,
		"paperWidth": 210 / 25.4, "paperHeight": 297 / 25.4, "transferMode": "ReturnAsStream",
	}, &made); err != nil {
		return nil, err
	}
	var all []byte
	for {
		var part struct {
			Data          string
			Base64Encoded bool
			EOF           bool
		}
		if err := t.call(ctx, "IO.read", object{"handle": made.Stream, "size": 1 << 20}, &part); err != nil {
			return nil, err
		}
		text, err := decode(part.Data, part.Base64Encoded)
		if err != nil {
			return nil, fmt.Errorf("reading what was printed: %w", err)
		}
		all = append(all, text...)
		if part.EOF {
			return all, t.call(ctx, "IO.close", object{"handle": made.Stream}, nil)
		}
	}
}

func decode(data string, inBase64 bool) ([]byte, error) {
	if !inBase64 {
		return []byte(data), nil
	}
	return base64.StdEncoding.DecodeString(data)
}
