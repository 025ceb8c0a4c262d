package pdf

import (
	"errors"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"bulletin/internal/diag"
)

// library hands out the files of the tree.
type library struct {
	tree fs.FS
	base *url.URL // where the tree stands for the browser; its path ends in a slash
	page string   // the page that is printed
	keep bool     // base is a real address: links to it are kept
}

// errOutside refuses what is not of the tree.
var errOutside = errors.New("outside the tree")

// address gives a file's address.
func (l library) address(name string) string {
	u := *l.base
	u.Path += name
	return u.String()
}

// file gives what stands at an address, and the path it is asked for by.
func (l library) file(address string) (text []byte, name string, err error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != l.base.Scheme || u.Host != l.base.Host {
		return nil, address, errOutside
	}
	name, inside := strings.CutPrefix(u.Path, l.base.Path)
	if !inside {
		return nil, address, errOutside
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	text, err = fs.ReadFile(l.tree, name) // refuses every path that leads out
	return text, name, err
}

// problem tells of a file that was asked for and not given.
func (l library) problem(name string, err error) diag.Diagnostic {
	d := diag.Diagnostic{Pos: diag.Pos{File: l.page}, Severity: diag.Warning, Code: "print-missing", Args: []any{name}}
	if errors.Is(err, errOutside) {
		d.Code = "print-outside"
	}
	return d
}

// mediaType is the type of what the browser does not know by its first bytes,
// as it does pictures and typefaces (https://mimesniff.spec.whatwg.org/).
func mediaType(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	default:
		return "application/octet-stream"
	}
}
