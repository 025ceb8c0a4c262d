package archive

import (
	"archive/zip"
	"bulletin/internal/diag"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// zipped is a bag in a zip. What two programs could read differently, two
// entries of one name or names that differ between the two places where a zip
// holds them, is refused before anything is unpacked.
type zipped struct {
	file   *os.File
	size   int64
	reader *zip.Reader
}

func (z *zipped) close() error { return z.file.Close() }

// longestRecord is a bound for what an entry's record may take on average, its
// name, extra fields and comment together.
const longestRecord = 1 << 10

func (z *zipped) list(ctx context.Context, o Options) (listing, error) {
	l := listing{skipped: map[string]bool{}}
	stop := func(d diag.Diagnostic) (listing, error) {
		l.problems.Add(d)
		l.closed = true
		return l, nil
	}
	records, d := readDirectory(ctx, z.file, z.size, o.maxFiles())
	if err := ctx.Err(); err != nil {
		return l, err
	} else if d != nil {
		return stop(*d)
	}
	reader, err := zip.NewReader(z.file, z.size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // told below, by name
		return stop(problem(codeZip, "", reason(err)))
	}
	if len(reader.File) != len(records) {
		return stop(problem(codeZip, "", errDirectory.Error()))
	}
	z.reader = reader
	base, problems := baseFolder(reader.File)
	l.problems = problems
	if l.problems.HasErrors() {
		l.closed = true
		return l, nil
	}
	seen := map[string]bool{}
	var total uint64
	for i, f := range reader.File {
		if f.Name != records[i].name || f.CompressedSize64 != records[i].packed {
			return stop(problem(codeZip, "", errDirectory.Error()))
		}
		total += min(f.UncompressedSize64, 1<<62)
		if total >= 1<<62 || o.bomb(f.UncompressedSize64, f.CompressedSize64) {
			return stop(problem(codeZipBomb, zipName(f), f.UncompressedSize64, f.CompressedSize64))
		}
		z.add(&l, i, base, seen)
	}
	if o.bomb(total, uint64(z.size)) {
		return stop(problem(codeZipBomb, "", total, z.size))
	}
	return l, nil
}

// add judges one entry of the zip by its name and kind.
func (z *zipped) add(l *listing, i int, base string, seen map[string]bool) {
	f := z.reader.File[i]
	name := zipName(f)
	if strings.Contains(name, `\`) && !strings.Contains(name, "/") { // old Windows programs
		name = strings.ReplaceAll(name, `\`, "/")
	}
	plain := strings.TrimSuffix(name, "/")
	switch {
	case plain == "" || escapes(plain) || !utf8.ValidString(plain):
		l.problems.Add(problem(codeEscapes, "", name))
		l.closed = true
		return
	case untidy(plain):
		l.problems.Add(problem(codeForm, plain, plain))
		l.closed = true
		return
	case seen[plain]:
		l.problems.Add(problem(codeZipTwice, plain))
		l.closed = true
		return
	}
	seen[plain] = true
	inside := plain
	if base != "." {
		var ok bool
		if inside, ok = strings.CutPrefix(plain, base+"/"); !ok {
			if plain != base {
				l.problems.Add(as(diag.Warning, problem(codeZipBeside, plain, base)))
			}
			return
		}
	}
	mode := f.Mode()
	switch {
	case strings.HasSuffix(name, "/"):
		l.data = l.data || inside == dataFolder
	case !mode.IsRegular():
		l.skipped[inside] = true
		l.problems.Add(problem(codeIrregular, inside, kindOf(mode)))
	default:
		l.data = l.data || top(inside) == dataFolder
		l.files = append(l.files, entry{path: inside, size: int64(f.UncompressedSize64), at: i})
	}
}

// untidy tells whether a path has parts that mean nothing.
func untidy(p string) bool {
	for part := range strings.SplitSeq(p, "/") {
		if part == "" || part == "." {
			return true
		}
	}
	return false
}

// zipName is an entry's name; the zip format knows UTF-8 and code page 437.
func zipName(f *zip.File) string {
	if !f.NonUTF8 || utf8.ValidString(f.Name) {
		return f.Name
	}
	name, err := charmap.CodePage437.NewDecoder().String(f.Name)
	if err != nil {
		return f.Name
	}
	return name
}

// baseFolder finds the one folder that holds bagit.txt; "." when it lies at the
// top, which unpacks into whatever folder one happens to be in.
func baseFolder(files []*zip.File) (string, diag.List) {
	var found []string
	for _, f := range files {
		name := strings.ReplaceAll(zipName(f), `\`, "/")
		if name == declarationName {
			return ".", diag.List{as(diag.Warning, problem(codeZipFlat, declarationName))}
		}
		if folder, ok := strings.CutSuffix(name, "/"+declarationName); ok && !strings.Contains(folder, "/") {
			found = append(found, folder)
		}
	}
	switch len(found) {
	case 0:
		return "", diag.List{problem(codeNoBag, "")}
	case 1:
		return found[0], nil
	}
	if found[0] == found[1] {
		return "", diag.List{problem(codeZipTwice, found[0]+"/"+declarationName)}
	}
	return "", diag.List{problem(codeZipSeveral, "", found[0], found[1])}
}

func (z *zipped) open(e entry) (io.ReadCloser, error) { return z.reader.File[e.at].Open() }
