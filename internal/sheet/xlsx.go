package sheet

import (
	"archive/zip"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// Namespaces and types of ECMA-376, Part 1 (transitional), and of OPC, Part 2.
const (
	nsMain      = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	nsRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsPackage   = "http://schemas.openxmlformats.org/package/2006/"
	nsOffice    = "http://schemas.openxmlformats.org/officeDocument/2006/"
	typeSheets  = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
)

// part is one file within the package.
type part struct {
	name string // without the leading slash
	kind string // its content type
	text string
}

// WriteXLSX writes a workbook. It fails only if w does, or if a sheet has more
// columns or rows than the format.
func WriteXLSX(w io.Writer, b Workbook) error {
	parts, err := b.parts()
	if err != nil {
		return fmt.Errorf("writing XLSX: %w", err)
	}
	z := zip.NewWriter(w)
	for _, p := range parts {
		// The earliest time that ZIP knows, since every file must have one.
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return fmt.Errorf("writing XLSX: %w", err)
		}
		if _, err := io.WriteString(f, p.text); err != nil {
			return fmt.Errorf("writing XLSX: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("writing XLSX: %w", err)
	}
	return nil
}

func (b Workbook) parts() ([]part, error) {
	if len(b.Sheets) == 0 {
		b.Sheets = []Sheet{{}} // a workbook holds one sheet at the least
	}
	names := sheetNames(b.Sheets, b.Lang)
	var texts shared
	var sheets []part
	var tables []table
	for i, s := range b.Sheets {
		t, err := newTable(s, b.Lang, names[i])
		if err != nil {
			return nil, err
		}
		path := "xl/worksheets/sheet" + strconv.Itoa(i+1) + ".xml"
		text := t.worksheet(&texts, i == 0)
		sheets = append(sheets, part{path, typeSheets + "worksheet+xml", text})
		if len(t.links) > 0 {
			sheets = append(sheets, part{"xl/worksheets/_rels/sheet" + strconv.Itoa(i+1) + ".xml.rels", "", t.relations()})
		}
		tables = append(tables, t)
	}
	parts := []part{
		{"_rels/.rels", "", relationships([]string{
			nsOffice + "relationships/officeDocument", "xl/workbook.xml", nsPackage + "relationships/metadata/core-properties", "docProps/core.xml",
			nsOffice + "relationships/extended-properties", "docProps/app.xml",
		})},
		{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", b.core()},
		{"docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml",
			declaration + `<Properties xmlns="` + nsOffice + `extended-properties"><Application>bulletin</Application></Properties>`},
		{"xl/workbook.xml", typeSheets + "sheet.main+xml", workbook(tables)},
		{"xl/_rels/workbook.xml.rels", "", workbookRelations(len(b.Sheets))},
		{"xl/styles.xml", typeSheets + "styles+xml", styles(b.Lang)},
		{"xl/sharedStrings.xml", typeSheets + "sharedStrings+xml", texts.part()},
	}
	parts = append(parts, sheets...)
	return append([]part{{"[Content_Types].xml", "", contentTypes(parts)}}, parts...), nil
}

func contentTypes(parts []part) string {
	var x strings.Builder
	x.WriteString(declaration + `<Types xmlns="` + nsPackage + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`)
	for _, p := range parts {
		if p.kind != "" {
			fmt.Fprintf(&x, `<Override PartName="/%s" ContentType="%s"/>`, p.name, p.kind)
		}
	}
	x.WriteString("</Types>")
	return x.String()
}

// relationships takes types and targets in turn.
func relationships(pairs []string) string {
	var x strings.Builder
	x.WriteString(declaration + `<Relationships xmlns="` + nsPackage + `relationships">`)
	for i := 0; i+1 < len(pairs); i += 2 {
		fmt.Fprintf(&x, `<Relationship Id="rId%d" Type="%s" Target="%s"/>`, i/2+1, pairs[i], pairs[i+1])
	}
	x.WriteString("</Relationships>")
	return x.String()
}

func workbookRelations(sheets int) string {
	var pairs []string
	for i := range sheets {
		pairs = append(pairs, nsRelations+"/worksheet", "worksheets/sheet"+strconv.Itoa(i+1)+".xml")
	}
	return relationships(append(pairs, nsRelations+"/styles", "styles.xml", nsRelations+"/sharedStrings", "sharedStrings.xml"))
}

// workbook lists the sheets and names what is filtered and what is repeated on
// every printed page (18.2.5).
func workbook(tables []table) string {
	var x, defined strings.Builder
	x.WriteString(declaration + `<workbook xmlns="` + nsMain + `" xmlns:r="` + nsRelations + `"><bookViews><workbookView activeTab="0"/></bookViews><sheets>`)
	for i, t := range tables {
		fmt.Fprintf(&x, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, escape(t.name), i+1, i+1)
		if len(t.columns) == 0 {
			continue
		}
		last := letters(len(t.columns) - 1)
		fmt.Fprintf(&defined, `<definedName name="_xlnm._FilterDatabase" localSheetId="%d" hidden="1">%s!$A$%d:$%s$%d</definedName>`, i, escape(quoted(t.name)), t.head, last, t.head+len(t.rows))
		fmt.Fprintf(&defined, `<definedName name="_xlnm.Print_Titles" localSheetId="%d">%s!$%d:$%d</definedName>`, i, escape(quoted(t.name)), t.head, t.head)
	}
	x.WriteString("</sheets>")
	if defined.Len() > 0 {
		x.WriteString("<definedNames>" + defined.String() + "</definedNames>")
	}
	x.WriteString("</workbook>")
	return x.String()
}

// core is what programs show as the file's properties (Part 2, section 11).
func (b Workbook) core() string {
	var x strings.Builder
	x.WriteString(declaration + `<cp:coreProperties xmlns:cp="` + nsPackage + `metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	for _, p := range [][2]string{{"title", b.Title}, {"creator", b.Author}, {"language", b.Lang}} {
		if text := clean(p[1]); text != "" {
			fmt.Fprintf(&x, "<dc:%s>%s</dc:%s>", p[0], escape(text), p[0])
		}
	}
	if when := b.Created.UTC(); !b.Created.IsZero() && when.Year() > 0 && when.Year() < 10000 {
		for _, name := range []string{"created", "modified"} {
			fmt.Fprintf(&x, `<dcterms:%s xsi:type="dcterms:W3CDTF">%s</dcterms:%s>`, name, when.Format("2006-01-02T15:04:05Z"), name)
		}
	}
	x.WriteString("</cp:coreProperties>")
	return x.String()
}

// shared numbers the texts of all sheets in the order of their first use (18.4).
type shared struct {
	index map[string]int
	texts []string
	uses  int
}

func (s *shared) add(text string) int {
	if s.index == nil {
		s.index = map[string]int{}
	}
	s.uses++
	i, known := s.index[text]
	if !known {
		i = len(s.texts)
		s.index[text] = i
		s.texts = append(s.texts, text)
	}
	return i
}

func (s *shared) part() string {
	var x strings.Builder
	fmt.Fprintf(&x, `%s<sst xmlns="%s" count="%d" uniqueCount="%d">`, declaration, nsMain, s.uses, len(s.texts))
	for _, t := range s.texts {
		x.WriteString(`<si><t xml:space="preserve">` + escape(literal(t)) + `</t></si>`)
	}
	x.WriteString("</sst>")
	return x.String()
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escape writes clean text for content and for attributes.
func escape(s string) string { return escaper.Replace(s) }

// literal keeps a text from being read as an escape: _x0041_ would become A
// (22.9.2.19, ST_Xstring).
func literal(s string) string {
	for from := 0; ; {
		i := strings.Index(s[from:], "_x")
		if i < 0 {
			return s
		}
		i += from
		from = i + 2
		if len(s) >= i+7 && s[i+6] == '_' {
			if _, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil {
				s = s[:i] + "_x005F" + s[i:]
				from = i + 6 + 2
			}
		}
	}
}
