package archive

import (
	"bulletin/internal/diag"
	"bulletin/internal/viet"
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"io"
	"slices"

	"golang.org/x/text/encoding"
)

// file is a path that is in the bag, or that something in the bag speaks of.
type file struct {
	entry
	present bool
	sums    []expected
	remote  *remote

	// What reading it found.
	wrong  set // algorithms whose sum is another
	got    map[algorithm]string
	read   int64
	failed string
}

// expected is a sum that a manifest gives for a file.
type expected struct {
	manifest int
	sum      string
}

func (f *file) payload() bool { return below(f.path, dataFolder) }

// inspection is a bag while it is examined.
type inspection struct {
	o        Options
	store    store
	list     listing
	problems diag.List

	declaration declaration
	encoding    encoding.Encoding
	manifests   []*manifest
	info        []Field
	oxum        *oxum
	seals       []Seal
	digest      Digest
	signer      string

	files    map[string]*file // by path as it is in the store; what is missing, as it is written
	composed map[string]*file // by NFC, where that differs; see find
	order    []*file          // by path
}

func (in *inspection) close() {
	if in.store != nil {
		_ = in.store.close() // opened to read
	}
}

// openBag lists what a bag holds and reads bagit.txt.
func openBag(ctx context.Context, path string, o Options) (*inspection, error) {
	s, problems, err := openStore(path)
	if err != nil {
		return nil, err
	}
	in := &inspection{o: o, store: s, problems: problems, files: map[string]*file{}, composed: map[string]*file{}}
	if s == nil {
		in.list.closed = true
		return in, nil
	}
	if in.list, err = s.list(ctx, o); err != nil {
		return nil, errors.Join(err, s.close())
	}
	in.problems = append(in.problems, in.list.problems...)
	var total int64
	for _, e := range in.list.files {
		f := &file{entry: e, present: true}
		in.files[e.path] = f
		in.order = append(in.order, f)
		if nfc := viet.NFC(e.path); nfc != e.path {
			in.composed[nfc] = f
		}
		if total += e.size; o.MaxBytes > 0 && total > o.MaxBytes {
			in.problems.Add(problem(codeTooLarge, "", o.MaxBytes))
			in.list.closed = true
			break
		}
	}
	if !in.list.closed {
		in.readDeclaration()
	}
	return in, nil
}

// readable tells whether the bag is such that its files can be read.
func (in *inspection) readable() bool { return !in.list.closed }

// inspect reads all that is known before any file of the payload is read.
func inspect(ctx context.Context, path string, o Options) (*inspection, error) {
	in, err := openBag(ctx, path, o)
	if err != nil || in.list.closed {
		return in, err
	}
	in.alike()
	in.readInfo()
	if err := in.readManifests(ctx); err != nil {
		in.close()
		return nil, err
	}
	in.readFetch()
	in.readSeals()
	slices.SortFunc(in.order, func(a, b *file) int { return cmp.Compare(a.path, b.path) })
	in.checkOxum()
	return in, nil
}

// readDeclaration reads bagit.txt; without it, nothing else has a meaning.
func (in *inspection) readDeclaration() {
	text, ok := in.tag(declarationName, 4<<10)
	if !ok {
		if in.files[declarationName] == nil && !in.list.skipped[declarationName] {
			in.problems.Add(problem(codeNoBag, ""))
		}
		in.list.closed = true
		return
	}
	d, ok := parseDeclaration(string(text))
	enc, known := encodingOf(d.encoding)
	switch {
	case !ok:
		in.problems.Add(problem(codeDeclaration, declarationName))
	case !d.version.known():
		in.problems.Add(at(1, problem(codeVersion, declarationName, d.text)))
	case !known:
		in.problems.Add(at(2, problem(codeEncoding, declarationName, d.encoding)))
	default:
		in.declaration, in.encoding = d, enc
		return
	}
	in.list.closed = true
}

// tag reads a small tag file whole; false when it cannot be had.
func (in *inspection) tag(name string, most int64) ([]byte, bool) {
	f := in.files[name]
	if f == nil || !f.present {
		return nil, false
	}
	r, err := in.store.open(f.entry)
	if err == nil {
		defer r.Close()
		var text []byte
		if text, err = io.ReadAll(io.LimitReader(r, most+1)); err == nil && int64(len(text)) <= most {
			return text, true
		}
	}
	if err != nil {
		in.problems.Add(problem(codeUnreadable, name, reason(err)))
	} else {
		in.problems.Add(problem(codeTagLarge, name))
	}
	return nil, false
}

// lines opens a tag file to be read by lines; nil when there is none.
func (in *inspection) lines(name string, read func(*lines) error) {
	f := in.files[name]
	if f == nil || !f.present {
		return
	}
	r, err := in.store.open(f.entry)
	if err == nil {
		defer r.Close()
		err = read(readLines(r, in.encoding, name, &in.problems))
	}
	switch {
	case errors.Is(err, errLarge):
		in.problems.Add(problem(codeTagLarge, name))
	case err != nil && !errors.Is(err, errTooMany):
		in.problems.Add(problem(codeUnreadable, name, reason(err)))
	}
}

func (in *inspection) readInfo() {
	name := infoName
	if !in.declaration.version.atLeast(version{0, 96}) {
		name = oldInfoName
	}
	in.lines(name, func(l *lines) (err error) {
		in.info, err = readInfo(l, in.declaration.version)
		return err
	})
	in.checkInfo(name)
}

func (in *inspection) readFetch() {
	in.lines(fetchName, func(l *lines) error {
		n := 0
		return readFetch(l, func(r remote, line int) {
			if n++; n > in.o.maxFiles() {
				return
			}
			f := in.find(r.path, nil, "", line)
			f.remote = &r
			if !f.present && len(f.sums) == 0 { // RFC 8493, section 2.2.3
				in.problems.Add(at(line, problem(codeUnlisted, f.path, fetchName)))
			}
		})
	})
}

// alike warns of names that some system takes for one.
func (in *inspection) alike() {
	odd := map[string]string{} // of two names alike, one is not its own fold
	for _, f := range in.order {
		fold := folded(f.path)
		if fold == f.path {
			continue
		}
		other := odd[fold]
		if g := in.files[fold]; g != nil {
			other = g.path
		}
		if other != "" {
			in.problems.Add(as(diag.Warning, problem(codeAlike, f.path, other)))
		}
		odd[fold] = f.path
	}
}

// findDigest computes the bag's digest.
func (in *inspection) findDigest(ctx context.Context) {
	f := in.files[sealName]
	if f == nil || !f.present {
		return
	}
	r, err := in.store.open(f.entry)
	if err != nil {
		return // told where the file is read as a tag file
	}
	defer r.Close()
	m := newMeter()
	if _, err := m.copy(ctx, nil, r, set(0).with(sha256Sum), f.size, func(int) {}); err == nil {
		in.digest = Digest(hex.EncodeToString([]byte(m.sum(sha256Sum))))
	}
}

// readSeals reads the record of the bags that this one replaces.
func (in *inspection) readSeals() {
	text, ok := in.tag(sealsName, 1<<20)
	if !ok {
		return
	}
	seals, ok := parseSeals(bytes.TrimPrefix(text, []byte("\uFEFF")))
	if !ok {
		in.problems.Add(problem(codeSeals, sealsName))
	}
	in.seals = seals
}
