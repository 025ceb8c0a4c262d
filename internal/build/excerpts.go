package build

import (
	"strings"

	"bulletin/internal/diag"
	"bulletin/internal/source"
)

// excerpts adds to problems the text of the line they are about, where it is
// still missing: linking knows places only.
func (l *library) excerpts(problems diag.List) {
	files := map[string]source.File{}
	for i := range problems {
		d := &problems[i]
		path, ours := strings.CutPrefix(d.Pos.File, l.prefix)
		if d.Line != "" || d.Pos.Line == 0 || !ours {
			continue
		}
		f, known := files[path]
		if !known {
			if at := l.index(path); at >= 0 {
				f, _ = source.Read(l.fsys, l.files[at].row.Entry, l.prefix)
			}
			files[path] = f
		}
		d.Line = f.Line(d.Pos.Line)
	}
}
