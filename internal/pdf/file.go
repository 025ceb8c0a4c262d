package pdf

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
)

// file is a PDF as Chromium writes it: one body, one table of references (ISO
// 32000-1, 7.5.4), every object in plain sight. Anything else is refused.
type file struct {
	objects       map[int][]byte // by number, from "<<" or the like up to "endobj"
	order         []int          // as they stand in the file
	catalog, info int
	size          int // one more than the highest number
}

var errForm = errors.New("the file is not of the form that is known")

// readFile finds the objects of a PDF.
func readFile(text []byte) (*file, error) {
	at := bytes.LastIndex(text, []byte("startxref"))
	if !bytes.HasPrefix(text, []byte("%PDF-")) || at < 0 {
		return nil, fmt.Errorf("%w: %.40q", errForm, text)
	}
	end := bytes.Fields(text[at:]) // startxref OFFSET %%EOF
	if len(end) != 3 {
		return nil, fmt.Errorf("%w: it does not end as it should", errForm)
	}
	begin, err := strconv.Atoi(string(end[1]))
	if err != nil || begin < 0 || begin >= at || !bytes.HasPrefix(text[begin:], []byte("xref\n")) {
		return nil, fmt.Errorf("%w: it has no table of references", errForm)
	}
	table, trailer, found := bytes.Cut(text[begin+len("xref\n"):], []byte("trailer"))
	if !found {
		return nil, fmt.Errorf("%w: it has no trailer", errForm)
	}
	d, err := readDict(trailer)
	if err != nil {
		return nil, err
	}
	f := &file{objects: map[int][]byte{}, catalog: readRef(d.get("Root")), info: readRef(d.get("Info"))}
	if err := f.cut(text[:begin], table); err != nil {
		return nil, err
	}
	if f.objects[f.catalog] == nil || f.objects[f.info] == nil {
		return nil, fmt.Errorf("%w: it has no catalog or no information", errForm)
	}
	return f, nil
}

// cut takes the body apart by the table of references, whose lines are "offset
// generation n" for objects in use, numbered from 0.
func (f *file) cut(body, table []byte) error {
	type place struct{ number, offset int }
	var places []place
	lines := bytes.Split(bytes.TrimSpace(table), []byte("\n"))
	for number, line := range lines[1:] {
		fields := bytes.Fields(line)
		if len(fields) != 3 || len(bytes.Fields(lines[0])) != 2 || string(bytes.Fields(lines[0])[0]) != "0" {
			return fmt.Errorf("%w: its table of references has parts", errForm)
		}
		if string(fields[2]) != "n" {
			continue
		}
		offset, err := strconv.Atoi(string(fields[0]))
		if err != nil || offset < 0 || offset >= len(body) {
			return fmt.Errorf("%w: an object lies beyond its end", errForm)
		}
		places = append(places, place{number, offset})
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Compare(a.offset, b.offset) })
	f.size = len(lines) - 1
	for i, p := range places {
		end := len(body)
		if i+1 < len(places) {
			end = places[i+1].offset
		}
		object, begins := bytes.CutPrefix(body[p.offset:end], fmt.Appendf(nil, "%d 0 obj\n", p.number))
		last := bytes.LastIndex(object, []byte("endobj"))
		if !begins || last < 0 {
			return fmt.Errorf("%w: object %d is not where it should be", errForm, p.number)
		}
		f.objects[p.number] = bytes.TrimRight(object[:last], "\n")
		f.order = append(f.order, p.number)
	}
	return nil
}

// dict reads a dictionary, or the one that a reference leads to.
func (f *file) dict(text []byte) (dict, error) {
	if n := readRef(text); n != 0 {
		text = f.objects[n]
	}
	return readDict(text)
}

// anchors counts the pages and tells on which of them each named destination lies.
func (f *file) anchors() (pages int, anchors map[string]int, err error) {
	catalog, err := readDict(f.objects[f.catalog])
	if err != nil {
		return 0, nil, err
	}
	numbers := map[int]int{}
	if err := f.number(readRef(catalog.get("Pages")), numbers, map[int]bool{}); err != nil {
		return 0, nil, err
	}
	anchors = map[string]int{}
	if catalog.get("Dests") == nil {
		return len(numbers), anchors, nil
	}
	dests, err := f.dict(catalog.get("Dests"))
	if err != nil {
		return 0, nil, err
	}
	for _, e := range dests {
		where, err := readArray(e.value)
		if err != nil {
			return 0, nil, err
		}
		name, err := url.PathUnescape(e.key)
		if err != nil {
			name = e.key
		}
		if len(where) > 0 && numbers[readRef(where[0])] != 0 {
			anchors[name] = numbers[readRef(where[0])]
		}
	}
	return len(numbers), anchors, nil
}

// number numbers the pages below a node of the tree of pages.
func (f *file) number(node int, numbers map[int]int, seen map[int]bool) error {
	if seen[node] {
		return fmt.Errorf("%w: its pages have no end", errForm)
	}
	seen[node] = true
	d, err := readDict(f.objects[node])
	if err != nil {
		return err
	}
	if d.get("Kids") == nil {
		numbers[node] = len(numbers) + 1
		return nil
	}
	kids, err := readArray(d.get("Kids"))
	if err != nil {
		return err
	}
	for _, kid := range kids {
		if err := f.number(readRef(kid), numbers, seen); err != nil {
			return err
		}
	}
	return nil
}
