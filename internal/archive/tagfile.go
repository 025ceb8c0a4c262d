package archive

import (
	"bulletin/internal/diag"
	"bulletin/internal/pattern"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode"
)

// version is a version of BagIt, major and minor.
type version struct{ major, minor int }

func (v version) atLeast(w version) bool {
	return v.major > w.major || v.major == w.major && v.minor >= w.minor
}

// known tells whether we know what a version asks for.
func (v version) known() bool {
	return v == version{1, 0} || v.major == 0 && v.minor >= 93 && v.minor <= 97
}

// rfc is the version of RFC 8493, stricter than those before it.
var rfc = version{1, 0}

// declaration is the content of bagit.txt.
type declaration struct {
	version  version
	text     string // the version as written
	encoding string
}

var (
	versionLine  = pattern.Of(`^BagIt-Version: (([0-9]{1,3})\.([0-9]{1,3}))$`)
	encodingLine = pattern.Of(`^Tag-File-Character-Encoding: ([!-~]+)$`)
)

// parseDeclaration reads bagit.txt: exactly these two lines, without blanks or
// a byte order mark (RFC 8493, section 2.1.1).
func parseDeclaration(text string) (declaration, bool) {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	rows := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(rows) != 2 {
		return declaration{}, false
	}
	v, e := versionLine().FindStringSubmatch(rows[0]), encodingLine().FindStringSubmatch(rows[1])
	if v == nil || e == nil {
		return declaration{}, false
	}
	major, _ := strconv.Atoi(v[2]) // three digits at most
	minor, _ := strconv.Atoi(v[3])
	return declaration{version{major, minor}, v[1], e[1]}, true
}

// mostFields and longestValue bound what bag-info.txt may hold in memory.
const (
	mostFields   = 10_000
	longestValue = 1 << 20
)

// readInfo reads bag-info.txt (RFC 8493, section 2.2.2). A line that begins with
// a blank continues the one before.
func readInfo(l *lines, v version) ([]Field, error) {
	var fields []Field
	for {
		text, err := l.next()
		if errors.Is(err, io.EOF) {
			return fields, nil
		}
		if err != nil {
			return fields, err
		}
		if strings.TrimSpace(text) == "" {
			continue
		}
		if first := rune(text[0]); unicode.IsSpace(first) && len(fields) > 0 {
			last := &fields[len(fields)-1]
			if len(last.Value) < longestValue {
				last.Value = strings.TrimSpace(last.Value + " " + strings.TrimSpace(text))
			}
			continue
		}
		label, value, ok := strings.Cut(text, ":")
		if !ok || strings.TrimSpace(label) == "" || len(fields) == mostFields {
			l.out.Add(at(l.n, problem(codeInfoLine, l.name, excerpt(text))))
			continue
		}
		if trimmed := strings.TrimSpace(label); trimmed != label {
			severity := diag.Warning
			if v.atLeast(rfc) {
				severity = diag.Error
			}
			l.out.Add(as(severity, at(l.n, problem(codeInfoLine, l.name, excerpt(text)))))
			label = trimmed
		}
		fields = append(fields, Field{label, strings.TrimSpace(value)})
	}
}

// oxum is Payload-Oxum: the payload's bytes and files.
type oxum struct{ bytes, files int64 }

var oxumForm = pattern.Of(`^([0-9]{1,18})\.([0-9]{1,18})$`)

func parseOxum(s string) (oxum, bool) {
	m := oxumForm().FindStringSubmatch(s)
	if m == nil {
		return oxum{}, false
	}
	b, _ := strconv.ParseInt(m[1], 10, 64) // 18 digits fit
	n, _ := strconv.ParseInt(m[2], 10, 64)
	return oxum{b, n}, true
}

// remote is a line of fetch.txt.
type remote struct {
	url, path string
	size      int64 // -1 = not said
}

var fetchForm = pattern.Of(`^(\S+)[ \t]+([0-9]{1,18}|-)[ \t]+(.+)$`)

// readFetch reads fetch.txt (RFC 8493, section 2.2.3). Nothing is ever fetched.
func readFetch(l *lines, each func(remote, int)) error {
	for {
		text, err := l.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if strings.TrimSpace(text) == "" {
			continue
		}
		m := fetchForm().FindStringSubmatch(text)
		if m == nil {
			l.out.Add(at(l.n, problem(codeFetchLine, l.name, excerpt(text))))
			continue
		}
		p := tidied(decodePath(m[3]))
		if escapes(m[3]) || escapes(p) {
			l.out.Add(at(l.n, problem(codeEscapes, l.name, m[3])))
			continue
		}
		if !strings.HasPrefix(p, dataFolder+"/") {
			l.out.Add(at(l.n, problem(codeScope, l.name, p)))
			continue
		}
		size, err := strconv.ParseInt(m[2], 10, 64)
		if err != nil {
			size = -1 // "-"
		}
		each(remote{m[1], p, size}, l.n)
	}
}
