package build

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bulletin/internal/config"
	"bulletin/internal/diag"
)

// Destination is the absolute path of the output folder.
func Destination(o Options, c config.Config) string {
	switch {
	case o.Dest != "":
		return absolute(o.Dest)
	case o.View.Internal:
		return publicOutput(o, c) + internalEnding
	}
	return publicOutput(o, c)
}

// internalEnding tells the folder of the internal site from the public one's, unless it
// is named by a flag.
const internalEnding = "-internal"

// publicOutput is where the configuration has the public site.
func publicOutput(o Options, c config.Config) string {
	if filepath.IsAbs(c.Output) {
		return absolute(c.Output)
	}
	return absolute(filepath.Join(o.Root, filepath.FromSlash(c.Output)))
}

func absolute(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		return abs
	}
	return dir
}

// themeFolders hold what the site's own theme is made of.
var themeFolders = []string{"themes", "layouts", "assets", "strings"}

// siteFiles are what the site's folder has beside the content.
var siteFiles = append([]string{config.File, "theme.yaml"}, themeFolders...)

// places checks the folders that the configuration and the flags name: a theme
// must exist, and the output may neither hold nor lie in what is read, or the
// next build would read what this one wrote.
func places(o Options, c config.Config, dest string) diag.List {
	var problems diag.List
	if name := c.Theme; name != config.Default().Theme {
		if info, err := os.Stat(filepath.Join(o.Root, "themes", name)); err != nil || !info.IsDir() {
			problems.Add(c.At("theme", "theme-missing", name))
		}
	}
	if public := publicOutput(o, c); o.View.Internal && (within(real(public), real(dest)) || within(real(dest), real(public))) {
		problems.Add(diag.Diagnostic{Pos: diag.Pos{File: "--destination"}, Severity: diag.Error, Code: "output-internal", Args: []any{filepath.ToSlash(o.Dest)}})
	}
	read := slices.Clone(themeFolders)
	if _, prefix := contentFolder(o.Root, c.Content); prefix != "" {
		read = append(read, c.Content)
	}
	for _, name := range read {
		folder := real(filepath.Join(o.Root, filepath.FromSlash(name)))
		if out := real(dest); !within(folder, out) && !within(out, folder) {
			continue
		}
		d := c.At("output", "output-in-source", namedOutput(o, c), name)
		if o.Dest != "" {
			d.Pos, d.Line = diag.Pos{File: "--destination"}, ""
		}
		problems.Add(d)
		break
	}
	return problems
}

// Linked are the folders that a site is made of and that lie elsewhere: where links
// in the site's folder lead. A watcher of the site's folder hears nothing of them.
func Linked(o Options) []string {
	cfg, _, _ := Config(o)
	folder, _ := contentFolder(o.Root, cfg.Content)
	made := []string{folder, filepath.Join(o.Root, "themes", cfg.Theme)}
	for _, name := range themeFolders {
		made = append(made, filepath.Join(o.Root, name))
	}
	var linked []string
	for _, folder := range made {
		if at := real(folder); !within(real(o.Root), at) {
			linked = append(linked, at)
		}
	}
	return linked
}

// namedOutput is the output folder as it was named.
func namedOutput(o Options, c config.Config) string {
	if o.Dest != "" {
		return o.Dest
	}
	return c.Output
}

// real is an absolute path without links, as far as it exists.
func real(path string) string {
	path, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	rest := ""
	for {
		if found, err := filepath.EvalSymlinks(path); err == nil {
			return filepath.Join(found, rest)
		}
		if filepath.Dir(path) == path {
			return filepath.Join(path, rest)
		}
		path, rest = filepath.Dir(path), filepath.Join(filepath.Base(path), rest)
	}
}

// within tells whether a path is a folder or lies in it.
func within(folder, path string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// contentFolder is where the documents are: the configured folder, or the
// site's folder itself when there is neither a configuration nor such a folder.
func contentFolder(root, configured string) (folder, prefix string) {
	folder = filepath.Join(root, filepath.FromSlash(configured))
	if filepath.Clean(configured) == "." {
		return root, ""
	}
	if _, err := os.Stat(folder); err == nil {
		return folder, prefixOf(configured)
	}
	if _, err := os.Stat(filepath.Join(root, config.File)); err == nil {
		return folder, prefixOf(configured)
	}
	return root, ""
}

// prefixOf is how problems name the files of a content folder: "content/", or
// nothing when the site's folder itself is meant.
func prefixOf(configured string) string {
	if configured == "." {
		return ""
	}
	return configured + "/"
}

// skipped are the folders that are not content when the site's folder itself is
// the content folder.
func skipped(prefix, folder, dest string) []string {
	if prefix != "" {
		return nil
	}
	skip := append([]string{"public"}, themeFolders...)
	if rel, err := filepath.Rel(folder, dest); err == nil {
		skip = append(skip, filepath.ToSlash(rel))
	}
	return skip
}
