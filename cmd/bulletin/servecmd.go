package main

import (
	"context"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"bulletin/internal/build"
	"bulletin/internal/server"
)

func (a *app) serveCommand() *cobra.Command {
	var (
		s    serving
		open bool
	)
	c := a.command("serve", "", func(ctx context.Context, args []string) error {
		if len(args) > 0 {
			return a.usage("no-arguments", args[0])
		}
		o, err := a.siteOptions()
		if err != nil {
			return err
		}
		return a.serve(ctx, o, s, open)
	})
	a.outputFlags(c)
	f := c.Flags()
	f.IntVarP(&s.port, "port", "p", 1313, a.t("flag.port"))
	f.StringVar(&s.bind, "bind", "127.0.0.1", a.t("flag.bind"))
	f.DurationVar(&s.poll, "poll", 0, a.t("flag.poll"))
	f.BoolVarP(&open, "open", "O", false, a.t("flag.open"))
	return c
}

// serving says where and how to serve.
type serving struct {
	port int
	bind string
	poll time.Duration
}

// serve builds, answers from the built site and follows edits.
func (a *app) serve(ctx context.Context, o build.Options, s serving, open bool) error {
	if a.previews() && o.Dest == "" {
		o.State = filepath.Join(o.Root, build.StateDir, "preview")
		o.Dest = filepath.Join(o.Root, build.StateDir, "preview-site")
		a.say("preview")
	}
	cfg, _, _ := build.Config(o)
	tree := os.DirFS(build.Destination(o, cfg))
	srv := server.New(server.Options{Tree: func() fs.FS { return tree }, Lang: a.lang, Live: true, Bind: s.bind})
	listener, err := server.Listen(s.bind, s.port)
	if err != nil {
		return err
	}
	got := listener.Addr().(*net.TCPAddr).Port
	if s.port != 0 && got != s.port {
		a.say("port-taken", s.port, got)
	}
	address := "http://" + net.JoinHostPort(s.bind, strconv.Itoa(got)) + "/"
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	served := make(chan error, 1)
	go func() {
		served <- server.Serve(ctx, listener, srv)
		stop()
	}()
	first := true
	err = a.follow(ctx, o, s.poll, func(r outcome) {
		a.reportOutcome(r, first)
		a.tell(srv, r)
		if first {
			a.say("serving", address)
			if ip := net.ParseIP(s.bind); ip == nil || !ip.IsLoopback() {
				a.say("bind-open")
			}
			if open {
				if err := server.OpenBrowser(address); err != nil {
					a.complain(err)
				}
			}
		}
		first = false
	})
	stop()
	if serveErr := <-served; serveErr != nil {
		return serveErr
	}
	return err
}

// tell hands a build's result to the browsers.
func (a *app) tell(srv *server.Server, r outcome) {
	srv.Problems(r.problems)
	if r.err == nil {
		srv.Changed(append(r.report.Publish.Changed, r.report.Publish.Removed...))
	}
}

// previews tells whether what is shown may differ from what is published now.
func (a *app) previews() bool {
	f := a.flags
	return f.drafts || f.future || f.expired || f.clock != ""
}
