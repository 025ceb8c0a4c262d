// Package s3 publishes to object storage that speaks Amazon's S3. An object is exchanged
// whole by the storage itself. Objects carry the headers that a CDN and browsers go by:
// what never changes may be kept for a year, a page for a minute.
package s3

import (
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go/encoding/httpbinding"

	"bulletin/internal/deploy"
)

// Options say which storage, and who we are there.
type Options struct {
	Endpoint    string // host or host:port
	Plain       bool   // http, not https
	Region      string
	Bucket      string
	Prefix      string // of the names of all objects, without "/" at its ends; "" = none
	Key, Secret string
}

// Storage is a [deploy.Target].
type Storage struct {
	Options
	client *http.Client
	signer *v4.Signer
}

// Open does not ask the storage anything.
func Open(o Options) (*Storage, error) {
	if strings.ContainsAny(o.Endpoint, "/?#@ ") || o.Endpoint == "" {
		return nil, fmt.Errorf("%q is no host of a storage", o.Endpoint)
	}
	o.Region = cmp.Or(o.Region, usualRegion)
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = connections
	transport.ResponseHeaderTimeout = patience
	return &Storage{o, &http.Client{Transport: transport}, v4.NewSigner(func(o *v4.SignerOptions) {
		o.DisableURIPathEscaping = true // of all services S3 alone signs paths as they are sent
	})}, nil
}

const (
	usualRegion = "us-east-1" // what storages take that have none
	connections = 16
	patience    = time.Minute // for the beginning of an answer
)

// How long what is at an address may be kept, in seconds (RFC 9111; immutable is RFC 8246).
const (
	forever = "public, max-age=31536000, immutable"
	shortly = "public, max-age=60"
	never   = "no-store" // the program's own
)

// cacheControl is by the name alone.
func cacheControl(p string) string {
	switch {
	case strings.HasPrefix(p, deploy.Home+"/"):
		return never
	case deploy.Immutable(p):
		return forever
	}
	return shortly
}

// types are those of the files of a site. The system's own table is another on every
// computer.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".xml": "application/xml", ".ics": "text/calendar; charset=utf-8", ".txt": "text/plain; charset=utf-8",
	".csv": "text/csv; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
	".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon", ".woff2": "font/woff2", ".woff": "font/woff",
	".pdf": "application/pdf", ".mp4": "video/mp4", ".webm": "video/webm", ".mp3": "audio/mpeg", ".zip": "application/zip",
	".doc": "application/msword", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xls": "application/vnd.ms-excel", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".ppt": "application/vnd.ms-powerpoint", ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}

func contentType(p string) string {
	if t, ok := types[strings.ToLower(path.Ext(p))]; ok {
		return t
	}
	return "application/octet-stream"
}

func (b *Storage) at(p string) string { return path.Join(b.Prefix, p) }

func (b *Storage) put(ctx context.Context, p string, data []byte, isNew bool) error {
	header := http.Header{"Content-Type": {contentType(p)}, "Cache-Control": {cacheControl(p)}}
	if isNew {
		header.Set("If-None-Match", "*")
	}
	_, err := b.ask(ctx, request{method: http.MethodPut, key: b.at(p), header: header, body: data})
	return err
}

// Put puts an object.
func (b *Storage) Put(ctx context.Context, p string, data []byte) error {
	return b.put(ctx, p, data, false)
}

// Claim puts an object that must be new. A storage that does not know the condition
// replaces what is there; who claims reads back what he claimed.
func (b *Storage) Claim(ctx context.Context, p string, data []byte) error {
	if _, err := b.Size(ctx, p); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, fs.ErrExist)
	}
	return b.put(ctx, p, data, true)
}

// Get reads an object.
func (b *Storage) Get(ctx context.Context, p string) ([]byte, error) {
	got, err := b.ask(ctx, request{method: http.MethodGet, key: b.at(p)})
	return got.body, err
}

// Size is that of an object.
func (b *Storage) Size(ctx context.Context, p string) (int64, error) {
	got, err := b.ask(ctx, request{method: http.MethodHead, key: b.at(p)})
	return got.size, err
}

// Copy has the storage copy.
func (b *Storage) Copy(ctx context.Context, from, to string) error {
	source := httpbinding.EscapePath("/"+b.Bucket+"/"+b.at(from), false)
	_, err := b.ask(ctx, request{method: http.MethodPut, key: b.at(to), header: http.Header{"X-Amz-Copy-Source": {source}}})
	return err
}

// Delete deletes an object.
func (b *Storage) Delete(ctx context.Context, p string) error {
	_, err := b.ask(ctx, request{method: http.MethodDelete, key: b.at(p)})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// List lists objects, a thousand by request.
func (b *Storage) List(ctx context.Context, under string) (map[string]int64, error) {
	all, prefix := map[string]int64{}, b.at(under)
	if prefix != "" {
		prefix += "/"
	}
	query := url.Values{"list-type": {"2"}, "prefix": {prefix}}
	for {
		got, err := b.ask(ctx, request{method: http.MethodGet, query: query})
		if err != nil {
			return nil, err
		}
		var page struct {
			IsTruncated           bool
			NextContinuationToken string
			Contents              []struct {
				Key  string
				Size int64
			}
		}
		if err := xml.Unmarshal(got.body, &page); err != nil {
			return nil, fmt.Errorf("reading a list of %s: %w", b.Endpoint, err)
		}
		for _, o := range page.Contents {
			if !strings.HasSuffix(o.Key, "/") { // what some programs put for a folder
				all[strings.TrimPrefix(strings.TrimPrefix(o.Key, b.Prefix), "/")] = o.Size
			}
		}
		if !page.IsTruncated || page.NextContinuationToken == "" {
			return all, nil
		}
		query.Set("continuation-token", page.NextContinuationToken)
	}
}
