// Package webdav publishes to a WebDAV server (RFC 4918) with plain requests: PUT, GET,
// HEAD, DELETE, MKCOL, COPY, MOVE, and PROPFIND for one level at a time, since servers
// refuse to walk. A PUT is exchanged whole by the servers in use (Apache, nginx); putting
// beside and moving is not, where MOVE deletes first.
package webdav

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"bulletin/internal/deploy"
)

// Options say which server, and who we are there.
type Options struct {
	URL            *url.URL // http or https, of the site's folder
	User, Password string
}

// Server is a [deploy.Target].
type Server struct {
	Options
	client http.Client
	made   sync.Map // folders that are there
}

// requestLimit is how long one request may take, which carries one file.
const requestLimit = 5 * time.Minute

// Open does not connect.
func Open(o Options) *Server {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DisableCompression = true // a size is that of the file
	return &Server{Options: o, client: http.Client{Transport: transport, Timeout: requestLimit, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse // a PUT that is redirected arrives as a GET
	}}}
}

// Close ends the connections.
func (s *Server) Close() error {
	s.client.CloseIdleConnections()
	return nil
}

// at is the address of a file or, with a "/" at its end, of a folder.
func (s *Server) at(p string) string {
	u := s.URL.JoinPath(p)
	u.RawQuery, u.Fragment, u.User = "", "", nil
	return u.String()
}

// answer is what the server said; the body is read.
type answer struct {
	status int
	size   int64 // of the body, as the header says; -1 = it does not
	body   []byte
}

// ask makes a request; pairs are headers and their values.
func (s *Server) ask(ctx context.Context, method, address string, body []byte, pairs ...string) (answer, error) {
	q, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	if s.User != "" {
		q.SetBasicAuth(s.User, s.Password)
	}
	q.Header.Set("Cache-Control", "no-cache") // of what stands between, too
	for i := 0; i < len(pairs); i += 2 {
		q.Header.Set(pairs[i], pairs[i+1])
	}
	r, err := s.client.Do(q)
	if err != nil {
		return answer{}, err
	}
	text, err := io.ReadAll(r.Body)
	if err := errors.Join(err, r.Body.Close()); err != nil {
		return answer{}, err
	}
	return answer{r.StatusCode, r.ContentLength, text}, s.understood(method, address, r)
}

// understood says an answer in the words of [deploy.Target].
func (s *Server) understood(method, address string, r *http.Response) error {
	wrong := func(err error) error { return &fs.PathError{Op: method, Path: address, Err: err} }
	switch r.StatusCode {
	case http.StatusOK, http.StatusCreated, http.StatusNoContent, http.StatusMultiStatus:
		return nil
	case http.StatusNotFound, http.StatusGone:
		return wrong(fs.ErrNotExist)
	case http.StatusPreconditionFailed:
		return wrong(fs.ErrExist)
	case http.StatusConflict:
		return wrong(errNoFolder)
	case http.StatusMethodNotAllowed, http.StatusNotImplemented:
		return &deploy.RefusedError{Server: s.at(""), Err: fmt.Errorf("%s: %s", method, r.Status)}
	case http.StatusUnauthorized, http.StatusForbidden:
		return &deploy.RefusedError{Server: s.at(""), Err: errors.New(r.Status)}
	}
	return wrong(errors.New(r.Status))
}

// errNoFolder is the answer where the folder of a file is missing (RFC 4918, 9.7.1), if
// the server answers by the book: nginx does not.
var errNoFolder = errors.New("its folder is missing")

// makeFolder makes the folder of a file and those above it, up to the site's own, unless
// it was made before.
func (s *Server) makeFolder(ctx context.Context, p string) error {
	if at := strings.LastIndex(p, "/"); at < 0 {
		p = ""
	} else {
		p = p[:at]
	}
	if _, made := s.made.Load(p); made {
		return nil
	}
	if p != "" {
		if err := s.makeFolder(ctx, p); err != nil {
			return err
		}
	}
	if p != "" || strings.Trim(s.URL.Path, "/") != "" {
		a, err := s.ask(ctx, "MKCOL", s.at(p+"/"), nil)
		if err != nil && a.status != http.StatusMethodNotAllowed { // which says that there is one
			return err
		}
	}
	s.made.Store(p, true)
	return nil
}

// Put puts a file.
func (s *Server) Put(ctx context.Context, p string, data []byte) error {
	if err := s.makeFolder(ctx, p); err != nil {
		return err
	}
	_, err := s.ask(ctx, http.MethodPut, s.at(p), data)
	return err
}

// Get reads a file.
func (s *Server) Get(ctx context.Context, p string) ([]byte, error) {
	a, err := s.ask(ctx, http.MethodGet, s.at(p), nil)
	return a.body, err
}

// Size is that of a file; -1 of what is none, or where the server does not say.
func (s *Server) Size(ctx context.Context, p string) (int64, error) {
	a, err := s.ask(ctx, http.MethodHead, s.at(p), nil)
	if a.status >= 300 && a.status < 400 { // of a folder, to its address with "/"
		return -1, nil
	}
	return a.size, err
}

// Copy has the server copy. A copy that was cut is copied again.
func (s *Server) Copy(ctx context.Context, from, to string) error {
	if err := s.makeFolder(ctx, to); err != nil {
		return err
	}
	_, err := s.ask(ctx, "COPY", s.at(from), nil, "Destination", s.at(to), "Overwrite", "T", "Depth", "0")
	return err
}

// Delete deletes a file. Its folder stays: deleting that would delete what somebody puts
// into it meanwhile.
func (s *Server) Delete(ctx context.Context, p string) error {
	_, err := s.ask(ctx, http.MethodDelete, s.at(p), nil)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Claim puts a file beside, and moves it to where none may be.
func (s *Server) Claim(ctx context.Context, p string, data []byte) error {
	beside := path.Join(deploy.Home, "claim-"+rand.Text())
	if err := s.Put(ctx, beside, data); err != nil {
		return err
	}
	_, err := s.ask(ctx, "MOVE", s.at(beside), nil, "Destination", s.at(p), "Overwrite", "F")
	if err != nil {
		err = errors.Join(err, s.Delete(ctx, beside))
	}
	return err
}

// properties asks for what tells files from folders.
const properties = `<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/></prop></propfind>`

// multistatus is the answer (RFC 4918, 14.16).
type multistatus struct {
	Responses []struct {
		Href     string `xml:"DAV: href"`
		Propstat []struct {
			Prop struct {
				Collection *struct{} `xml:"DAV: resourcetype>collection"`
				Length     string    `xml:"DAV: getcontentlength"`
			} `xml:"DAV: prop"`
		} `xml:"DAV: propstat"`
	} `xml:"DAV: response"`
}

// List asks for one folder after another.
func (s *Server) List(ctx context.Context, under string) (map[string]int64, error) {
	all := map[string]int64{}
	return all, s.list(ctx, under, all)
}

func (s *Server) list(ctx context.Context, dir string, all map[string]int64) error {
	address := s.at(strings.TrimSuffix(dir, "/") + "/")
	a, err := s.ask(ctx, "PROPFIND", address, []byte(properties), "Depth", "1", "Content-Type", "application/xml")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var found multistatus
	if err := xml.Unmarshal(a.body, &found); err != nil {
		return fmt.Errorf("listing %s: %w", address, err)
	}
	for _, r := range found.Responses {
		u, err := url.Parse(r.Href)
		if err != nil {
			return fmt.Errorf("listing %s: %w", address, err)
		}
		name := path.Base(u.Path)
		if here := s.URL.JoinPath(dir); path.Clean(u.Path) == path.Clean("/"+here.Path) || name == ".." {
			continue // the folder itself
		}
		p, folder, size := path.Join(dir, name), false, int64(-1)
		for _, stat := range r.Propstat {
			folder = folder || stat.Prop.Collection != nil
			if n, err := strconv.ParseInt(stat.Prop.Length, 10, 64); err == nil {
				size = n
			}
		}
		if !folder {
			all[p] = size
		} else if err := s.list(ctx, p, all); err != nil {
			return err
		}
	}
	return nil
}
