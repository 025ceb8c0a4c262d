// Package markdown renders the Markdown of an article into HTML that any page
// can hold, without knowing the site the article belongs to.
//
// The dialect is CommonMark with tables, strikethrough, task lists, autolinks,
// footnotes, definition lists and callouts. goldmark parses; this package
// renders, because almost every element differs from goldmark's own output:
// addresses are cut out as slots (see [Doc.Fill]), nothing carries a style
// attribute, pictures become figures, tables can be scrolled by keyboard,
// headings never compete with the page's own <h1>.
//
// What goes in and what comes out:
//
//   - A [Doc] depends on the text and the [Options] alone, so it can be kept
//     across builds under [Renderer.Digest] and a hash of the text.
//   - The HTML is balanced and holds no script, no style and no event handler,
//     whatever the text says. Raw HTML is left out and reported, or, with
//     [Options.Unsafe], sanitised and balanced. <br> is always understood,
//     being the only way to break a line in a table's cell.
//   - No address is let through that could run a script, that only works on
//     the author's own computer, or that makes the page fetch from the network.
//   - Work and output grow in proportion to the text, nesting is bounded (see
//     limits.go); what goes beyond the limits stays visible as plain text.
//   - Everything worth telling the author is in [Doc.Problems].
//
// The classes that a theme styles: heading-anchor (the link of a heading to
// itself, h2 to h4), table-scroll (around a table), align-left, align-center and
// align-right (cells), task (an item with a box), callout with callout-title and
// callout-note, -tip, -important, -warning, -caution, figures (several pictures
// in a row), footnote-ref, footnotes, footnote-back, and chroma (code, see
// [HighlightCSS]).
package markdown

import "bulletin/internal/diag"

// Doc is a rendered Markdown text that does not know the site yet: the
// addresses of links and pictures are cut out, so that a Doc depends on its
// source text alone and can be kept across builds.
type Doc struct {
	HTML     string    // with the addresses missing, see Links; always valid UTF-8
	Links    []Link    // in document order; the Offsets of those that are cut out ascend
	Headings []Heading // in document order, with unique ids
	Summary  string    // plain text of the first paragraph, cut at a word, at most about 200 characters
	Words    int       // of the running text, separated by white space; code blocks are not counted
	Problems diag.List `record:"-"` // in document order; Pos is relative to the text and names no file
}

// Link is an address to be filled in: the destination as written, and where it
// stands. Only destinations that may lie inside the site are cut out; external
// ones (with a scheme) and fragments of the same page stay in the HTML. A
// fragment of the same page is listed with Offset -1, to be checked only.
//
// Line and Col are those of the destination, so that an editor can jump to
// what has to be changed. A reference link ([text][label]) therefore points
// into its definition; where the destination's own place is not known (a tab
// in the indentation, raw HTML), they are those of the link's opening bracket.
type Link struct {
	Dest     string // percent-decoded, NFC, "/" for "\": "../stories/cai-thuoc-la.md#bai-hoc"
	Path     string // of Dest: "../stories/cai-thuoc-la.md", "" for a fragment of the same page
	Query    string // of Dest, without "?", still percent-encoded
	Fragment string // of Dest, without "#"
	Image    bool   // the slot takes src, srcset, sizes, width and height, see [Doc.Fill]; else only the href's value
	Offset   int    // byte offset into HTML where [Target] is written, -1 for none
	Line     int    // 1-based in the rendered text
	Col      int    // 1-based, in characters
}

// Heading is one heading of the text.
type Heading struct {
	Level int    // 2–6 when the text has a level-1 heading (all are moved down by one), else as written
	ID    string // unique in the Doc, never empty
	Text  string // plain
	Line  int    // 1-based in the rendered text
}

// Target is where a link leads once the site is known.
type Target struct {
	Href          string // relative to the page, not yet escaped; a "#", "?" or "%" of a file's own name is %23, %3F, %25
	Width, Height int    // of a picture, in pixels; 0 = unknown
	Set           []Source
	WebP          []Source // the Set as WebPs, which are offered to the browser first
	Note          string   // of a link: what follows it, "(PDF, 1,2 MB)"; not behind a link that holds a picture
	Sizes         string   // how wide the picture stands on the page (HTML, "sizes"); written only with a Set
}

// Source is a picture in one of its sizes.
type Source struct {
	Href  string // as that of [Target]
	Width int    // in pixels
}
