package program

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
)

// escaper appends a value, made safe for the place where it stands.
type escaper func(dst []byte, v Value) ([]byte, error)

// escapers are html/template's, by the names that it writes at the end of a
// pipeline, one after the other.
var escapers = map[string]escaper{
	"htmlescaper":                         escapeHTML,
	"rcdataescaper":                       escapeText,
	"attrescaper":                         escapeText,
	"jsvalescaper":                        escapeJSON,
	"urlfilter attrescaper":               escapeAddress,
	"urlfilter urlnormalizer attrescaper": escapeURL,
	"urlescaper attrescaper":              escapeURLPart,
	"srcsetescaper attrescaper":           escapeSet,
}

// shown is a value as text; integers and truth values are written out.
func shown(v Value) (string, kind) {
	text, k := v.content()
	switch {
	case k != other || !v.any.IsValid():
	case v.any.Type() == intType:
		return strconv.FormatInt(v.any.Int(), 10), plain
	case v.any.Type() == boolType:
		return strconv.FormatBool(v.any.Bool()), plain
	}
	return text, k
}

// escapeHTML is for the text of an element, where HTML may stand too.
func escapeHTML(dst []byte, v Value) ([]byte, error) {
	text, k := shown(v)
	if k == markup {
		return append(dst, text...), nil
	}
	if k == other {
		return dst, ErrDeclined
	}
	return appendEscaped(dst, text), nil
}

// escapeText is for quoted attributes and for elements like title.
func escapeText(dst []byte, v Value) ([]byte, error) {
	text, k := shown(v)
	if k == other || k == markup { // HTML would lose its tags
		return dst, ErrDeclined
	}
	return appendEscaped(dst, text), nil
}

// appendEscaped appends text with what HTML gives a meaning written as
// character references.
func appendEscaped(dst []byte, text string) []byte {
	from := 0
	for i := range len(text) {
		if c := text[i]; marked[c] {
			dst = append(append(dst, text[from:i]...), references[c]...)
			from = i + 1
		}
	}
	return append(dst, text[from:]...)
}

// references stand for the characters that are marked.
var (
	references = [...]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}
	marked     = func() (all [256]bool) {
		for c, ref := range references {
			all[c] = ref != ""
		}
		return all
	}()
)

// safeAddress is an address that leads to no script: relative, or one of the
// schemes that html/template lets through.
func safeAddress(v Value) (string, error) {
	text, k := shown(v)
	scheme, _, absolute := strings.Cut(text, ":")
	switch {
	case k == link || k != other && (!absolute || strings.Contains(scheme, "/")):
		return text, nil
	case k != other && (scheme == "https" || scheme == "http" || scheme == "mailto"):
		return text, nil
	}
	return "", ErrDeclined
}

// escapeAddress is for an address inside another text, as a refresh has it.
func escapeAddress(dst []byte, v Value) ([]byte, error) {
	text, err := safeAddress(v)
	return appendEscaped(dst, text), err
}

// escapeURL is for an attribute that is an address.
func escapeURL(dst []byte, v Value) ([]byte, error) {
	text, err := safeAddress(v)
	return appendURL(dst, text, true), err
}

// escapeSet is for a list of addresses and widths that a function made.
func escapeSet(dst []byte, v Value) ([]byte, error) {
	text, k := shown(v)
	if k != links {
		return dst, ErrDeclined
	}
	return appendEscaped(dst, text), nil
}

// escapeURLPart is for a part of an address, such as a fragment.
func escapeURLPart(dst []byte, v Value) ([]byte, error) {
	text, k := shown(v)
	if k == other {
		return dst, ErrDeclined
	}
	return appendURL(dst, text, k == link), nil
}

// appendURL percent-encodes what cannot stand in an address, or, unless it is
// whole, in a part of one; what then still means something to HTML becomes a
// character reference.
func appendURL(dst []byte, text string, whole bool) []byte {
	const hex = "0123456789abcdef"
	from := 0
	for i := range len(text) {
		c := text[i]
		if allowed[c] == always || whole && (allowed[c] == inWhole || c == '%' && i+2 < len(text) && isHex(text[i+1]) && isHex(text[i+2])) {
			continue
		}
		dst = append(dst, text[from:i]...)
		from = i + 1
		if whole && (c == '&' || c == '+') {
			dst = append(dst, references[c]...)
		} else {
			dst = append(dst, '%', hex[c>>4], hex[c&15])
		}
	}
	return append(dst, text[from:]...)
}

// allowed tells where a character may stand in an address as it is.
var allowed = func() (all [256]uint8) {
	for c := range all {
		switch c := byte(c); {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-._~", c) >= 0:
			all[c] = always
		case strings.IndexByte("!#$*,/:;=?@[]", c) >= 0:
			all[c] = inWhole
		}
	}
	return all
}()

const (
	always  uint8 = iota + 1
	inWhole       // in a whole address, not in a part of one
)

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// escapeJSON is for the whole content of a script of JSON, and knows plain
// structs only.
func escapeJSON(dst []byte, v Value) ([]byte, error) {
	r := v.any
	for r.Kind() == reflect.Pointer {
		r = r.Elem()
	}
	if v.kind != other || r.Kind() != reflect.Struct || reflect.PointerTo(r.Type()).NumMethod() > 0 {
		return dst, ErrDeclined
	}
	data, err := json.Marshal(v.any.Interface())
	return append(dst, data...), err
}
