// Package theme turns a [View] into a page: templates, assets and strings,
// looked up in layers.
//
// A theme is a folder:
//
//	layouts/NAME.html           one layout per kind of page, html/template
//	layouts/partials/NAME.html  pieces the layouts share
//	assets/…                    style sheets, typefaces, pictures
//	strings/LANG.yaml           the words of the templates
//	theme.yaml                  name, version and the version of the View it is written for
//
// [Load] merges such folders, first found wins: the site's own, then the site's
// theme, then the built-in one. The unit of replacement is one layout, one
// partial, one asset or one string. All problems are diagnostics with file and
// line, and what can be known without rendering is found while loading: a
// syntax error, an unknown partial, function, string or asset, a value in a
// place where it cannot be escaped.
//
// # Templates
//
// A layout's dot is the View. It opens with {{template "partials/begin.html" .}}
// and closes with {{template "partials/end.html" .}}; those two hold the head,
// the header and the footer. Escaping is contextual, as html/template does it.
//
// The functions, beside the standard ones, are pure: same arguments, same text.
//
//	t KEY ARGS…        the string KEY in the site's language; ARGS fill {0}, {1} …,
//	                   and the first number among them chooses the plural form
//	asset NAME         the site path of an asset under its fingerprinted name
//	rel ROOT HREF      the relative link to a site path, percent-encoded;
//	                   HREF may carry a fragment or be one
//	cards ROOT LIST N  partials/card.html for each Card of a list, titled by
//	                   headings of level N
//	at ROOT VALUE      a pair {.Root .V}, for a partial that writes links
//	number N           an integer with the language's thousands separator
//	mixed CARDS        whether a []*Card or []Group holds several kinds of item
//
// Of the standard functions, and or not eq ne and printf are fast; a layout that
// uses others is rendered by html/template itself, which takes about six times
// as long (see package program).
//
// A layout cannot reach anything but its View, so an unchanged View and an
// unchanged [Theme.Digest] give an unchanged page.
package theme
