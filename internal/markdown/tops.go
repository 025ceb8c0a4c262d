package markdown

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Top is a heading of rendered HTML that stands in no other element: where it stands
// the text can be taken apart. Offsets are in bytes.
type Top struct {
	ID         string
	Begin, End int // End is behind its end tag
}

// Tops finds the headings with an id that stand in no quote, list or other element.
func Tops(rendered string) []Top {
	var tops []Top
	z := html.NewTokenizer(strings.NewReader(rendered))
	depth, at := 0, 0
	for {
		kind := z.Next()
		begin := at
		at += len(z.Raw())
		switch kind {
		case html.ErrorToken:
			return tops
		case html.StartTagToken:
			tag := z.Token()
			if slices.Contains(unpaired, tag.Data) {
				continue
			}
			if id := idOf(tag); depth == 0 && isHeading(tag.Data) && id != "" {
				tops = append(tops, Top{ID: id, Begin: begin})
			}
			depth++
		case html.EndTagToken:
			tag := z.Token()
			if slices.Contains(unpaired, tag.Data) {
				continue
			}
			depth = max(depth-1, 0) // what people write as HTML may close what it did not open
			if n := len(tops); n > 0 && depth == 0 && tops[n-1].End == 0 && isHeading(tag.Data) {
				tops[n-1].End = at
			}
		}
	}
}

// unpaired are the elements that have no end tag.
var unpaired = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

func isHeading(tag string) bool {
	return len(tag) == 2 && tag[0] == 'h' && '1' <= tag[1] && tag[1] <= '6'
}

func idOf(tag html.Token) string {
	for _, a := range tag.Attr {
		if a.Key == "id" {
			return a.Val
		}
	}
	return ""
}
