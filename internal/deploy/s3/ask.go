package s3

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/encoding/httpbinding"

	"bulletin/internal/deploy"
)

// request is what is asked of the storage: of an object, or of the bucket.
type request struct {
	method, key string
	query       url.Values
	header      http.Header
	body        []byte
}

// answer is what it answered.
type answer struct {
	body []byte
	size int64 // of the object, by the header
}

// ask sends one request, signed (AWS Signature Version 4), and reads the whole answer.
func (b *Storage) ask(ctx context.Context, r request) (answer, error) {
	sent, err := http.NewRequestWithContext(ctx, r.method, b.address(r), bytes.NewReader(r.body))
	if err != nil {
		return answer{}, err
	}
	maps.Copy(sent.Header, r.header)
	sum := sha256.Sum256(r.body)
	hash := hex.EncodeToString(sum[:])
	sent.Header.Set("X-Amz-Content-Sha256", hash)
	who := aws.Credentials{AccessKeyID: b.Key, SecretAccessKey: b.Secret}
	if err := b.signer.SignHTTP(ctx, who, sent, hash, "s3", b.Region, time.Now()); err != nil {
		return answer{}, err
	}
	got, err := b.client.Do(sent)
	if err != nil {
		return answer{}, err
	}
	body, err := io.ReadAll(got.Body)
	if err := errors.Join(err, got.Body.Close()); err != nil {
		return answer{}, err
	}
	refused := refusal{Status: got.StatusCode, Key: r.key}
	isRefusal := xml.Unmarshal(body, &refused) == nil && refused.XMLName.Local == "Error"
	if got.StatusCode >= http.StatusBadRequest || r.method == http.MethodPut && isRefusal { // a copy may fail after its status was sent
		return answer{}, b.understood(&refused)
	}
	return answer{body, got.ContentLength}, nil
}

// address is where a request goes. Amazon's own storage has a host for each bucket, others
// are sure to understand a bucket in the path.
func (b *Storage) address(r request) string {
	scheme, host, folder := "https", b.Endpoint, "/"+b.Bucket
	if b.Plain {
		scheme = "http"
	}
	if strings.HasSuffix(host, ".amazonaws.com") && !strings.Contains(b.Bucket, ".") {
		host, folder = b.Bucket+"."+host, ""
	}
	path := folder + "/"
	if r.key != "" {
		path += r.key
	}
	address := scheme + "://" + host + httpbinding.EscapePath(path, false)
	if len(r.query) > 0 {
		address += "?" + strings.ReplaceAll(r.query.Encode(), "+", "%20")
	}
	return address
}

// refusal is the storage's answer when it did not do what it was asked.
type refusal struct {
	XMLName xml.Name
	Status  int    `xml:"-"`
	Key     string `xml:"-"`
	Code    string
	Message string
}

func (r *refusal) Error() string {
	if r.Code == "" {
		return fmt.Sprintf("the storage answered %d %s", r.Status, http.StatusText(r.Status))
	}
	return fmt.Sprintf("%s: %s", r.Code, r.Message)
}

// understood says the storage's answer in the words of [deploy.Target].
func (b *Storage) understood(r *refusal) error {
	switch {
	case r.Code == "NoSuchBucket", r.Status == http.StatusForbidden, r.Status == http.StatusUnauthorized:
		return &deploy.RefusedError{Server: b.Endpoint, Err: r}
	case r.Status == http.StatusNotFound:
		return &fs.PathError{Op: "get", Path: r.Key, Err: fs.ErrNotExist}
	case r.Status == http.StatusPreconditionFailed:
		return fs.ErrExist
	}
	return r
}
