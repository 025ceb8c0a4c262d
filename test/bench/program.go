package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// program is one of those compared, with a site of its own.
type program struct {
	Name  string
	site  string   // its folder
	build []string // command line
	serve func(port int) []string
	state []string // what a cold build must not find, in the site's folder
}

// bulletinAt is bulletin as a clerk runs it: no flag that makes it faster.
func bulletinAt(binary, site string) program {
	return program{
		Name: "bulletin", site: site, build: []string{binary, "build", "-s", site},
		serve: func(port int) []string { return []string{binary, "serve", "-s", site, "-p", strconv.Itoa(port)} },
		state: []string{"public", ".bulletin"},
	}
}

// hugoAt is Hugo with its own defaults; its server renders to memory.
func hugoAt(binary, site string) program {
	return program{
		Name: "hugo", site: site, build: []string{binary, "-s", site},
		serve: func(port int) []string {
			return []string{binary, "server", "-s", site, "--renderToMemory", "--bind", "127.0.0.1", "-p", strconv.Itoa(port)}
		},
		state: []string{"public", "resources", ".hugo_build.lock"},
	}
}

// floorAt is the least any program has to do, written by hand for this corpus.
func floorAt(self, site, output string) program {
	return program{
		Name: "floor", site: site, build: []string{self, "floor", "-site", site, "-o", output}, state: []string{output},
	}
}

// clear makes the next build a cold one. What is there is put aside and not
// deleted: deleting keeps file systems busy long after (discarding blocks,
// looking for room between what is left), and was measured to double the next
// build's time, whoever built.
func (p program) clear(attic string) error {
	if err := os.MkdirAll(attic, 0o755); err != nil {
		return err
	}
	aside, err := os.MkdirTemp(attic, p.Name+"-")
	if err != nil {
		return err
	}
	for _, name := range p.state {
		from := name
		if !filepath.IsAbs(from) {
			from = filepath.Join(p.site, name)
		}
		if err := os.Rename(from, filepath.Join(aside, filepath.Base(from))); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// shows checks that a build wrote what an edit put in.
func (p program) shows(it item, mark string) error {
	page := filepath.Join(p.site, "public", filepath.FromSlash(it.path()), "index.html")
	text, err := os.ReadFile(page)
	if err == nil && !bytes.Contains(text, []byte(mark)) {
		err = fmt.Errorf("%s does not show the edit %q", page, mark)
	}
	return err
}

// output is what a build left behind.
type output struct {
	HTML  int   `json:"html_files"`
	Files int   `json:"files"`
	Bytes int64 `json:"bytes"`
}

func outputOf(dir string) (output, error) {
	var out output
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		out.Files++
		out.Bytes += info.Size()
		if filepath.Ext(name) == ".html" {
			out.HTML++
		}
		return nil
	})
	return out, err
}

// versionOf is the first line a program says of itself.
func versionOf(ctx context.Context, argv ...string) string {
	out, err := exec.CommandContext(ctx, argv[0], argv[1:]...).Output()
	if err != nil {
		return "unknown"
	}
	line, _, _ := strings.Cut(string(out), "\n")
	return strings.TrimSpace(line)
}
