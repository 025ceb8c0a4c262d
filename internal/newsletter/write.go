package newsletter

import (
	"fmt"
	"strconv"
	"strings"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/schema"
	"bulletin/internal/viet"
)

// Label is the number as it is cited: "7/2020".
func (n Number) Label() string { return strconv.Itoa(n.No) + "/" + strconv.Itoa(n.Year) }

// Title is the title that a number gets: of its number and its period.
func (n Number) Title() string {
	if n.Lang == diag.EN {
		return "Number " + n.Label() + ", " + n.Period.text(n.Lang)
	}
	return "Số " + n.Label() + ", " + n.Period.text(n.Lang)
}

// text is the period in a sentence: "tháng 7 năm 2020".
func (p Period) text(lang diag.Lang) string {
	short, long := viet.Date.Short, viet.Date.Vietnamese
	if lang == diag.EN {
		short, long = viet.Date.ShortEN, viet.Date.English
	}
	if !p.whole.IsZero() {
		return long(p.whole)
	}
	return short(p.From) + " – " + short(p.To)
}

// Document is the number as a file of the content folder: a draft, in which the clerk
// reorders, drops and adds items and writes the editorial.
func (n Number) Document() []byte {
	w := &writer{lang: n.Lang}
	w.line("---")
	w.key("", "title", n.Title())
	w.line("date: %s", dateOf(n.Period))
	w.line("draft: true  # %s", w.say("Xóa dòng này khi số đã xong", "Delete this line when the number is done"))
	if n.Period.whole.IsZero() {
		w.line("period: {from: %s, to: %s}", n.Period.From, n.Period.To)
	} else {
		w.line("period: %s", n.Period.whole)
	}
	n.masthead(w)
	if n.Print {
		w.line("print: true")
	}
	if n.Lead != "" {
		w.line("lead: %s  # %s", schema.Quoted(n.Lead), w.say("Bài chính, đặt ở đầu số", "The lead story, on top"))
	}
	w.line("# quote:  # %s", w.say("Câu được đặt nổi bật; bỏ dấu # ở bốn dòng này nếu dùng", "The sentence that stands out; remove the # of these four lines to use it"))
	w.line("#   text: …")
	w.line("#   by: …")
	w.line("#   item: …")
	n.sections(w)
	w.line("---")
	w.line("")
	w.line("%s", content.Prompt(n.Lang))
	return []byte(w.String())
}

// dateOf is a number's date: its month, quarter or year, else its last day.
func dateOf(p Period) viet.Date {
	if !p.whole.IsZero() {
		return p.whole
	}
	return p.To
}

func (n Number) masthead(w *writer) {
	m := n.Imprint
	w.line("masthead:")
	w.line("  issue_no: %d", n.No)
	if n.Period.whole.Precision == viet.ByMonth {
		w.line("  month: %d", n.Period.whole.Month)
	}
	w.line("  year: %d", n.Year)
	w.key("  ", "name", m.Name)
	w.key("  ", "governing_body", m.GoverningBody)
	w.key("  ", "publisher", m.Publisher)
	w.key("  ", "responsible", m.Responsible)
	if len(m.Board) > 0 {
		w.line("  editorial_board:")
		for _, name := range m.Board {
			w.line("    - %s", schema.Quoted(name))
		}
	}
	if m.Licence.Number != "" {
		w.line("  licence:")
		w.key("    ", "no", m.Licence.Number)
		w.key("    ", "date", m.Licence.Date.String())
		w.key("    ", "issuer", m.Licence.Issuer)
	}
	w.key("  ", "printer", m.Printer)
	if m.Copies != nil {
		w.line("  copies: %d", *m.Copies)
	}
	w.key("  ", "periodicity", m.Periodicity)
	w.key("  ", "circulation", m.Circulation)
}

func (n Number) sections(w *writer) {
	w.line("sections:")
	for _, s := range n.Sections {
		w.line("  - title: %s", schema.Quoted(s.Title))
		if len(s.Text) > 0 {
			w.line("    text: |")
			for _, line := range s.Text {
				w.line("      - %s", line)
			}
		}
		if len(s.Items)+len(s.Maybe) > 0 {
			w.line("    items:")
		}
		for _, item := range s.Items {
			w.line("      - %s  # %s", schema.Quoted(item.Path), w.comment(item))
		}
		if len(s.Maybe) > 0 {
			w.line("      # %s", w.say("Có thể cũng thuộc kỳ này; bỏ dấu # ở bài nào thì nhận bài ấy:", "These may be of this period, too; remove the # of those to take:"))
		}
		for _, item := range s.Maybe {
			w.line("      # - %s  # %s", schema.Quoted(item.Path), w.comment(item))
		}
	}
}

// writer writes lines of YAML.
type writer struct {
	strings.Builder
	lang diag.Lang
}

func (w *writer) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

// key writes a key with its value, if it has one.
func (w *writer) key(indent, key, value string) {
	if value != "" {
		w.line("%s%s: %s", indent, key, schema.Quoted(value))
	}
}

func (w *writer) say(vi, en string) string { return words(diag.Words{VI: vi, EN: en}, w.lang) }

// comment tells what item a path means.
func (w *writer) comment(item Entry) string {
	title := strings.Join(strings.Fields(item.Title), " ")
	if date := item.Date.Short(); !item.Date.IsZero() {
		if w.lang == diag.EN {
			date = item.Date.ShortEN()
		}
		title = date + ", " + title // plain marks: others may look like letters of an old font
	}
	return title
}
