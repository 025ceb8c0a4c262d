package build

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"bulletin/internal/config"
	"bulletin/internal/diag"
	"bulletin/internal/record"
	"bulletin/internal/schema"
	"bulletin/internal/source"
)

// surroundings copies what the site's folder has beside the content. Where links lead
// elsewhere, what they lead to is copied, as a build reads it.
func (c *yearCopy) surroundings() error {
	cfg := c.session.Config
	if err := c.configure(); err != nil {
		return err
	}
	names := []string{"theme.yaml", "layouts", "assets", "strings", path.Join("themes", cfg.Theme)}
	if cfg.Cell.Ruleset != "" {
		names = append(names, path.Clean(filepath.ToSlash(cfg.Cell.Ruleset)))
	}
	for _, name := range names {
		at, err := filepath.EvalSymlinks(filepath.Join(c.session.options.Root, filepath.FromSlash(name)))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			err = filepath.WalkDir(at, func(file string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() || file != at && strings.HasPrefix(d.Name(), ".") {
					return err
				}
				below, err := filepath.Rel(at, file)
				if err != nil {
					return err
				}
				return c.copyFrom(file, path.Join(name, filepath.ToSlash(below)))
			})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// copyFrom copies a file beside the content; what is none, as a link that leads nowhere,
// is nothing to a build either.
func (c *yearCopy) copyFrom(file, name string) error {
	if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() {
		return nil //nolint:nilerr // see above
	}
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	if c.session.options.View.Internal || !isYAML(name) {
		return c.write(name, in)
	}
	text, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	return c.write(name, bytes.NewReader(c.silenced(name, text)))
}

// isYAML tells of a file beside the content whether it is YAML that a build reads: rules,
// words, what a theme is. Those among the assets are published as they are.
func isYAML(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return (ext == ".yaml" || ext == ".yml") && !strings.Contains("/"+name, "/assets/")
}

// silenced is YAML whose comments say nothing. It is refused when it would say something
// else then; what is no YAML is read by nobody.
func (c *yearCopy) silenced(name string, text []byte) []byte {
	mark := []byte("\ufeff") // of the byte order
	body, marked := bytes.CutPrefix(text, mark)
	out := []byte(schema.WithoutComments(string(body)))
	line := schema.Comment(out)
	if !bytes.Equal(body, out) && schema.Same(body, body) && !schema.Same(body, out) {
		line = 1 + bytes.Count(body[:differsAt(body, out)], []byte("\n"))
	}
	if line > 0 {
		c.refused.Add(diag.Diagnostic{Pos: diag.Pos{File: name, Line: line, Col: 1}, Severity: diag.Error, Code: "source-comment"})
	}
	if marked {
		out = append(mark, out...)
	}
	return out
}

// differsAt is the offset at which two texts differ first.
func differsAt(a, b []byte) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// configure copies the configuration, and notes in it what the folder is: without that,
// what pages of the year lead to would be taken for all that there is of other years.
func (c *yearCopy) configure() error {
	var text []byte
	root := os.DirFS(c.session.options.Root)
	info, err := fs.Stat(root, config.File)
	switch {
	case err == nil:
		f, problems := source.Read(root, source.Entry{Path: config.File, Stat: source.StatOf(info)}, "")
		if problems.HasErrors() {
			return problems.Err()
		}
		text = f.Text
	case !errors.Is(err, fs.ErrNotExist):
		return err
	case c.session.library.prefix == "": // a folder with a configuration has its content below it, unless it says otherwise
		text = []byte("content: .\n")
	}
	if !c.session.options.View.Internal {
		text = c.silenced(config.File, text)
	}
	if c.session.Config.Archive.Year == 0 {
		if len(text) > 0 && !bytes.HasSuffix(text, []byte("\n")) {
			text = append(text, '\n')
		}
		text = appendArchive(text, c.note)
	}
	if err := c.write(config.File, bytes.NewReader(text)); err != nil {
		return err
	}
	was, _, _ := config.Load(root, nil)
	noted, _, problems := config.Load(os.DirFS(c.dir), nil)
	if was.Archive = c.note; info == nil { // there was none
		was.Content = noted.Content
	}
	if problems.HasErrors() || !bytes.Equal(configCodec.Append(nil, &was), configCodec.Append(nil, &noted)) {
		c.refused.Add(c.session.Config.At("archive", "archive-unnoted"))
	}
	return nil
}

var configCodec = record.For[config.Config]()

// write writes a file once: what lies beside the content may be a part of it too.
func (c *yearCopy) write(name string, in io.Reader) error {
	if c.written[name] {
		return nil
	}
	c.written[name] = true
	file := filepath.Join(c.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	out, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	c.out.Files++
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
