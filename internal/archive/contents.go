package archive

import (
	"bulletin/internal/diag"
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"
)

// errTooMany ends the reading of manifests that name too many files.
var errTooMany = errors.New("too many files")

// readManifests reads every manifest whose algorithm is known.
func (in *inspection) readManifests(ctx context.Context) error {
	var found []*file
	for _, f := range in.order { // reading adds to the order
		if _, _, ok := isManifest(f.path); ok {
			found = append(found, f)
		}
	}
	payload := 0
	for _, f := range found {
		name, tags, _ := isManifest(f.path)
		a, known := algorithmOf(name)
		if !known {
			in.problems.Add(as(diag.Warning, problem(codeAlgorithm, f.path, name)))
			continue
		}
		m := &manifest{name: f.path, alg: a, tags: tags}
		in.manifests = append(in.manifests, m)
		if !tags {
			payload++
		}
		in.readOne(ctx, len(in.manifests)-1)
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	if payload == 0 {
		in.problems.Add(problem(codeNoManifest, ""))
	}
	in.tellWeak()
	return nil
}

// readOne reads the i-th manifest.
func (in *inspection) readOne(ctx context.Context, i int) {
	m := in.manifests[i]
	var told spellingTold
	in.lines(m.name, func(l *lines) error {
		return readManifest(l, m, &told, func(one listed) error {
			if m.lines > in.o.maxFiles() {
				in.problems.Add(problem(codeTooMany, m.name, in.o.maxFiles()))
				return errTooMany
			}
			f := in.find(one.path, &told, m.name, one.line)
			if d, ok := in.scope(m, f.path); !ok {
				in.problems.Add(at(one.line, d))
				if d.Severity == diag.Error {
					return ctx.Err()
				}
			}
			in.expect(f, i, one)
			return ctx.Err()
		})
	})
}

// scope tells whether a manifest may list a path: one of the payload lists the
// payload, one of tags neither that nor tag manifests (RFC 8493, 2.1.3, 2.2.1).
func (in *inspection) scope(m *manifest, p string) (diag.Diagnostic, bool) {
	_, tagManifest, _ := isManifest(p)
	payload := strings.HasPrefix(p, dataFolder+"/")
	if m.tags && (payload || tagManifest) {
		d := problem(codeScope, m.name, p)
		if !in.declaration.version.atLeast(rfc) {
			d.Severity = diag.Warning
		}
		return d, false
	}
	return problem(codeScope, m.name, p), m.tags || payload
}

// expect notes what a manifest says of a file.
func (in *inspection) expect(f *file, manifest int, one listed) {
	for _, e := range f.sums {
		if e.manifest != manifest {
			continue
		}
		d := at(one.line, problem(codeTwice, in.manifests[manifest].name, f.path))
		switch {
		case e.sum != one.sum:
			d.Code = codeConflict
		case !in.declaration.version.atLeast(rfc): // only version 1.0 forbids it
			d.Severity = diag.Warning
		}
		in.problems.Add(d)
		return
	}
	if f.sums == nil {
		f.sums = make([]expected, 0, 2)
	}
	f.sums = append(f.sums, expected{manifest, one.sum})
}

// tellWeak tells when nothing better than MD5 or SHA-1 protects the payload.
func (in *inspection) tellWeak() {
	weak := ""
	for _, m := range in.manifests {
		if !m.tags && !m.alg.weak() {
			return
		}
		if !m.tags {
			weak = m.name
		}
	}
	if weak != "" {
		in.problems.Add(as(diag.Info, problem(codeWeak, weak, weak)))
	}
}

// value gives a label's value; labels are compared without case.
func (in *inspection) value(label string) string {
	for _, f := range in.info {
		if strings.EqualFold(f.Label, label) {
			return f.Value
		}
	}
	return ""
}

// checkInfo checks the values that somebody relies on.
func (in *inspection) checkInfo(name string) {
	for _, label := range [...]string{labelOxum, labelYear, labelPreviousBag, labelPreviousDigest, labelAudience} {
		n := 0
		for _, f := range in.info {
			if strings.EqualFold(f.Label, label) {
				n++
			}
		}
		if n > 1 {
			in.problems.Add(problem(codeInfoTwice, name, label))
		}
	}
	if v := in.value(labelOxum); v != "" {
		if o, ok := parseOxum(v); ok {
			in.oxum = &o
		} else {
			in.problems.Add(problem(codeInfoValue, name, labelOxum, v))
		}
	}
	if v := in.value(labelDate); v != "" {
		if _, err := time.Parse(time.DateOnly, v); err != nil {
			in.problems.Add(as(diag.Warning, problem(codeInfoValue, name, labelDate, v)))
		}
	}
	if v := in.value(labelYear); v != "" && in.year() == 0 {
		in.problems.Add(problem(codeInfoValue, name, labelYear, v))
	}
	if v := in.value(labelPreviousDigest); v != "" && !Digest(v).valid() {
		in.problems.Add(problem(codeInfoValue, name, labelPreviousDigest, v))
	}
}

// year is the bag's year, 0 when it says none that is one.
func (in *inspection) year() int {
	y, err := strconv.Atoi(in.value(labelYear))
	if err != nil || y < 1 || y > 9999 {
		return 0
	}
	return y
}

// checkOxum compares Payload-Oxum with what is there. A zip that would unpack to
// far more than the bag says is not unpacked.
func (in *inspection) checkOxum() {
	if in.oxum == nil {
		return
	}
	is := in.measured()
	if is == *in.oxum {
		return
	}
	for _, f := range in.order {
		if f.remote != nil && !f.present {
			return // an incomplete bag is told as one
		}
	}
	in.problems.Add(problem(codeOxum, infoName, in.oxum.bytes, in.oxum.files, is.bytes, is.files))
	if _, zip := in.store.(*zipped); zip && is.bytes-bombSize > 2*in.oxum.bytes {
		in.problems.Add(problem(codeZipBomb, "", is.bytes, in.oxum.bytes))
		in.list.closed = true
	}
}

// measured is the oxum of the payload that is there.
func (in *inspection) measured() oxum {
	var is oxum
	for _, e := range in.list.files {
		if below(e.path, dataFolder) {
			is.bytes += e.size
			is.files++
		}
	}
	return is
}

// parseSeals reads bulletin-seals.json.
func parseSeals(text []byte) ([]Seal, bool) {
	var record sealRecord
	if err := json.Unmarshal(text, &record); err != nil || record.Version != 1 {
		return nil, false
	}
	for _, s := range record.Replaces {
		if !s.valid() {
			return nil, false
		}
	}
	return record.Replaces, true
}
