package pdf

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"bulletin/internal/diag"
)

// NotFoundError says that there is no browser to print with.
type NotFoundError struct {
	Browser string // the one that was asked for, "" when any would do
	Err     error  // why the one asked for cannot be taken
}

// Diagnostics is the one problem.
func (e *NotFoundError) Diagnostics() diag.List {
	if e.Browser == "" {
		return diag.List{{Code: "browser-missing"}}
	}
	return diag.List{{Code: "browser-not-there", Args: []any{e.Browser, e.Err}}}
}

func (e *NotFoundError) Error() string { return e.Diagnostics().Err().Error() }

// Unwrap is the operating system's error.
func (e *NotFoundError) Unwrap() error { return e.Err }

// BrowserError says that the browser did not start, or ended or broke down in
// the middle.
type BrowserError struct {
	Browser string // its path
	Err     error  // what was noticed
	Said    string // the browser's own last words, "" when it said nothing
	exit    error  // how its process ended, nil when that is not known
	started bool
}

// Diagnostics is the one problem.
func (e *BrowserError) Diagnostics() diag.List {
	words := diag.Words{VI: e.Err.Error(), EN: e.Err.Error()}
	var broken *brokenError
	if errors.As(e.Err, &broken) {
		words = broken.what
	}
	after := ""
	if e.exit != nil {
		after = fmt.Sprintf(" (%v)", e.exit)
	}
	if e.Said != "" {
		after += "\n" + e.Said
	}
	words.VI, words.EN = words.VI+after, words.EN+after
	code := diag.Code("browser-start")
	switch {
	case e.started:
		code = "browser-ended"
	case strings.Contains(e.Said, "sandbox"):
		code = "browser-sandbox"
	}
	return diag.List{{Code: code, Args: []any{e.Browser, words}}}
}

func (e *BrowserError) Error() string { return e.Diagnostics().Err().Error() }

// Unwrap is what was noticed.
func (e *BrowserError) Unwrap() error { return e.Err }

// LimitError says that printing took longer than it may.
type LimitError struct {
	Page  string
	Limit time.Duration
	Said  string // the browser's own last words, "" when it said nothing
}

// Diagnostics is the one problem.
func (e *LimitError) Diagnostics() diag.List {
	words := ""
	if e.Said != "" {
		words = "\n" + e.Said
	}
	return diag.List{{Pos: diag.Pos{File: e.Page}, Code: "print-limit", Args: []any{e.Limit, words}}}
}

func (e *LimitError) Error() string { return e.Diagnostics().Err().Error() }

// Is lets a caller ask for the deadline as for any other.
func (e *LimitError) Is(target error) bool { return target == context.DeadlineExceeded }

// brokenError is noticed by the browser's process or connection.
type brokenError struct{ what diag.Words }

func (e *brokenError) Error() string { return e.what.EN }

// errClosed says that the browser is not there any more.
var errClosed = &brokenError{diag.Words{VI: "nó đã đóng kết nối", EN: "it closed the connection"}}

// errBroke says that the page's own process is not there any more.
var errBroke = &brokenError{diag.Words{VI: "trang bị hỏng giữa chừng", EN: "the page broke down"}}

// explain gives an error of printing its type. It is called when the browser
// has ended, so that its last words are known.
func (b *browser) explain(err error, page string, limit time.Duration) error {
	var broken *brokenError
	switch {
	case errors.Is(err, errLimit):
		return &LimitError{Page: page, Limit: limit, Said: b.said.String()}
	case errors.As(err, &broken) || !b.answered && !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded):
		e := &BrowserError{Browser: b.program, Err: err, Said: b.said.String(), started: b.answered}
		if !b.answered { // else we ended it ourselves
			e.exit = b.exit
		}
		return e
	}
	return err
}
