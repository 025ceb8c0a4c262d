// Package s3 publishes to object storage that speaks Amazon's S3. An object is exchanged
// whole by the storage itself. Objects carry the headers that a CDN and browsers go by:
// what never changes may be kept for a year, a page for a minute.
package s3

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"bulletin/internal/deploy"
	"bulletin/internal/diag"
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
	client *minio.Client
}

// Open does not ask the storage anything.
func Open(o Options) (*Storage, error) {
	client, err := minio.New(o.Endpoint, &minio.Options{
		Creds: credentials.NewStaticV4(o.Key, o.Secret, ""), Secure: !o.Plain, Region: o.Region,
		MaxRetries: 1, // package deploy tries again
	})
	if err != nil {
		return nil, err
	}
	return &Storage{o, client}, nil
}

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
	o := minio.PutObjectOptions{
		ContentType: contentType(p), CacheControl: cacheControl(p),
		SendContentMd5: true, DisableMultipart: true, // one request, which the storage takes or refuses as a whole
	}
	if isNew {
		o.SetMatchETagExcept("*")
	}
	_, err := b.client.PutObject(ctx, b.Options.Bucket, b.at(p), bytes.NewReader(data), int64(len(data)), o)
	return b.understood(err)
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
	o, err := b.client.GetObject(ctx, b.Options.Bucket, b.at(p), minio.GetObjectOptions{})
	if err != nil {
		return nil, b.understood(err)
	}
	data, err := io.ReadAll(o)
	return data, errors.Join(b.understood(err), o.Close())
}

// Size is that of an object.
func (b *Storage) Size(ctx context.Context, p string) (int64, error) {
	info, err := b.client.StatObject(ctx, b.Options.Bucket, b.at(p), minio.StatObjectOptions{})
	return info.Size, b.understood(err)
}

// Copy has the storage copy.
func (b *Storage) Copy(ctx context.Context, from, to string) error {
	_, err := b.client.CopyObject(ctx,
		minio.CopyDestOptions{Bucket: b.Options.Bucket, Object: b.at(to)},
		minio.CopySrcOptions{Bucket: b.Options.Bucket, Object: b.at(from)})
	return b.understood(err)
}

// Delete deletes an object.
func (b *Storage) Delete(ctx context.Context, p string) error {
	err := b.understood(b.client.RemoveObject(ctx, b.Options.Bucket, b.at(p), minio.RemoveObjectOptions{}))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// List lists objects, a thousand by request.
func (b *Storage) List(ctx context.Context, under string) (map[string]int64, error) {
	ctx, stop := context.WithCancel(ctx) // ends the listing
	defer stop()
	all, prefix := map[string]int64{}, b.at(under)
	if prefix != "" {
		prefix += "/"
	}
	for o := range b.client.ListObjects(ctx, b.Options.Bucket, minio.ListObjectsOptions{Prefix: prefix, Recursive: true}) {
		if o.Err != nil {
			return nil, b.understood(o.Err)
		}
		if !strings.HasSuffix(o.Key, "/") { // what some programs put for a folder
			all[strings.TrimPrefix(strings.TrimPrefix(o.Key, b.Prefix), "/")] = o.Size
		}
	}
	return all, nil
}

// understood says the storage's answer in the words of [deploy.Target].
func (b *Storage) understood(err error) error {
	if err == nil {
		return nil
	}
	var answer minio.ErrorResponse
	if !errors.As(err, &answer) {
		return err
	}
	switch {
	case answer.Code == "NoSuchKey":
		return &fs.PathError{Op: "get", Path: answer.Key, Err: fs.ErrNotExist}
	case answer.StatusCode == http.StatusPreconditionFailed:
		return fs.ErrExist
	case answer.Code == "NoSuchBucket", answer.StatusCode == http.StatusForbidden, answer.StatusCode == http.StatusUnauthorized:
		return &RefusedError{b.Endpoint, err}
	}
	return err
}

// RefusedError says that the storage does not let us in.
type RefusedError struct {
	Server string
	Err    error
}

// Diagnostics is the one problem.
func (e *RefusedError) Diagnostics() diag.List {
	return diag.List{{Code: "deploy-login", Args: []any{e.Server, e.Err}}}
}

func (e *RefusedError) Error() string { return e.Diagnostics().Err().Error() }

// Unwrap says that trying again is of no use, and why.
func (e *RefusedError) Unwrap() []error { return []error{fs.ErrPermission, e.Err} }
