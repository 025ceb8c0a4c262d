package chart

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// seen is what a reader of the SVG finds in it.
type seen struct {
	viewBox []float64
	ids     []string
	refs    []string // ids that attributes name
	hrefs   []string
	desc    string
	texts   []string
	letters []box // where each text stands
	other   []box // where everything else stands
}

var (
	names   = regexp.MustCompile(`url\(#([^)]*)\)`)
	command = regexp.MustCompile(`([MLHV])([^MLHVZ]*)`)
	decimal = regexp.MustCompile(`-?[0-9]+(\.[0-9]+)?`)
)

func read(t interface{ Fatalf(string, ...any) }, svg string) seen {
	var s seen
	var path []string
	dec := xml.NewDecoder(strings.NewReader(svg))
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return s
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, svg)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			path = append(path, tok.Name.Local)
			s.element(tok, strings.Contains(strings.Join(path, " "), "defs"))
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			switch path[len(path)-1] {
			case "desc":
				s.desc += string(tok)
			case "text":
				s.texts[len(s.texts)-1] += string(tok)
				s.widen()
			}
		}
	}
}

func (s *seen) element(e xml.StartElement, defs bool) {
	a := map[string]string{}
	for _, attr := range e.Attr {
		a[attr.Name.Local] = attr.Value
		for _, m := range names.FindAllStringSubmatch(attr.Value, -1) {
			s.refs = append(s.refs, m[1])
		}
	}
	n := func(key string) float64 { f, _ := strconv.ParseFloat(a[key], 64); return f }
	if a["id"] != "" {
		s.ids = append(s.ids, a["id"])
	}
	s.refs = append(s.refs, strings.Fields(a["aria-labelledby"]+" "+a["aria-describedby"])...)
	switch {
	case e.Name.Local == "svg":
		for _, f := range strings.Fields(a["viewBox"]) {
			v, _ := strconv.ParseFloat(f, 64)
			s.viewBox = append(s.viewBox, v)
		}
	case e.Name.Local == "a":
		s.hrefs = append(s.hrefs, a["href"])
	case defs:
	case e.Name.Local == "text":
		s.texts = append(s.texts, "")
		size := n("font-size")
		b := box{n("x"), n("y") - 0.75*size, 0, 0.75 * size}
		if a["text-anchor"] != "" {
			b.w = map[string]float64{"middle": -0.5, "end": -1}[a["text-anchor"]] // until the text is known
		}
		s.letters = append(s.letters, b)
	case e.Name.Local == "rect":
		s.other = append(s.other, box{n("x"), n("y"), n("width"), n("height")})
	case a["transform"] != "":
		at := decimal.FindAllString(a["transform"], 2)
		x, _ := strconv.ParseFloat(at[0], 64)
		y, _ := strconv.ParseFloat(at[1], 64)
		s.other = append(s.other, box{x - 5, y - 5, 10, 10})
	case e.Name.Local == "path":
		s.path(a["d"])
	}
}

func (s *seen) path(d string) {
	var x, y float64
	for _, m := range command.FindAllStringSubmatch(d, -1) {
		var at []float64
		for _, f := range decimal.FindAllString(m[2], -1) {
			v, _ := strconv.ParseFloat(f, 64)
			at = append(at, v)
		}
		switch m[1] {
		case "H":
			x = at[0]
		case "V":
			y = at[0]
		default:
			x, y = at[0], at[1]
		}
		s.other = append(s.other, box{x, y, 0, 0})
	}
}

// widen gives the box of the text read last its width and its place.
func (s *seen) widen() {
	last := len(s.texts) - 1
	b := &s.letters[last]
	shift := b.w
	b.w = textWidth(s.texts[last], b.h/0.75)
	b.x += shift * b.w
}
