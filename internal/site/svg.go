package site

import (
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

// errActive is the reason for which a drawing is not published.
var errActive = errors.New("the drawing holds a script")

// isDrawing tells whether a file is called like a drawing (SVG).
func isDrawing(file string) bool { return strings.EqualFold(path.Ext(file), ".svg") }

// svgMost is the most bytes of a drawing that are looked at; no drawing that a
// page should load is larger.
const svgMost = 8 << 20

// checkSVG tells what is wrong with a drawing: a script in it would run, with
// the rights of the site, for whoever opens the file itself.
func checkSVG(in io.Reader) error {
	d := xml.NewDecoder(io.LimitReader(in, svgMost))
	d.Strict = false // drawing programs leave their own entities in
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	elements := 0
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) && elements > 0 {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok {
			elements++
			if runs(start) {
				return errActive
			}
		}
	}
}

// runs tells whether an element of a drawing can run a script or hold a page.
func runs(e xml.StartElement) bool {
	switch strings.ToLower(e.Name.Local) {
	case "script", "foreignobject", "iframe", "object", "embed", "handler":
		return true
	}
	for _, a := range e.Attr {
		value := strings.ToLower(strings.Join(strings.Fields(a.Value), ""))
		if strings.HasPrefix(strings.ToLower(a.Name.Local), "on") || strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "data:text/") {
			return true
		}
	}
	return false
}
