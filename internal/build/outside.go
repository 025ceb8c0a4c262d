package build

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"unicode/utf8"

	"bulletin/internal/diag"
	"bulletin/internal/pattern"
	"bulletin/internal/source"
)

// OutsideLink is an address on another host and where it is written.
type OutsideLink struct {
	URL string
	At  diag.Diagnostic // its place and the line's text; no more is said yet
}

// OutsideLinks are the addresses on other hosts in all texts of the content folder, also
// in drafts, in the order of files and lines.
func OutsideLinks(ctx context.Context, o Options) ([]OutsideLink, error) {
	s, err := Open(ctx, o)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	l := s.library
	found := make([][]OutsideLink, len(l.files))
	var reading sync.Pool
	err = parallel(ctx, len(l.files), func(i int) error {
		e := l.files[i].row.Entry
		if !e.IsText() {
			return nil
		}
		buffer, _ := reading.Get().(*[]byte)
		if buffer == nil {
			buffer = new([]byte)
		}
		defer reading.Put(buffer)
		raw, problems := source.Raw(l.fsys, e, l.prefix, *buffer)
		if problems != nil {
			return nil // the check has told it
		}
		*buffer = raw
		if f, problems := source.Understand(e, raw, l.prefix); problems == nil {
			found[i] = outsideLinks(l.prefix+e.Path, f.Text)
		}
		return nil
	})
	var all []OutsideLink
	for _, some := range found {
		all = append(all, some...)
	}
	return all, err
}

// web is an address as far as it can go in Markdown and YAML; in angle brackets it may hold
// blanks (CommonMark 0.31, section 6.3).
var web = pattern.Of(`<https?://[^<>]+>|https?://[^\s<>"'|\\^\x60{}\]]+`)

func outsideLinks(file string, text []byte) []OutsideLink {
	var all []OutsideLink
	number := 0
	for line := range bytes.Lines(text) {
		number++
		if !bytes.Contains(line, []byte("http")) {
			continue
		}
		shown := strings.TrimRight(string(line), "\r\n")
		for _, at := range web().FindAllStringIndex(shown, -1) {
			found, from := address(shown[at[0]:at[1]]), at[0]
			if inside, ok := strings.CutPrefix(shown[at[0]:at[1]], "<"); ok {
				found, from = strings.ReplaceAll(strings.TrimSuffix(inside, ">"), " ", "%20"), from+1
			}
			all = append(all, OutsideLink{URL: found, At: diag.Diagnostic{
				Pos: diag.Pos{File: file, Line: number, Col: utf8.RuneCountInString(shown[:from]) + 1}, Line: shown,
			}})
		}
	}
	return all
}

// address cuts off what ends a sentence or a link and not the address: a parenthesis
// belongs to it only where one opens in it.
func address(text string) string {
	for {
		cut := strings.TrimRight(text, ".,;:!?*_")
		if strings.HasSuffix(cut, ")") && strings.Count(cut, "(") < strings.Count(cut, ")") {
			cut = cut[:len(cut)-1]
		}
		if cut == text {
			return text
		}
		text = cut
	}
}
