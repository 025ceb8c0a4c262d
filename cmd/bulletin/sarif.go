package main

import (
	"net/url"
	"slices"

	"bulletin/internal/diag"
)

// sarifLog is a log of SARIF 2.1.0 (OASIS standard, 2020), as editors and forges show
// findings in place. Columns count Unicode code points.
type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool       sarifTool     `json:"tool"`
	ColumnKind string        `json:"columnKind"`
	Language   string        `json:"language"`
	Results    []sarifResult `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version string      `json:"version"`
	Rules   []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID string `json:"id"`
}

type sarifResult struct {
	RuleID    string          `json:"ruleId"`
	RuleIndex int             `json:"ruleIndex"`
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations,omitempty"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifLocation struct {
	Physical sarifPhysical `json:"physicalLocation"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI  string `json:"uri"` // relative to the site's folder
	Base string `json:"uriBaseId"`
}

type sarifRegion struct {
	StartLine   int        `json:"startLine"`
	StartColumn int        `json:"startColumn,omitempty"`
	Snippet     *sarifText `json:"snippet,omitempty"`
}

// sarif is a list of problems as a log.
func (a *app) sarif(list diag.List) sarifLog {
	codes := []string{}
	for _, d := range list {
		codes = append(codes, string(d.Code))
	}
	slices.Sort(codes)
	codes = slices.Compact(codes)
	run := sarifRun{ColumnKind: "unicodeCodePoints", Language: string(a.lang), Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "bulletin", Version: version, Rules: []sarifRule{}}
	for _, code := range codes {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{code})
	}
	for _, d := range list {
		index, _ := slices.BinarySearch(codes, string(d.Code))
		run.Results = append(run.Results, a.sarifResult(d, index))
	}
	return sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}}
}

// sarifResult is one problem; the hint follows its message.
func (a *app) sarifResult(d diag.Diagnostic, rule int) sarifResult {
	text := d.Message(a.lang)
	if hint := d.Hint(a.lang); hint != "" {
		text += ". " + hint
	}
	r := sarifResult{RuleID: string(d.Code), RuleIndex: rule, Level: sarifLevels[d.Severity], Message: sarifText{text + "."}}
	if d.Pos.File == "" {
		return r
	}
	at := sarifPhysical{Artifact: sarifArtifact{(&url.URL{Path: d.Pos.File}).EscapedPath(), "SRCROOT"}}
	if d.Pos.Line > 0 {
		at.Region = &sarifRegion{StartLine: d.Pos.Line, StartColumn: d.Pos.Col}
		if d.Line != "" {
			at.Region.Snippet = &sarifText{d.Line}
		}
	}
	r.Locations = []sarifLocation{{at}}
	return r
}

var sarifLevels = map[diag.Severity]string{diag.Error: "error", diag.Warning: "warning", diag.Info: "note"}
