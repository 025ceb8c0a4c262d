package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"bulletin/internal/build"
	"bulletin/internal/server/public"
)

// webServer says which web server wants to know how to serve the output.
type webServer struct {
	kind string // iis or nginx
	at   string // the site's address on it
	out  string // the file to write; "" = the standard output
}

// configureWebServer writes what IIS or nginx needs to serve the output as serve --public
// does. It is a command and not a part of the build: how a site is served is the affair of
// whoever runs the server, and the output stays the same wherever it goes.
func (a *app) configureWebServer(o build.Options, w webServer) error {
	cfg, _, problems := build.Config(o)
	if problems.HasErrors() {
		return a.problems(problems) // it may name another output than the default
	}
	var text string
	var err error
	switch w.kind {
	case "iis":
		text, err = public.IIS()
	case "nginx":
		var prefix string
		if prefix, err = public.Prefix(w.at); err != nil {
			return a.usage("web-server-name", w.at)
		}
		dest := build.Destination(o, cfg)
		if text, err = public.Nginx(dest, prefix); err != nil {
			return a.usage("web-server-name", dest)
		}
	default:
		return a.usage("web-server-kind", w.kind)
	}
	if err != nil {
		return err
	}
	if w.out == "" {
		_, err = fmt.Fprint(a.out, text)
		return err
	}
	return a.writeConfiguration(w.out, text)
}

// writeConfiguration writes the file in one step, and over none that somebody else wrote.
func (a *app) writeConfiguration(name, text string) error {
	was, err := os.ReadFile(name)
	if err == nil && !strings.Contains(string(was), public.Mark) {
		return a.usage("web-server-exists", shortPath(name))
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	if err := writeWhole(name, []byte(text)); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	a.say("web-server-written", shortPath(name))
	return nil
}
