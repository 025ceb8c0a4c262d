package feed

import (
	"bytes"
	"strings"
)

// xmlWriter writes indented XML. Names of elements and attributes are literals
// of this package; only texts and values come from outside.
type xmlWriter struct {
	bytes.Buffer
	open []string
}

var (
	textEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#xD;")
	attrEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "\t", "&#x9;", "\n", "&#xA;", "\r", "&#xD;")
)

// declaration begins the document.
func (w *xmlWriter) declaration() { w.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n") }

// start opens an element; attrs are names and values in turn.
func (w *xmlWriter) start(name string, attrs ...string) {
	w.tag(name, attrs)
	w.WriteString(">\n")
	w.open = append(w.open, name)
}

// end closes the element opened last.
func (w *xmlWriter) end() {
	last := len(w.open) - 1
	name := w.open[last]
	w.open = w.open[:last]
	w.indent()
	w.WriteString("</" + name + ">\n")
}

// text writes an element that holds only text.
func (w *xmlWriter) text(name, text string, attrs ...string) {
	w.tag(name, attrs)
	w.WriteByte('>')
	_, _ = textEscaper.WriteString(w, clean(text)) // a buffer takes everything
	w.WriteString("</")
	w.WriteString(name)
	w.WriteString(">\n")
}

// optional is text, unless there is none.
func (w *xmlWriter) optional(name, text string, attrs ...string) {
	if clean(text) != "" {
		w.text(name, text, attrs...)
	}
}

// empty writes an element that holds nothing.
func (w *xmlWriter) empty(name string, attrs ...string) {
	w.tag(name, attrs)
	w.WriteString("/>\n")
}

func (w *xmlWriter) tag(name string, attrs []string) {
	w.indent()
	w.WriteString("<" + name)
	for i := 0; i+1 < len(attrs); i += 2 {
		w.WriteString(" " + attrs[i] + `="` + attrEscaper.Replace(clean(attrs[i+1])) + `"`)
	}
}

func (w *xmlWriter) indent() {
	for range w.open {
		w.WriteByte(' ')
	}
}
