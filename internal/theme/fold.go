package theme

import (
	"html/template"
	"io"
	"maps"
	"slices"
)

// prime makes html/template work out the escaping of every template, which it
// otherwise does at the first page, and returns what it cannot escape. The
// executions themselves fail early, for want of a View; that says nothing.
func (t *Theme) prime(set *template.Template) []*template.Error {
	var errs []*template.Error
	for _, name := range slices.Sorted(maps.Keys(t.layouts.files)) {
		err := set.ExecuteTemplate(io.Discard, name, nil)
		if e, ok := err.(*template.Error); ok {
			errs = append(errs, e)
		}
	}
	return errs
}
