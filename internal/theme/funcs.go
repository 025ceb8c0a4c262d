package theme

import (
	"fmt"
	"html/template"
	"net/url"
	"strconv"
	"strings"

	"bulletin/internal/theme/program"
)

// At is a value with the way to the site's root, for partials that write links.
type At struct {
	Root string
	V    any
}

// funcs are the functions of a template in one language. set is where cards
// finds its template; while parsing there is none yet.
func (t *Theme) funcs(s Strings, set *langSet) template.FuncMap {
	return template.FuncMap{
		"t":      s.T,
		"number": s.number,
		"asset":  t.asset,
		"rel":    rel,
		"at":     func(root string, v any) any { return At{root, v} },
		"mixed":  mixed,
		"srcset": srcset,
		"cards": func(root string, list []*Card, level int) (template.HTML, error) {
			html, err := set.list(nil, root, list, level)
			return template.HTML(html), err
		},
	}
}

// writers are the functions that write HTML where they stand.
func (ls *langSet) writers() map[string]program.Writer {
	return map[string]program.Writer{
		"cards": func(dst []byte, args program.Args) ([]byte, error) {
			if len(args) != 3 {
				return dst, program.ErrDeclined
			}
			root, ok := args.Text(0)
			level, also := args.Int(2)
			list, too := args.Any(1).([]*Card)
			if !ok || !also || !too {
				return dst, program.ErrDeclined
			}
			return ls.list(dst, root, list, level)
		},
	}
}

func (t *Theme) asset(name string) (string, error) {
	if p, ok := t.assets().paths[name]; ok {
		return p, nil
	}
	return "", fmt.Errorf("there is no asset %q", name)
}

// rel is the relative link from a page to a site path. The path is
// percent-encoded; a colon in its first segment would read as a scheme, so a
// "./" goes before it (RFC 3986, section 4.2). The root may be a full address.
func rel(root, href string) template.URL {
	if strings.HasPrefix(href, "#") {
		return template.URL(href)
	}
	path, fragment, found := strings.Cut(href, "#")
	if !plain(path) {
		path = (&url.URL{Path: path}).EscapedPath()
	}
	link := root + path
	if first, _, _ := strings.Cut(path, "/"); root == "" && strings.Contains(first, ":") {
		link = "./" + link
	}
	if found {
		link += "#" + fragment
	}
	if link == "" {
		link = "./"
	}
	return template.URL(link)
}

// srcset is the sizes of a picture, as the attribute lists them; one alone needs no width.
// It takes []ImageSize.
func srcset(root string, sizes any) (template.Srcset, error) {
	all, ok := sizes.([]ImageSize)
	if !ok {
		return "", fmt.Errorf("srcset takes the sizes of a picture, not %T", sizes)
	}
	var set strings.Builder
	for i, size := range all {
		if i > 0 {
			set.WriteString(", ")
		}
		set.WriteString(string(rel(root, size.Href)))
		if len(all) > 1 {
			set.WriteString(" " + strconv.Itoa(size.Width) + "w")
		}
	}
	return template.Srcset(set.String()), nil // #nosec: of our own addresses
}

// plain tells that a path needs no percent-encoding.
func plain(p string) bool {
	for i := range len(p) {
		c := p[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9',
			c == '/', c == '-', c == '_', c == '.', c == '~':
		default:
			return false
		}
	}
	return true
}

// mixed tells whether a list shows items of several kinds, so that each has to
// say which it is. It takes []*Card or []Group.
func mixed(list any) (bool, error) {
	var groups []Group
	switch list := list.(type) {
	case []*Card:
		groups = []Group{{Cards: list}}
	case []Group:
		groups = list
	default:
		return false, fmt.Errorf("mixed takes cards or groups, not %T", list)
	}
	var first *Card
	for _, g := range groups {
		for _, c := range g.Cards {
			if first == nil {
				first = c
			}
			if c.Kind != first.Kind {
				return true, nil
			}
		}
	}
	return false, nil
}
