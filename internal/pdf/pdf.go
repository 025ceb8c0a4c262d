// Package pdf prints a page of a published tree to PDF with the Chromium,
// Chrome or Edge that is installed.
//
// The page and all that it shows come from the tree, as an [fs.FS]; its links
// are relative, as everywhere in a published tree. [Print] starts a browser of
// its own, with a profile of its own, and ends both before it returns: also when
// its context is cancelled, its time is over or the browser breaks down.
//
// Nothing but the tree is reachable. No port is opened: the browser is spoken to
// over two pipes and given each file when it asks for it. What the page asks for
// beyond the tree is refused, and told in [Document].Problems, as is what the
// tree lacks. Below that, the browser is told that no host has an address, so
// that nothing it might do by itself leaves the process. The page's scripts do
// not run: a published page reads without them, and what does not run needs no
// waiting for. All typefaces and pictures are there before the page is printed.
//
// What the page says in CSS holds: the size of @page, its margins, backgrounds,
// and page numbers in margin boxes (@bottom-center and so on, with
// counter(page)). Margin boxes need version 131 of the browser; an older one
// leaves them empty, nothing takes their place, and Problems says so.
//
// The text is tagged, with headings, lists and tables, and the outline is that
// of the headings. Title, language, author and description are the page's own:
// <title>, lang, <meta name="author">, <meta name="description">. The same tree,
// options and browser give the same bytes: times are an input, and whatever else
// the browser writes of itself, the machine or the hour is replaced. docs/pdf.md
// says how near the file is to PDF/A-2, and how that was looked at.
//
// Contents with page numbers take two passes, since CSS cannot say them in a
// browser: an element with data-page-of="ID" is given the number of the page on
// which the element ID came out, and the page is printed again until the numbers
// hold. [Document].Anchors tells the same numbers to a caller who makes a page
// from them.
package pdf

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"strings"
	"time"

	"bulletin/internal/diag"
)

// Options says how to print. The zero value works.
type Options struct {
	// Browser is the program to print with, a path or a name on the PATH.
	// "" finds one; see [Find].
	Browser string
	// Base is the address at which the tree is published, such as
	// "https://example.vn/bulletin/". Links to other pages of the tree lead
	// there. Without it such links are plain text: the file may be anywhere.
	Base string
	// Time is when the document was made. Zero leaves the dates out.
	Time time.Time
	// Creator is the program that made the page; "" means "bulletin".
	Creator string
	// Limit bounds the whole; 0 means two minutes.
	Limit time.Duration
}

// Document is a printed page.
type Document struct {
	Bytes []byte // the PDF
	Pages int    // how many it has
	// Anchors tells on which page, from 1, each element with an id came out.
	// Elements that are not shown are not in it. Each is a named destination
	// too: report.pdf#ID opens the file there.
	Anchors map[string]int
	// Problems are warnings, sorted: what was asked for and not given, page
	// numbers that could not be had.
	Problems diag.List
}

// most is how often a page is printed until its contents hold.
const most = 4

// nowhere is the origin of a tree that has no address: no host can have this
// name (RFC 2606), so no page can mean it but by a link to the tree.
const nowhere = "https://bulletin.invalid/"

// Print prints one page of the tree, named as in the tree. Its errors are
// [*NotFoundError], [*BrowserError] and [*LimitError], which carry their text in
// both languages; the context's; and others, which are the caller's mistakes.
func Print(ctx context.Context, tree fs.FS, page string, o Options) (Document, error) {
	doc, err := printPage(ctx, tree, page, o)
	if err != nil {
		return Document{}, fmt.Errorf("printing %s: %w", page, err)
	}
	return doc, nil
}

func printPage(ctx context.Context, tree fs.FS, page string, o Options) (Document, error) {
	if err := ctx.Err(); err != nil {
		return Document{}, err
	}
	base, err := url.Parse(cmp.Or(o.Base, nowhere))
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return Document{}, fmt.Errorf("%q is no web address", o.Base)
	}
	base.RawQuery, base.Fragment = "", ""
	if !strings.HasSuffix(base.Path, "/") {
		base = base.JoinPath("/")
	}
	if _, err := fs.Stat(tree, page); err != nil {
		return Document{}, err
	}
	program, err := Find(o.Browser)
	if err != nil {
		return Document{}, err
	}
	limit := cmp.Or(o.Limit, 2*time.Minute)
	ctx, cancel := context.WithTimeoutCause(ctx, limit, errLimit)
	defer cancel()
	b, err := start(ctx, program)
	if err != nil {
		return Document{}, b.explain(err, page, limit)
	}
	t := &tab{browser: b, library: library{tree: tree, base: base, page: page, keep: o.Base != ""}}
	printed, err := t.print(ctx)
	if left := b.end(); err == nil {
		err = left
	}
	if err != nil {
		return Document{}, b.explain(err, page, limit) // a file that cannot be read in time is not waited for
	}
	t.errand.Wait()
	return finish(printed, o)
}

// finish makes of what the browser printed what is given out.
func finish(p printed, o Options) (Document, error) {
	f, err := readFile(p.bytes)
	if err != nil {
		return Document{}, fmt.Errorf("reading what the browser made: %w", err)
	}
	sealed, err := f.seal(about{
		title: p.head.Title, lang: p.head.Lang, author: p.head.Author, description: p.head.Description,
		creator: cmp.Or(o.Creator, "bulletin"), time: o.Time,
	})
	if err != nil {
		return Document{}, fmt.Errorf("completing what the browser made: %w", err)
	}
	return Document{Bytes: sealed, Pages: p.pages, Anchors: p.anchors, Problems: p.problems.Sort()}, nil
}

// errLimit is the cause of a context whose time is over by our own limit.
var errLimit = errors.New("the time limit has passed")
