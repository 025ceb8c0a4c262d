package content

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"bulletin/internal/diag"
	"bulletin/internal/schema"
	"bulletin/internal/source"
)

// Public is the text of a file without what is never published of a public document:
// the opinions voiced at a meeting, the names of those absent who did not consent, of
// whom the number stays, and what comments say. All else stands as it was written. A
// problem is told when they cannot be taken out with certainty; there is no text then.
func (p Parser) Public(f source.File) ([]byte, diag.List) {
	whole := f.Text
	var certain bool
	if f.Text, certain = withoutHidden(f.Text); !certain || p.namesFields(f) {
		return nil, diag.List{AtFile(source.File{Path: p.prefix + f.Path, Text: whole}, "source-hidden")}
	}
	text, problems := p.withoutPrivate(f)
	if text == nil {
		return nil, problems
	}
	public, problems := p.withoutComments(source.File{Path: f.Path, Text: text})
	for i := range problems {
		problems[i].Pos.Line = lineIn(whole, text, problems[i].Pos.Line)
	}
	return public, problems
}

// lineIn is the number of a line in the text that lines were taken out of before it.
func lineIn(whole, left []byte, number int) int {
	lines := bytes.Split(left, []byte("\n"))
	if number < 1 || number > len(lines) {
		return number
	}
	for n, line := range bytes.Split(whole, []byte("\n")) {
		if n+1 >= number && bytes.Equal(line, lines[number-1]) {
			return n + 1
		}
	}
	return number
}

// withoutPrivate is the text of a file without opinions and names.
func (p Parser) withoutPrivate(f source.File) ([]byte, diag.List) {
	doc, problems := p.Read(f)
	if doc == nil {
		return nil, problems
	}
	meeting, ok := doc.Detail.(*Meeting)
	if !ok || !meeting.private() {
		return f.Text, nil
	}
	text := f.Text
	if meeting.Opinions != nil {
		text = withoutKey(text, doc.places["opinions"], "")
	}
	if meeting.Attendance.private() {
		if doc, _ := p.Read(source.File{Path: f.Path, Text: text}); doc != nil { // its lines moved
			text = withoutKey(text, doc.places["attendance"], meeting.Attendance.counts())
		}
	}
	after, _ := p.Parse(source.File{Path: f.Path, Text: text})
	if after == nil || !doc.samePublic(after) {
		key := "opinions"
		if meeting.Opinions == nil {
			key = "attendance"
		}
		return nil, diag.List{doc.At(key, diag.Error, "source-private")}
	}
	return text, nil
}

// private tells whether there is anything that is never published.
func (m *Meeting) private() bool { return m.Opinions != nil || m.Attendance.private() }

func (a *Attendance) private() bool {
	return !a.Consent && (a.Excused.Names != nil || a.Unexcused.Names != nil)
}

// samePublic tells whether another version of a document says the same, and nothing
// that is private.
func (d *Document) samePublic(other *Document) bool {
	was, ok := d.Detail.(*Meeting)
	is, ok2 := other.Detail.(*Meeting)
	if !ok || !ok2 {
		return false
	}
	f, g := d.AllFigures(), other.AllFigures()
	if is.private() || f.Meeting == nil || g.Meeting == nil || d.Body.HTML != other.Body.HTML {
		return false
	}
	f.Meeting.NoReason, g.Meeting.NoReason = 0, 0
	return fmt.Sprint(was.Attendance.numbers()) == fmt.Sprint(is.Attendance.numbers()) && f.Texts == g.Texts &&
		slices.Equal(d.publicKeys(), other.publicKeys())
}

// publicKeys are the keys that stand in the front matter, but for those that hold what
// is private.
func (d *Document) publicKeys() []string {
	var keys []string
	for key := range d.places {
		if first := strings.FieldsFunc(key, func(r rune) bool { return r == '.' || r == '[' }); len(first) > 0 && first[0] != "opinions" && first[0] != "attendance" {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// numbers are what is counted, in the order of the fields.
func (a *Attendance) numbers() []string {
	var all []string
	for _, n := range []struct {
		key string
		n   *int
	}{
		{"total", a.Total}, {"official", a.Official}, {"probationary", a.Probationary}, {"temporary", a.Temporary}, {"exempt", a.Exempt},
		{"away", a.Away}, {"present", a.Present}, {"excused", a.Excused.N()}, {"unexcused", a.Unexcused.N()},
	} {
		if n.n != nil {
			all = append(all, fmt.Sprintf("%s: %d", n.key, *n.n))
		}
	}
	return all
}

// counts writes the numbers as a line of front matter.
func (a *Attendance) counts() string {
	return "attendance: {" + strings.Join(a.numbers(), ", ") + "}\n"
}

// withoutKey puts other lines in the place of a key of the front matter, whose value
// stands at a place: from the line that begins at the margin to the next that does.
func withoutKey(text []byte, at schema.Place, instead string) []byte {
	lines := bytes.SplitAfter(text, []byte("\n"))
	if at.Line < 1 || at.Line > len(lines) {
		return text
	}
	from, to := at.Line-1, at.Line
	for from > 0 && !beginsKey(lines[from]) {
		from--
	}
	for to < len(lines) && !beginsKey(lines[to]) {
		to++
	}
	return slices.Concat(bytes.Join(lines[:from], nil), []byte(instead), bytes.Join(lines[to:], nil))
}

// beginsKey tells whether a line of the front matter begins a key, or ends it all: it
// is neither indented nor an element of a list, an end of one, or a comment.
func beginsKey(line []byte) bool {
	text := strings.TrimRight(string(line), "\r\n")
	return text != "" && !strings.ContainsAny(text[:1], " \t#]}") && text != "-" && !strings.HasPrefix(text, "- ")
}
