package archive

import (
	"bulletin/internal/diag"
	"context"
	"fmt"
	"path/filepath"
	"runtime"
)

// Options says how a bag is examined. Its zero value works.
type Options struct {
	Keys     []PublicKey // the bag must be signed with one of them; none = a signature is not looked at
	MaxFiles int         // 0 = 2 million
	MaxBytes int64       // of all files, unpacked; 0 = no limit
	MaxRatio int         // how far a zip may unpack, from 64 MB on; 0 = 250 to 1
	Workers  int         // files read at a time; 0 = as many as there are processors
	Progress func(Progress)
}

func (o Options) maxFiles() int {
	if o.MaxFiles > 0 {
		return o.MaxFiles
	}
	return 2_000_000
}

// bombSize is what may unpack from anything: small files of zeros are honest.
const bombSize = 64 << 20

// bomb tells whether so many bytes from so few are not believable. Deflate
// reaches 1,032 to 1 on zeros; text that repeats itself, some 100 to 1.
func (o Options) bomb(unpacked, packed uint64) bool {
	ratio := uint64(250)
	if o.MaxRatio > 0 {
		ratio = uint64(o.MaxRatio)
	}
	return unpacked > bombSize && unpacked/ratio > packed
}

func (o Options) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// Result is what [Verify] found. But for Name and Problems, it is what the bag
// says of itself, to be believed only when the bag is valid and its Digest, or
// its signature, is one that is known from elsewhere.
type Result struct {
	Name     string // of the folder or zip
	Problems diag.List
	Digest   Digest  // "" when the bag has no tagmanifest-sha256.txt
	Version  string  // of BagIt, as written
	Info     []Field // bag-info.txt
	Year     int     // 0 = not said
	Internal bool
	Previous Link
	Seals    []Seal
	Files    int // of the payload that are there
	Bytes    int64
	Signer   string // the ID of the key that the signature was checked with; "" = none
}

// Valid tells whether the bag is complete and valid (RFC 8493, section 3), and
// of our own additions, whether the signature holds.
func (r Result) Valid() bool { return !r.Problems.HasErrors() }

// Verify examines the bag in a folder or a zip. The error is nil whenever the
// bag could be looked at, however damaged it is. Problems name files as they are
// in the bag, below its top folder.
func Verify(ctx context.Context, path string, o Options) (Result, error) {
	in, err := inspect(ctx, path, o)
	if err != nil {
		return Result{}, fmt.Errorf("verifying the bag %s: %w", path, err)
	}
	defer in.close()
	if in.readable() {
		if err := in.readFiles(ctx); err != nil {
			return Result{}, fmt.Errorf("verifying the bag %s: %w", path, err)
		}
	}
	r := in.result()
	r.Name = filepath.Base(path)
	return r, nil
}

// DigestOf gives the digest of the bag in a folder or a zip, without examining
// the rest of it.
func DigestOf(ctx context.Context, path string) (Digest, error) {
	in, err := openBag(ctx, path, Options{})
	if err != nil {
		return "", fmt.Errorf("reading the bag %s: %w", path, err)
	}
	defer in.close()
	if !in.list.closed {
		in.findDigest(ctx)
	}
	if in.digest == "" {
		in.problems.Add(problem(codeNoTagSeal, sealName))
	}
	return in.digest, refused(in.problems)
}
