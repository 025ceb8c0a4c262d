package sheet

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// ref is the name of a cell: column 0 of row 1 is A1.
func ref(column, row int) string { return letters(column) + strconv.Itoa(row) }

// letters names a column: A … Z, AA … XFD.
func letters(column int) string {
	s := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

// Microsoft's rules for the names of sheets ("Rename a worksheet"): at most 31
// characters, none of these, no apostrophe at either end, not blank, not History.
const (
	maxName   = 31
	forbidden = `:\/?*[]`
)

// sheetNames makes the names legal and different, whatever their case.
func sheetNames(sheets []Sheet, lang string) []string {
	taken := map[string]bool{"history": true}
	names := make([]string, len(sheets))
	for i, s := range sheets {
		base := legal(s.Name)
		if base == "" {
			base = word(lang, "Bảng ", "Sheet ") + strconv.Itoa(i+1)
		}
		name := base
		for n := 2; taken[strings.ToLower(name)]; n++ {
			suffix := fmt.Sprintf(" (%d)", n)
			name = strings.TrimRight(cut(base, maxName-len(suffix)), " '") + suffix
		}
		taken[strings.ToLower(name)] = true
		names[i] = name
	}
	return names
}

func legal(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(forbidden, r) {
			return '-'
		}
		return r
	}, strings.Join(strings.Fields(clean(name)), " "))
	return strings.Trim(cut(strings.Trim(name, " '"), maxName), " '")
}

// cut shortens a text to so many UTF-16 units.
func cut(s string, units int) string {
	for at, r := range s {
		if units -= utf16.RuneLen(r); units < 0 {
			return s[:at]
		}
	}
	return s
}

// quoted is a sheet's name as formulas write it.
func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

// target tells whether a cell may lead to an address, and writes it as RFC 3986
// wants it: Excel calls a file damaged for an address that is none. Programs and
// scripts are no addresses, nor are other machines' folders.
func target(href string) (string, bool) {
	const longest = 2079 // what Excel takes
	href = strings.ReplaceAll(clean(href), `\`, "/")
	var b strings.Builder
	for i := range len(href) {
		c := href[i]
		if c <= ' ' || c >= utf8.RuneSelf || strings.IndexByte(`"<>^{|}`+"`\x7f", c) >= 0 || c == '%' && !escaped(href[i:]) {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	href = b.String()
	u, err := url.Parse(href)
	if err != nil || href == "" || len(href) > longest {
		return "", false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return href, u.Host != ""
	case "mailto":
		return href, true
	}
	return href, u.Scheme == "" && u.Host == "" && !strings.HasPrefix(href, "//")
}

// escaped tells whether a text begins with an octet in percent encoding.
func escaped(s string) bool {
	if len(s) < 3 {
		return false
	}
	_, err := strconv.ParseUint(s[1:3], 16, 8)
	return err == nil
}

func word(lang, vi, en string) string {
	if lang == english {
		return en
	}
	return vi
}
