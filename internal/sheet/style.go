package sheet

import (
	"fmt"
	"strings"
)

// The formats of cells, as numbered in styles.xml below.
const (
	styleNone = iota
	styleHead
	styleText
	styleQuoted // text that begins like a formula and stays text when it is edited
	styleInteger
	styleDecimal
	stylePercent
	styleDate
	styleLink
	styleCaption
	styleNote
	styleTotal
	styleTotalInteger
	styleTotalDecimal
	styleTotalPercent
)

// Built-in number formats have fixed numbers; our own begin with 164 (18.8.30).
const (
	formatInteger = 3 // #,##0
	formatDecimal = 164
	formatPercent = 165
	formatDate    = 166
)

// format is one cellXfs entry.
type format struct {
	number, font, fill, border int
	align                      string // attributes of alignment
	quoted                     bool
}

// styles says how cells look: Times New Roman, as office papers have it, with
// every Vietnamese letter on any Windows.
func styles(lang string) string {
	day := `dd\/mm\/yyyy` // the stroke itself, whatever the system parts dates by
	if lang == english {
		day = `[$-409]d\ mmm\ yyyy`
	}
	const bold, caption, note, link = 1, 2, 3, 4
	const shade, box = 2, 1
	formats := []format{
		styleNone:         {},
		styleHead:         {font: bold, fill: shade, border: box, align: `horizontal="center" vertical="center" wrapText="1"`},
		styleText:         {border: box, align: `vertical="top" wrapText="1"`},
		styleQuoted:       {border: box, align: `vertical="top" wrapText="1"`, quoted: true},
		styleInteger:      {number: formatInteger, border: box, align: `vertical="top"`},
		styleDecimal:      {number: formatDecimal, border: box, align: `vertical="top"`},
		stylePercent:      {number: formatPercent, border: box, align: `vertical="top"`},
		styleDate:         {number: formatDate, border: box, align: `horizontal="left" vertical="top"`},
		styleLink:         {font: link, border: box, align: `vertical="top" wrapText="1"`},
		styleCaption:      {font: caption, align: `horizontal="left" vertical="center" wrapText="1"`},
		styleNote:         {font: note, align: `horizontal="left" vertical="top" wrapText="1"`},
		styleTotal:        {font: bold, border: box, align: `vertical="top" wrapText="1"`},
		styleTotalInteger: {number: formatInteger, font: bold, border: box, align: `vertical="top"`},
		styleTotalDecimal: {number: formatDecimal, font: bold, border: box, align: `vertical="top"`},
		styleTotalPercent: {number: formatPercent, font: bold, border: box, align: `vertical="top"`},
	}
	var x strings.Builder
	fmt.Fprintf(&x, `%s<styleSheet xmlns="%s"><numFmts count="3"><numFmt numFmtId="%d" formatCode="#,##0.0#"/><numFmt numFmtId="%d" formatCode="0.0%%"/><numFmt numFmtId="%d" formatCode="%s"/></numFmts>`,
		declaration, nsMain, formatDecimal, formatPercent, formatDate, escape(day))
	x.WriteString(`<fonts count="5">`)
	for _, f := range []string{
		`<sz val="12"/>`, `<b/><sz val="12"/>`, `<b/><sz val="14"/>`, `<i/><sz val="11"/>`, `<u/><sz val="12"/><color rgb="FF0B4F9E"/>`,
	} {
		x.WriteString(`<font>` + f + `<name val="Times New Roman"/><family val="1"/></font>`)
	}
	x.WriteString(`</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF0EBDD"/><bgColor indexed="64"/></patternFill></fill></fills>`)
	x.WriteString(`<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>`)
	for _, side := range []string{"left", "right", "top", "bottom"} {
		fmt.Fprintf(&x, `<%s style="thin"><color rgb="FF8C8272"/></%s>`, side, side)
	}
	x.WriteString(`<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>`)
	fmt.Fprintf(&x, `<cellXfs count="%d">`, len(formats))
	for _, f := range formats {
		f.write(&x)
	}
	x.WriteString(`</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`)
	return x.String()
}

func (f format) write(x *strings.Builder) {
	fmt.Fprintf(x, `<xf numFmtId="%d" fontId="%d" fillId="%d" borderId="%d" xfId="0"`, f.number, f.font, f.fill, f.border)
	for _, a := range []struct {
		name string
		on   bool
	}{
		{"quotePrefix", f.quoted}, {"applyNumberFormat", f.number > 0}, {"applyFont", f.font > 0},
		{"applyFill", f.fill > 0}, {"applyBorder", f.border > 0}, {"applyAlignment", f.align != ""},
	} {
		if a.on {
			x.WriteString(" " + a.name + `="1"`)
		}
	}
	if f.align == "" {
		x.WriteString("/>")
		return
	}
	x.WriteString("><alignment " + f.align + "/></xf>")
}

// look is the style of a value.
func (v value) look() int {
	switch v.kind {
	case Integer:
		return styleInteger
	case Decimal:
		return styleDecimal
	case Percent:
		return stylePercent
	case Date:
		return styleDate
	}
	switch {
	case formula(v.text):
		return styleQuoted // of a link too: to be harmless comes before its colour
	case v.kind == Link:
		return styleLink
	}
	return styleText
}

// total is the style of a column's sum.
func (k Kind) total() int {
	switch k {
	case Integer:
		return styleTotalInteger
	case Decimal:
		return styleTotalDecimal
	case Percent:
		return styleTotalPercent
	}
	return styleTotal
}
