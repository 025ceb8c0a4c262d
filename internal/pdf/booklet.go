package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bulletin/internal/pattern"
)

// The sheet of a booklet: A4 across, in points.
const (
	sheetWidth, sheetHeight = 841.89, 595.276
	sheetMargin             = 8.5 // that printers leave blank
)

// Booklet arranges the pages of a document that [Print] made for folding: two on each
// side of a sheet of A4, made smaller, so that the sheets, printed on both sides, turned
// at the short edge, laid into each other and folded in the middle, are a booklet. Blank
// pages at the end fill the last sheet. What is for reading on a screen, outline and tags
// and links, is not in it.
func Booklet(document []byte) ([]byte, error) {
	f, err := readFile(document)
	if err != nil {
		return nil, err
	}
	pages, err := f.pages()
	if err != nil {
		return nil, err
	}
	b := &booklet{from: f, made: map[int][]byte{}, next: f.size}
	forms := make([]form, len(pages))
	for i, page := range pages {
		if forms[i], err = b.form(page); err != nil {
			return nil, err
		}
	}
	tree := b.number()
	var sides []string
	for _, side := range folded(len(pages)) {
		sides = append(sides, fmt.Sprintf("%d 0 R", b.side(tree, side, forms)))
	}
	b.made[tree] = fmt.Appendf(nil, "<</Type /Pages\n/Count %d\n/Kids [%s]>>", len(sides), strings.Join(sides, " "))
	b.made[f.catalog] = fmt.Appendf(nil, "<</Type /Catalog\n/Pages %d 0 R\n/ViewerPreferences <</Duplex /DuplexFlipShortEdge\n/PrintScaling /None>>>>", tree)
	return b.write(), nil
}

// folded are the pages of each side of the sheets, left and right, counted from 0; a page
// that there is not is blank.
func folded(pages int) [][2]int {
	all := (pages + 3) / 4 * 4
	var sides [][2]int
	for front := 0; front < all/2; front += 2 {
		sides = append(sides, [2]int{all - 1 - front, front}, [2]int{front + 1, all - 2 - front})
	}
	return sides
}

// pages are the numbers of the page objects in their order.
func (f *file) pages() ([]int, error) {
	catalog, err := readDict(f.objects[f.catalog])
	if err != nil {
		return nil, err
	}
	numbers := map[int]int{}
	if err := f.number(readRef(catalog.get("Pages")), numbers, map[int]bool{}); err != nil {
		return nil, err
	}
	pages := make([]int, len(numbers))
	for object, number := range numbers {
		pages[number-1] = object
	}
	return pages, nil
}

// booklet is a file in the making: objects of another, and its own.
type booklet struct {
	from *file
	made map[int][]byte // by number
	next int
}

func (b *booklet) number() int {
	b.next++
	return b.next - 1
}

// form is a page as a picture of itself (ISO 32000-1, 8.10).
type form struct {
	object        int
	width, height float64
}

// form makes a page a form: its content stream, with what the page knew of it.
func (b *booklet) form(page int) (form, error) {
	d, err := readDict(b.from.objects[page])
	if err != nil {
		return form{}, err
	}
	box, err := readArray(d.get("MediaBox"))
	content := b.from.objects[readRef(d.get("Contents"))]
	head, data, found := bytes.Cut(content, []byte("stream"))
	if err != nil || len(box) != 4 || !found || d.get("Resources") == nil {
		return form{}, fmt.Errorf("%w: a page is not as it should be", errForm)
	}
	keys, err := readDict(head)
	if err != nil {
		return form{}, err
	}
	keys = keys.with("Type", "/XObject").with("Subtype", "/Form").with("BBox", string(d.get("MediaBox"))).with("Resources", string(d.get("Resources")))
	f := form{object: b.number()}
	f.width, _ = strconv.ParseFloat(string(box[2]), 64)
	f.height, _ = strconv.ParseFloat(string(box[3]), 64)
	if f.width <= 0 || f.height <= 0 {
		return form{}, fmt.Errorf("%w: a page has no size", errForm)
	}
	b.made[f.object] = append(append(keys.bytes(), " stream"...), data...)
	return f, nil
}

// side makes a side of a sheet.
func (b *booklet) side(tree int, pages [2]int, forms []form) int {
	var content, named strings.Builder
	for half, page := range pages {
		if page >= len(forms) {
			continue
		}
		f := forms[page]
		scale := min((sheetWidth/2-2*sheetMargin)/f.width, (sheetHeight-2*sheetMargin)/f.height)
		left := (sheetWidth/2-scale*f.width)/2 + float64(half)*sheetWidth/2
		bottom := (sheetHeight - scale*f.height) / 2
		fmt.Fprintf(&content, "q %.5f 0 0 %.5f %.3f %.3f cm /P%d Do Q\n", scale, scale, left, bottom, half)
		fmt.Fprintf(&named, "/P%d %d 0 R ", half, f.object)
	}
	text, page := b.number(), b.number()
	b.made[text] = stream("", []byte(content.String()), false)
	b.made[page] = fmt.Appendf(nil, "<</Type /Page\n/Parent %d 0 R\n/MediaBox [0 0 %.3f %.3f]\n/Resources <</XObject <<%s>>>>\n/Contents %d 0 R>>", tree, sheetWidth, sheetHeight, strings.TrimSpace(named.String()), text)
	return page
}

// reference finds references to objects (ISO 32000-1, 7.3.10).
var reference = pattern.Of(`\b(\d+) 0 R\b`)

// write puts together what can be reached from the catalog and the information.
func (b *booklet) write() []byte {
	object := func(n int) []byte {
		if made, ok := b.made[n]; ok {
			return made
		}
		return b.from.objects[n]
	}
	reached := map[int]bool{}
	for left := []int{b.from.catalog, b.from.info}; len(left) > 0; {
		n := left[0]
		if left = left[1:]; reached[n] || object(n) == nil {
			continue
		}
		reached[n] = true
		head, _, _ := bytes.Cut(object(n), []byte("stream"))
		for _, m := range reference().FindAllSubmatch(head, -1) {
			to, _ := strconv.Atoi(string(m[1]))
			left = append(left, to)
		}
	}
	out := &file{objects: map[int][]byte{}, catalog: b.from.catalog, info: b.from.info, size: b.next}
	for n := range reached {
		out.objects[n] = object(n)
		out.order = append(out.order, n)
	}
	slices.Sort(out.order)
	return out.write(nil, out.size, out.identify(nil))
}
