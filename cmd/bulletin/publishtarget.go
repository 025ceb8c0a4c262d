package main

import (
	"cmp"
	"errors"
	"io/fs"
	"net"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"

	"bulletin/internal/build"
	"bulletin/internal/config"
	"bulletin/internal/deploy"
	"bulletin/internal/deploy/folder"
	"bulletin/internal/deploy/s3"
	"bulletin/internal/deploy/sftp"
	"bulletin/internal/deploy/webdav"
)

// What secrets of a target are called in the environment.
const (
	publishPasswordVariable = "BULLETIN_PUBLISH_PASSWORD"
	publishKeyVariable      = "BULLETIN_PUBLISH_KEY"
)

// access are the files by which a target lets us in.
type access struct{ keyFile, knownHosts, passwordFile string }

// destination is a target that was understood: a folder, or an address.
type destination struct {
	name   string // for messages
	dir    string // of a folder; "" = it is an address
	url    *url.URL
	access access
	forget bool
}

// target understands the name of one of the targets of bulletin.yaml, or an address.
func (a *app) target(name string, o build.Options, cfg config.Config, given access) (destination, error) {
	to, text, base := destination{name: name, access: given}, name, ""
	var names []string
	for _, t := range cfg.Publish {
		if names = append(names, t.Name); t.Name == name {
			base, text, to.forget = o.Root, t.URL, t.Forget
			to.access = access{
				keyFile:      cmp.Or(given.keyFile, below(o.Root, t.KeyFile)),
				knownHosts:   cmp.Or(given.knownHosts, below(o.Root, t.KnownHosts)),
				passwordFile: cmp.Or(given.passwordFile, below(o.Root, t.PasswordFile)),
			}
		}
	}
	if base == "" && !strings.ContainsAny(text, `/\:`) {
		if len(names) == 0 {
			return to, a.usage("publish-no-targets", name)
		}
		return to, a.usage("publish-unknown", name, strings.Join(names, ", "))
	}
	if scheme, _, address := strings.Cut(text, "://"); address {
		u, err := url.Parse(text)
		if err != nil {
			return to, a.usage("publish-url", text)
		}
		if _, secret := u.User.Password(); secret {
			return to, a.usage("publish-secret", publishPasswordVariable)
		}
		switch strings.ToLower(scheme) {
		case "file":
			text, base = filepath.FromSlash(strings.TrimPrefix(u.Path, driveSlash(u.Path))), ""
			if u.Host != "" { // file://server/share/folder
				text = `\\` + u.Host + filepath.FromSlash(u.Path)
			}
		case "sftp", "s3", "webdav", "webdavs":
			if to.url = u; u.Hostname() == "" {
				return to, a.usage("publish-url", text)
			}
			return to, nil
		default:
			return to, a.usage("publish-scheme", scheme)
		}
	}
	if windowsPath(text) && runtime.GOOS != "windows" {
		return to, a.usage("publish-unc", text)
	}
	dir, err := filepath.Abs(below(base, text))
	if err != nil {
		return to, err
	}
	to.dir = dir
	return to, a.apart(o, cfg, dir)
}

// windowsPath tells whether a path begins as one of a share or a drive on Windows.
func windowsPath(p string) bool {
	return strings.HasPrefix(p, `\\`) || len(p) > 2 && p[1] == ':' && (p[2] == '\\' || p[2] == '/')
}

// driveSlash is the slash before a drive's letter in file:///C:/folder.
func driveSlash(p string) string {
	if len(p) > 2 && p[0] == '/' && p[2] == ':' {
		return "/"
	}
	return ""
}

// below is a file named in bulletin.yaml, which is relative to the site's folder.
func below(base, name string) string {
	if name == "" || base == "" || filepath.IsAbs(name) || strings.HasPrefix(name, `\\`) {
		return name
	}
	return filepath.Join(base, filepath.FromSlash(name))
}

// apart refuses a folder that the program reads from, or builds into.
func (a *app) apart(o build.Options, cfg config.Config, dir string) error {
	for _, own := range []string{build.Destination(o, cfg), build.ContentFolder(o), filepath.Join(o.Root, build.StateDir)} {
		if holdsPath(resolved(own), resolved(dir)) || holdsPath(resolved(dir), resolved(own)) {
			return a.usage("publish-inside", dir, own)
		}
	}
	return nil
}

// resolved is a path without links, as far as it exists.
func resolved(name string) string {
	abs, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real
	}
	if parent := filepath.Dir(abs); parent != abs {
		return filepath.Join(resolved(parent), filepath.Base(abs))
	}
	return abs
}

// holdsPath tells whether a folder is, or holds, another.
func holdsPath(dir, other string) bool {
	rel, err := filepath.Rel(dir, other)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

func openFolder(dir string, look bool) (deploy.Target, func() error, error) {
	if look {
		return folder.Look(dir)
	}
	f, err := folder.Open(dir)
	if err != nil {
		return nil, nil, err
	}
	return f, f.Close, nil
}

// openTarget makes the client of a target, to look only or to publish; end lets it go.
func (a *app) openTarget(to destination, look bool) (target deploy.Target, end func(), err error) {
	end = func() {}
	password, err := secret(a.env, publishPasswordVariable, to.access.passwordFile)
	if err != nil {
		return nil, end, err
	}
	if to.url == nil {
		target, closed, err := openFolder(to.dir, look)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, end, a.usage("publish-no-folder", filepath.Dir(to.dir))
		}
		if err != nil {
			return nil, end, statusError{exitIO, errors.New(a.t("publish-failed", to.name, a.cause(err)))}
		}
		return target, func() { _ = closed() }, nil
	}
	switch strings.ToLower(to.url.Scheme) {
	case "sftp":
		s := sftp.Open(a.sftpOptions(to, password))
		return s, func() { _ = s.Close() }, nil
	case "s3":
		o, err := a.s3Options(to, password)
		if err != nil {
			return nil, end, err
		}
		s, err := s3.Open(o)
		if err != nil {
			return nil, end, a.usage("publish-url", to.url.Redacted())
		}
		return s, end, nil
	}
	u := *to.url
	u.Scheme = map[string]string{"webdav": "http", "webdavs": "https"}[strings.ToLower(u.Scheme)]
	s := webdav.Open(webdav.Options{URL: &u, User: u.User.Username(), Password: password})
	return s, func() { _ = s.Close() }, nil
}

func (a *app) sftpOptions(to destination, password string) sftp.Options {
	home, _ := os.UserHomeDir() // without one there are no files of the user's
	o := sftp.Options{
		Addr: net.JoinHostPort(to.url.Hostname(), cmp.Or(to.url.Port(), "22")), User: to.url.User.Username(),
		Dir: path.Clean("/" + to.url.Path), Password: password, Agent: a.env("SSH_AUTH_SOCK"),
		KnownHosts: []string{cmp.Or(to.access.knownHosts, filepath.Join(home, ".ssh", "known_hosts"))},
	}
	if rest, ok := strings.CutPrefix(o.Dir, "/~"); ok { // from the user's home
		o.Dir = "." + rest
	}
	if o.User == "" {
		o.User, _, _ = strings.Cut(whoami(), "@")
	}
	if to.access.keyFile != "" {
		o.KeyFiles = []string{to.access.keyFile}
		return o
	}
	for _, name := range []string{"id_ed25519", "id_ecdsa", "id_rsa"} {
		if file := filepath.Join(home, ".ssh", name); home != "" {
			if _, err := os.Stat(file); err == nil {
				o.KeyFiles = append(o.KeyFiles, file)
			}
		}
	}
	return o
}

func (a *app) s3Options(to destination, password string) (s3.Options, error) {
	query := to.url.Query()
	o := s3.Options{
		Endpoint: "s3.amazonaws.com", Region: cmp.Or(query.Get("region"), "us-east-1"), Bucket: to.url.Host, Prefix: strings.Trim(to.url.Path, "/"),
		Key: cmp.Or(a.env(publishKeyVariable), a.env("AWS_ACCESS_KEY_ID")), Secret: cmp.Or(password, a.env("AWS_SECRET_ACCESS_KEY")),
	}
	if text := query.Get("endpoint"); text != "" {
		u, err := url.Parse(text)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return o, a.usage("publish-endpoint", text)
		}
		o.Endpoint, o.Plain = u.Host, u.Scheme == "http"
	}
	if o.Key == "" || o.Secret == "" {
		return o, a.usage("publish-no-key", publishKeyVariable, publishPasswordVariable)
	}
	return o, nil
}
