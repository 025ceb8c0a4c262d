package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/pflag"
	"golang.org/x/term"

	"bulletin/internal/build"
	"bulletin/internal/build/publish"
	"bulletin/internal/diag"
	"bulletin/internal/server/public"
)

// publicFlags are the flags of serve that only mean something with --public.
type publicFlags struct {
	public            bool
	cert, key         string
	users, log        string
	conns, perAddress int
	hash              string
}

func (p *publicFlags) add(a *app, f *pflag.FlagSet) {
	f.BoolVar(&p.public, "public", false, a.t("flag.public"))
	f.StringVarP(&a.flags.destination, "destination", "d", "", a.t("flag.public-destination"))
	f.StringVar(&p.cert, "tls-cert", "", a.t("flag.tls-cert"))
	f.StringVar(&p.key, "tls-key", "", a.t("flag.tls-key"))
	f.StringVar(&p.users, "users", "", a.t("flag.users"))
	f.StringVar(&p.log, "access-log", "", a.t("flag.access-log"))
	f.IntVar(&p.conns, "max-connections", 20_000, a.t("flag.max-connections"))
	f.IntVar(&p.perAddress, "max-per-address", 1_000, a.t("flag.max-per-address"))
	f.StringVar(&p.hash, "hash-password", "", a.t("flag.hash-password"))
}

// check finds flags that do not go together: who asks for passwords and gets a preview
// without them would be deceived.
func (p *publicFlags) check(a *app, f *pflag.FlagSet) error {
	for _, name := range []string{"destination", "tls-cert", "tls-key", "users", "access-log", "max-connections", "max-per-address"} {
		if f.Changed(name) && !p.public {
			return a.usage("public-only", "--"+name)
		}
	}
	for _, name := range []string{"drafts", "future", "expired", "clock", "base-url", "minify", "poll", "open", "strict"} {
		if f.Changed(name) && p.public {
			return a.usage("public-never", "--"+name)
		}
	}
	switch {
	case (p.cert == "") != (p.key == ""):
		return a.usage("public-tls-pair")
	case p.conns < 1 || p.perAddress < 1:
		return a.usage("public-no-connections")
	}
	return nil
}

// servePublic hands out what the last build published, until the context ends.
func (a *app) servePublic(ctx context.Context, o build.Options, s serving, p publicFlags) (err error) {
	if s.port < 0 || s.port > 65535 {
		return a.usage("bad-port", s.port)
	}
	opt := public.Options{
		Read: func() (public.Manifest, error) { return a.servedTree(o) }, Lang: a.lang, Complain: a.complain,
		Conns: p.conns, PerClient: p.perAddress,
	}
	if p.users != "" {
		if opt.Users, err = public.LoadUsers(p.users); err != nil {
			return a.usersError(err)
		}
	}
	if p.cert != "" {
		if opt.TLS, err = public.Certificate(p.cert, p.key); err != nil {
			return statusError{exitUsage, err}
		}
	}
	if p.log == "-" {
		opt.Log = a.out
	} else if p.log != "" {
		file, err := os.OpenFile(p.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o640)
		if err != nil {
			return fmt.Errorf("opening the access log: %w", err)
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		opt.Log = file
	}
	srv, err := public.New(opt)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, srv.Close()) }()
	a.garbage.Release()
	return a.answerPublic(ctx, srv, s, p)
}

// answerPublic listens at the wanted port and no other: people and proxies know it.
func (a *app) answerPublic(ctx context.Context, srv *public.Server, s serving, p publicFlags) error {
	listener, err := net.Listen("tcp", net.JoinHostPort(s.bind, strconv.Itoa(s.port)))
	if err != nil {
		return fmt.Errorf("%s: %w", a.t("public-no-port", s.port), err)
	}
	scheme := "http"
	if p.cert != "" {
		scheme = "https"
	}
	got := listener.Addr().(*net.TCPAddr).Port
	a.say("public-serving", scheme+"://"+net.JoinHostPort(s.bind, strconv.Itoa(got))+"/")
	if ip := net.ParseIP(s.bind); s.bind == "localhost" || ip != nil && ip.IsLoopback() {
		a.say("public-closed")
	} else if p.users != "" && p.cert == "" {
		a.say("public-plain")
	}
	if err := srv.Serve(ctx, listener); err != nil {
		return err
	}
	a.say("public-ended")
	return nil
}

// servedTree is the manifest of the output, if it is that of the audience that was asked for.
func (a *app) servedTree(o build.Options) (public.Manifest, error) {
	p, dest, err := build.Published(o)
	if err != nil {
		return public.Manifest{}, a.usage("public-unbuilt", shortPath(dest))
	}
	asked := "public"
	if o.View.Internal {
		asked = "internal"
	}
	if p.Audience() != asked {
		return public.Manifest{}, a.usage("public-audience", shortPath(dest), p.Audience(), diag.Audience(p.Audience()).In(a.lang))
	}
	return public.Manifest{Folder: p.Folder(), Files: publicFiles(p.Entries()), Current: p.Current}, nil
}

func publicFiles(entries []publish.Entry) []public.File {
	files := make([]public.File, len(entries))
	for i, e := range entries {
		files[i] = public.File{Path: e.Path, Size: e.Size, ModTime: e.ModTime, Sum: e.Sum}
	}
	return files
}

// usersError says what is wrong with the file of users.
func (a *app) usersError(err error) error {
	var wrong *public.UsersError
	switch {
	case !errors.As(err, &wrong):
		return statusError{exitUsage, err}
	case wrong.Line == 0:
		return a.usage("users-nobody", wrong.File)
	}
	return a.usage("users-line", wrong.File, wrong.Line)
}

// hashPassword prints the line of a user for the file of users. The password is asked for,
// or read from the standard input; never taken from the command, which others can see.
func (a *app) hashPassword(name string) error {
	if strings.ContainsAny(name, ":\r\n") || strings.TrimSpace(name) != name || strings.HasPrefix(name, "#") {
		return a.usage("hash-name", name)
	}
	password, err := a.askPassword()
	if err != nil {
		return err
	}
	hash, err := public.HashPassword(password)
	switch {
	case errors.Is(err, public.ErrPasswordShort):
		return a.usage("hash-short")
	case errors.Is(err, public.ErrPasswordLong):
		return a.usage("hash-long")
	case err != nil:
		return err
	}
	_, err = fmt.Fprintf(a.out, "%s:%s\n", name, hash)
	return err
}

func (a *app) askPassword() (string, error) {
	if file, ok := a.in.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		fmt.Fprint(a.err, a.t("hash-ask"))
		text, err := term.ReadPassword(int(file.Fd()))
		fmt.Fprintln(a.err)
		if err != nil {
			return "", fmt.Errorf("reading the password: %w", err)
		}
		fmt.Fprint(a.err, a.t("hash-again"))
		again, err := term.ReadPassword(int(file.Fd()))
		fmt.Fprintln(a.err)
		if err != nil {
			return "", fmt.Errorf("reading the password: %w", err)
		}
		if string(again) != string(text) {
			return "", a.usage("hash-differs")
		}
		return string(text), nil
	}
	line, err := bufio.NewReader(a.in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("reading the password: %w", err)
	}
	return strings.TrimRight(strings.TrimPrefix(line, "\uFEFF"), "\r\n"), nil
}
