package markdown

// Doc is a rendered Markdown text that does not know the site yet: the
// addresses of links and pictures are cut out, so that a Doc depends on its
// source text alone and can be kept across builds.
type Doc struct {
	HTML     []byte    // with the addresses missing, see Links
	Links    []Link    // ascending by Offset
	Headings []Heading // in document order, with unique ids
	Summary  string    // plain text of the first paragraph, cut at a word, at most about 200 characters
	Words    int
}

// Link is an address to be filled in: the destination as written, and where it
// stands. Only destinations that may lie inside the site are cut out; external
// ones (with a scheme) and fragments of the same page stay in the HTML. A
// fragment of the same page is listed with Offset -1, to be checked only.
type Link struct {
	Dest   string // as written, percent-decoded, NFC: "../stories/cai-thuoc-la.md#bai-hoc"
	Image  bool   // the slot takes src, width and height; else only the href's value
	Offset int    // byte offset into HTML where [Target] is written
	Line   int    // 1-based in the rendered text
	Col    int    // 1-based, in characters
}

// Heading is one heading of the text.
type Heading struct {
	Level int // 1–6
	ID    string
	Text  string // plain
}

// Target is where a link leads once the site is known.
type Target struct {
	Href          string // relative to the page, not yet escaped
	Width, Height int    // of a picture, in pixels; 0 = unknown
}
