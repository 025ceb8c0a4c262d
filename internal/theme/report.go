package theme

import "html/template"

// Report is the report of a year, set as a paper of the Party.
type Report struct {
	Year      string
	Parent    string // the organisation above, "" when not known
	Issuer    string
	Number    string // "01-BC/CB"; "" leaves room for it
	Place     string
	Date      string // in words; "" leaves room for it
	Title     string
	Intro     template.HTML // the year's own text before its first section
	Figures   []Figure      // the most important numbers
	Sections  []ReportSection
	Sources   []Source
	Counts    []ReportCount
	Signer    string
	Role      string
	Receivers []string
}

// ReportSection is a part of a report.
type ReportSection struct {
	ID     string
	Number string // "IV"
	Title  string
	Prose  template.HTML // the cell's own words, "" when none
	Tables []ReportTable
	Empty  bool // neither prose nor a table with rows
}

// ReportTable is one table.
type ReportTable struct {
	ID      string
	Title   string
	Columns []ReportColumn
	Rows    []ReportRow
	Total   *ReportRow
	Note    string
	Empty   string // what to say instead of rows
	Chart   template.HTML
	Narrow  bool // few columns, which would stand too far apart
}

// ReportColumn is a column's title.
type ReportColumn struct {
	Title  string
	Number bool // its values are numbers
}

// ReportRow is a row; its first cell heads it.
type ReportRow struct {
	Cells  []ReportCell
	Struck bool
}

// ReportCell is a value.
type ReportCell struct {
	Text   string // "" when not known
	Href   string // of the record, or "#dem-1" of the records that it counts; "" for none
	Number bool
}

// ReportCount is the records behind a number.
type ReportCount struct {
	ID    string
	Label string
	Sum   string
	Parts []ReportPart
}

// ReportPart is a record and what it adds.
type ReportPart struct {
	Title, Href, N string
}
