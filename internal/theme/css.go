package theme

import (
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/parse/v2"

	"bulletin/internal/diag"
	"bulletin/internal/pattern"
)

// cssImport is the one form of @import that is taken in: a relative file, for
// all media.
var cssImport = pattern.Of(`^\s+(?:"([^"]+)"|'([^']+)')\s*$`)

// styler makes style sheets out of their parts: an @import is replaced by the
// imported file, an address by the fingerprinted name of what it means. Each
// part is looked up in the layers by itself, so a site can replace one part.
type styler struct {
	files map[string]file   // all assets, by path in the layer
	paths map[string]string // fingerprinted paths of everything but style sheets
	diags *diag.List
}

// sheet is the finished style sheet for one file: expanded and minified.
func (s styler) sheet(f file) []byte {
	text := s.expand(f, path.Dir(f.name), nil)
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	out, err := m.String("text/css", text)
	if err != nil {
		line := 0
		var perr *parse.Error
		if errors.As(err, &perr) && text == f.text() {
			line = perr.Line
		}
		s.report(f, line, "theme-css", err.Error())
		return []byte(text)
	}
	return []byte(out)
}

// expand is the text of f for a style sheet that lies in folder home; within
// names the files that are being expanded.
func (s styler) expand(f file, home string, within []string) string {
	if !checkUTF8(f, s.diags) {
		return ""
	}
	src := f.text()
	var b strings.Builder
	last := 0
	for ref, ok := nextRef(src, 0); ok; ref, ok = nextRef(src, ref.end) {
		line := 1 + strings.Count(src[:ref.start], "\n")
		what := src[ref.from:ref.to]
		if ref.isImport {
			b.WriteString(src[last:ref.start])
			b.WriteString(s.imported(f, line, what, home, append(within, f.name)))
			last = ref.end
			continue
		}
		b.WriteString(src[last:ref.from])
		b.WriteString(s.target(f, line, what, home))
		last = ref.to
	}
	b.WriteString(src[last:])
	return b.String()
}

// imported is the text that replaces an @import.
func (s styler) imported(f file, line int, what, home string, within []string) string {
	m := cssImport().FindStringSubmatch(what)
	if m == nil {
		s.report(f, line, "theme-css-import", strings.TrimSpace(what))
		return ""
	}
	name := path.Join(path.Dir(f.name), m[1]+m[2])
	part, ok := s.files[name]
	switch {
	case slices.Contains(within, name):
		s.report(f, line, "theme-css-import", strings.TrimSpace(what))
		return ""
	case !ok:
		s.report(f, line, "theme-asset-unknown", strings.TrimPrefix(name, "assets/"))
		return ""
	}
	return s.expand(part, home, within)
}

// target is what stands for one address: the fingerprinted name, relative to
// folder home. Data addresses and fragments stay.
func (s styler) target(f file, line int, addr, home string) string {
	if strings.HasPrefix(addr, "data:") || strings.HasPrefix(addr, "#") {
		return addr
	}
	if strings.HasPrefix(addr, "/") || strings.Contains(addr, ":") {
		s.report(f, line, "theme-asset-external", addr)
		return addr
	}
	bare, fragment, found := strings.Cut(addr, "#")
	name := strings.TrimPrefix(path.Join(path.Dir(f.name), bare), "assets/")
	target, ok := s.paths[name]
	if !ok {
		s.report(f, line, "theme-asset-unknown", name)
		return addr
	}
	if found {
		fragment = "#" + fragment
	}
	return relativeTo(home, target) + fragment
}

func (s styler) report(f file, line int, code diag.Code, what string) {
	s.diags.Add(diag.Diagnostic{Pos: f.at(line, 0), Code: code, Line: f.line(line), Args: []any{what}})
}

// relativeTo is the way from folder dir to target, both below one root.
func relativeTo(dir, target string) string {
	from, to := strings.Split(dir, "/"), strings.Split(target, "/")
	for len(from) > 0 && len(to) > 1 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(to, "/")
}
