package main

import (
	"context"
	"net"
	"strconv"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"bulletin/internal/build"
	"bulletin/internal/server"
)

func (a *app) serveCommand() *cobra.Command {
	var (
		s    serving
		p    publicFlags
		open bool
		c    *cobra.Command
	)
	c = a.command("serve", "", func(ctx context.Context, args []string) error {
		if len(args) > 0 {
			return a.stray(args[0])
		}
		if c.Flags().Changed("hash-password") {
			return a.hashPassword(p.hash)
		}
		if err := p.check(a, c.Flags()); err != nil {
			return err
		}
		if p.public {
			o, err := a.options() // the output and its manifest are enough, the sources need not be there
			if err != nil {
				return err
			}
			return a.servePublic(ctx, o, s, p)
		}
		o, err := a.siteOptions()
		if err != nil {
			return err
		}
		return a.serve(ctx, o, s, open)
	})
	f := a.siteFlags(c)
	a.audienceFlag(c)
	f.BoolVar(&a.flags.minify, "minify", false, a.t("flag.minify"))
	f.IntVarP(&s.port, "port", "p", 1313, a.t("flag.port"))
	f.StringVar(&s.bind, "bind", "127.0.0.1", a.t("flag.bind"))
	f.DurationVar(&s.poll, "poll", 0, a.t("flag.poll"))
	f.BoolVarP(&open, "open", "O", false, a.t("flag.open"))
	p.add(a, f)
	return c
}

// serving says where and how to serve.
type serving struct {
	port int
	bind string
	poll time.Duration
}

// serve answers from the site as it is while it is edited: pages are made when
// they are asked for, and the output folder stays as it is.
func (a *app) serve(ctx context.Context, o build.Options, s serving, open bool) error {
	live := &build.Live{Options: o}
	defer live.Close()
	srv := server.New(server.Options{Tree: live.Tree, Lang: a.lang, Live: true, Bind: s.bind})
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
	announce := sync.OnceFunc(func() { a.announce(address, s.bind, open) })
	live.Shown = func() {
		srv.Begun()
		announce()
	}
	first := true
	err = a.follow(ctx, live, s.poll, false, func(r outcome) {
		a.tell(srv, r)
		a.reportOutcome(r, first)
		announce()
		first = false
	})
	stop()
	if serveErr := <-served; serveErr != nil {
		return serveErr
	}
	return err
}

// announce says where the site is served.
func (a *app) announce(address, bind string, open bool) {
	a.say("serving", address)
	if ip := net.ParseIP(bind); ip == nil || !ip.IsLoopback() {
		a.say("bind-open")
	}
	if !open {
		return
	}
	if err := server.OpenBrowser(address); err != nil {
		a.complain(err)
	}
}

// tell hands a build's result to the browsers.
func (a *app) tell(srv *server.Server, r outcome) {
	srv.Problems(r.problems)
	if r.err == nil {
		srv.Edited()
	}
}
