package rules

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"

	"bulletin/internal/diag"
	"bulletin/internal/schema"
	"bulletin/internal/source"
)

// Load is the built-in rules with those of a site's file, whose name is relative to
// the site's folder; "" names none. At tells of a file that cannot be read.
func Load(root fs.FS, name string, at func(code diag.Code, args ...any) diag.Diagnostic) (Rules, diag.List) {
	all := Builtin()
	if name == "" {
		return all, nil
	}
	name = path.Clean(filepath.ToSlash(name)) // "./rules.yaml" is one of the site's folder too
	info, err := fs.Stat(root, name)
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("not a regular file")
	}
	if err != nil {
		return all, diag.List{at("ruleset-file", name, err)}
	}
	f, problems := source.Read(root, source.Entry{Path: name, Stat: source.StatOf(info)}, "")
	if problems != nil {
		return all, problems
	}
	more, problems := Read(f.Text, schema.Origin{File: name, FirstLine: 1, Line: f.Line})
	return all.With(more), problems
}
