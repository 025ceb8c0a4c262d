package sheet

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"bulletin/internal/viet"
)

// CSV says how a table is written as text. Its zero value is what Excel opens
// by a double-click on a Vietnamese Windows.
type CSV struct {
	// Separator is ';' (or 0) or ','. Excel parts fields at the list separator of
	// its system, which is ';' where the comma belongs to decimals, as in Vietnam.
	// With ';' numbers have a decimal comma and days are dd/mm/yyyy; with ','
	// they have a decimal point and days are yyyy-mm-dd.
	Separator rune
}

const byteOrderMark = "\ufeff" // without it, Excel takes the file for the system's old code page

// WriteCSV writes the head and the rows of a table, as RFC 4180 describes it,
// without caption, sums and note, so that other programs can read it.
//
// There is no line "sep=;": with it, Excel overlooks the byte order mark and
// garbles every Vietnamese letter.
//
// Text is quoted always, so that it stays in its field whichever separator the
// reader takes; and where it would be taken for a formula, it gets an apostrophe
// in front (OWASP, "CSV Injection"). The apostrophe can be seen in Excel, which
// a tab cannot; but a tab is lost when the file is saved again, and the formula is
// back.
func WriteCSV(w io.Writer, s Sheet, o CSV) error {
	switch o.Separator {
	case 0:
		o.Separator = ';'
	case ';', ',':
	default:
		return fmt.Errorf("writing CSV: the separator %q is neither ; nor ,", o.Separator)
	}
	out := bufio.NewWriter(w)
	_, _ = out.WriteString(byteOrderMark) // what fails is told by Flush
	head := make([]Cell, len(s.Columns))
	for i, c := range s.Columns {
		head[i] = Str(c.Title)
	}
	o.line(out, head, len(s.Columns))
	for _, r := range s.Rows {
		o.line(out, r, len(s.Columns))
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing CSV: %w", err)
	}
	return nil
}

func (o CSV) line(out *bufio.Writer, cells []Cell, columns int) {
	for i := range columns {
		if i > 0 {
			_, _ = out.WriteRune(o.Separator)
		}
		field := ""
		if i < len(cells) {
			field = o.field(cells[i])
		}
		if field == "" && columns == 1 {
			field = `""` // an empty line would be no row
		}
		_, _ = out.WriteString(field)
	}
	_, _ = out.WriteString("\r\n")
}

// field writes a cell. What is unknown is an empty field, without quotes.
func (o CSV) field(c Cell) string {
	lang := ""
	if o.Separator == ',' {
		lang = english
	}
	switch v := c.value(lang); v.kind {
	case Text, Link:
		return `"` + strings.ReplaceAll(harmless(v.text), `"`, `""`) + `"`
	case Integer, Decimal:
		return o.decimal(v.number)
	case Percent:
		return o.decimal(hundredfold(v.number)) + "%"
	case Date:
		return o.day(c.Date)
	}
	return ""
}

// hundredfold is a share in per cent, without what multiplying adds far behind
// the point.
func hundredfold(share float64) float64 {
	const places = 1e10
	if math.Abs(share) > 1e3 {
		return share * 100
	}
	return math.Round(share*100*places) / places
}

func (o CSV) decimal(f float64) string {
	if o.Separator == ',' {
		return number(f)
	}
	return strings.Replace(number(f), ".", ",", 1)
}

func (o CSV) day(d viet.Date) string {
	if o.Separator == ',' {
		return d.String()
	}
	return fmt.Sprintf("%02d/%02d/%04d", d.Day, d.Month, d.Year)
}

// harmless puts an apostrophe before what a spreadsheet would calculate, also
// when white space stands in front, or the sign has its full width.
func harmless(s string) string {
	if formula(s) {
		return "'" + s
	}
	return s
}

// formula tells whether a text begins as formulas do.
func formula(s string) bool {
	s = strings.TrimLeft(s, " \t\n\u00a0")
	for _, sign := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(s, sign) {
			return true
		}
	}
	return false
}

// number writes a number with all its digits and nothing else.
func number(f float64) string {
	if f == 0 {
		return "0" // and not -0
	}
	if a := math.Abs(f); a >= 1e21 || a < 1e-9 {
		return strconv.FormatFloat(f, 'E', -1, 64)
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}
