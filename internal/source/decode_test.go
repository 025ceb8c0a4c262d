package source

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// utf16Of encodes a text as a file in UTF-16, with the marks given before it.
func utf16Of(order binary.AppendByteOrder, bom, text string) []byte {
	raw := []byte(bom)
	for _, unit := range utf16.Encode([]rune(text)) {
		raw = order.AppendUint16(raw, unit)
	}
	return raw
}

const sample = "---\ntitle: Ủy ban 🎉\n---\n"

// TestDecode is the table of what is understood: each input is the same text.
func TestDecode(t *testing.T) {
	tests := map[string][]byte{
		"UTF-8":                   []byte(sample),
		"UTF-8 with mark":         []byte("\xef\xbb\xbf" + sample),
		"NFD":                     []byte(norm.NFD.String(sample)),
		"CRLF":                    []byte(strings.ReplaceAll(sample, "\n", "\r\n")),
		"lone CR":                 []byte(strings.ReplaceAll(sample, "\n", "\r")),
		"mixed line ends":         []byte("---\r\ntitle: Ủy ban 🎉\r---\n"),
		"UTF-16LE with mark":      utf16Of(binary.LittleEndian, "\xff\xfe", sample),
		"UTF-16BE with mark":      utf16Of(binary.BigEndian, "\xfe\xff", sample),
		"UTF-16LE":                utf16Of(binary.LittleEndian, "", sample),
		"UTF-16BE":                utf16Of(binary.BigEndian, "", sample),
		"UTF-16LE, CRLF and NFD":  utf16Of(binary.LittleEndian, "\xff\xfe", strings.ReplaceAll(norm.NFD.String(sample), "\n", "\r\n")),
		"UTF-8, mark, CRLF, NFD":  []byte("\xef\xbb\xbf" + strings.ReplaceAll(norm.NFD.String(sample), "\n", "\r\n")),
		"UTF-16BE, lone CR, mark": utf16Of(binary.BigEndian, "\xfe\xff", strings.ReplaceAll(sample, "\n", "\r")),
	}
	for name, raw := range tests {
		t.Run(name, func(t *testing.T) {
			got, p := Decode(raw)
			if p != nil || string(got) != sample {
				t.Errorf("got %q, %+v", got, p)
			}
		})
	}
	for _, empty := range []string{"", "\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"} {
		if got, p := Decode([]byte(empty)); p != nil || len(got) != 0 {
			t.Errorf("%q: got %q, %+v", empty, got, p)
		}
	}
	for _, kept := range []string{"a\tb\fc\u0085d\u00a0e\u00adf\u2028g\n", "một\n\n\nhai", "\n"} {
		if got, p := Decode([]byte(kept)); p != nil || string(got) != kept {
			t.Errorf("%q: got %q, %+v", kept, got, p)
		}
	}
}

// TestRefused is the table of what cannot be read with certainty, with the place
// in characters of the line, as the line is then shown.
func TestRefused(t *testing.T) {
	tests := []struct {
		name, raw, want string
	}{
		{"Latin-1", "---\ntitle: Th\xe1i\n", "2:10 undecodable title: Th�i"},
		{"TCVN3 after Vietnamese", "Ủy ban\xb8\n", "1:7 undecodable Ủy ban�"},
		{"cut letter", "a\nUỷ\xe1\xbb", "2:3 undecodable Uỷ�"},
		{"overlong", "\xc0\xaf", "1:1 undecodable �"},
		{"surrogate in UTF-8", "\xed\xa0\x80", "1:1 undecodable �"},
		{"NUL", "ab\x00c\nd", "1:3 control-character ab\x00c"},
		{"escape", "tiêu đề\x1b[31m", "1:8 control-character tiêu đề\x1b[31m"},
		{"backspace, second line", "a\r\nb\x08", "2:2 control-character b\x08"},
		{"delete", "\x7f", "1:1 control-character \x7f"},
		{"vertical tab", "a\vb", "1:2 control-character a\vb"},
		{"C1", "a\u0080", "1:2 control-character a\u0080"},
		{"C1, Windows-1252 dash as Latin-1", "bản \u0096 tin", "1:5 control-character bản \u0096 tin"},
		{"UTF-32LE", "\xff\xfe\x00\x00-\x00\x00\x00", "1:1 undecodable �\x00\x00-\x00\x00\x00"},
		{"odd UTF-16", "\xff\xfea\x00\n\x00b\x00c", "2:2 undecodable b"},
		{"lone high surrogate", "\xff\xfea\x00\x00\xd8b\x00", "1:2 undecodable a"},
		{"high surrogate at the end", "\xff\xfea\x00\x00\xd8", "1:2 undecodable a"},
		{"lone low surrogate", "\xfe\xff\x00a\xdc\x00\x00b", "1:2 undecodable a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, p := Decode([]byte(tt.raw))
			if p == nil || text != nil {
				t.Fatalf("was read as %q", text)
			}
			if got := fmt.Sprintf("%d:%d %s %s", p.line, p.col, p.code, p.text); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestControlCharacterIsNamed: the message tells the character's number.
func TestControlCharacterIsNamed(t *testing.T) {
	if _, p := Decode([]byte("a\x1bb")); p == nil || len(p.args) != 1 || p.args[0] != 27 {
		t.Errorf("%+v", p)
	}
}

// FuzzDecode: whatever the bytes, the result is clean text or a problem with a
// place inside the file; decoding again changes nothing.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{sample, "\xff\xfea\x00", "\xfe\xff\x00a", "a\r\rb\r\n", "Th\xb8i", "o\u0323\u0302", ""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		text, p := Decode(raw)
		if p != nil {
			if p.line < 1 || p.col < 1 || p.code == "" || !utf8.ValidString(p.text) || p.col > utf8.RuneCountInString(p.text)+1 {
				t.Fatalf("%q: %+v", raw, p)
			}
			return
		}
		if !utf8.Valid(text) || !norm.NFC.IsNormal(text) || strings.ContainsAny(string(text), "\r\x00\x1b\x7f") {
			t.Fatalf("%q gave %q", raw, text)
		}
		if strings.HasPrefix(string(text), "\ufeff") {
			return // a second mark is text, and refused as such by what reads it
		}
		if again, p := Decode(text); p != nil || string(again) != string(text) {
			t.Fatalf("%q gave %q and then %q, %+v", raw, text, again, p)
		}
	})
}

// TestUnnormalised: the author's own letters, in UTF-8 and with line feeds.
func TestUnnormalised(t *testing.T) {
	decomposed := norm.NFD.String(sample)
	for name, raw := range map[string][]byte{
		"UTF-8, mark, CRLF": []byte("\xef\xbb\xbf" + strings.ReplaceAll(decomposed, "\n", "\r\n")),
		"UTF-16":            utf16Of(binary.LittleEndian, "\xff\xfe", decomposed),
	} {
		if got := string(Unnormalised(raw)); got != decomposed {
			t.Errorf("%s: %+q, want %+q", name, got, decomposed)
		}
	}
	if got := Unnormalised([]byte("a\x00b")); got != nil {
		t.Errorf("undecodable: %q", got)
	}
}
