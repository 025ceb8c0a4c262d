package archive

import (
	"bulletin/internal/diag"
	"bulletin/internal/viet"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// fields gives the lines of bag-info.txt but for the payload's size.
func (b Bag) fields() ([]Field, diag.List) {
	var fields []Field
	var problems diag.List
	for _, f := range b.Info {
		f = Field{viet.NFC(strings.TrimSpace(f.Label)), oneLine(f.Value)}
		if !goodLabel(f.Label) || f.Value == "" {
			problems.Add(problem(codeLabel, infoName, f.Label))
		}
		fields = append(fields, f)
	}
	if b.Date.IsZero() {
		problems.Add(problem(codeDate, infoName))
	}
	if d := b.Previous.Digest; b.Previous != (Link{}) && (!d.valid() || oneLine(b.Previous.Name) == "") {
		problems.Add(problem(codeLink, infoName, b.Previous.Name, d))
	}
	fields = append(fields, Field{labelDate, b.Date.Format(time.DateOnly)})
	if b.Year != 0 {
		fields = append(fields, Field{labelYear, strconv.Itoa(b.Year)})
	}
	if b.Internal {
		fields = append(fields, Field{labelAudience, "internal"})
	}
	if b.Previous != (Link{}) {
		fields = append(fields, Field{labelPreviousBag, oneLine(b.Previous.Name)},
			Field{labelPreviousDigest, string(b.Previous.Digest)})
	}
	return fields, problems
}

// oneLine makes a value NFC and a single line: other programs differ in how
// they read folded ones.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return viet.NFC(strings.Join(strings.Fields(s), " "))
}

// goodLabel tells whether a caller may give a label: one line without a colon
// (RFC 8493, section 2.2.2), and none of those that Write fills.
func goodLabel(label string) bool {
	if label == "" || strings.ContainsRune(label, ':') || strings.ContainsFunc(label, unicode.IsControl) || !validText(label) {
		return false
	}
	for _, ours := range [...]string{labelDate, labelOxum, labelYear, labelAudience, labelPreviousBag, labelPreviousDigest} {
		if strings.EqualFold(label, ours) {
			return false
		}
	}
	return true
}

func infoText(fields []Field) []byte {
	var text strings.Builder
	for _, f := range fields {
		fmt.Fprintf(&text, "%s: %s\n", f.Label, f.Value)
	}
	return []byte(text.String())
}

// comment is what a signature says of the bag; it is signed with it.
func (b Bag) comment(d Digest) string {
	return fmt.Sprintf("bag of %d, sealed %s, digest %s", b.Year, b.Date.Format(time.DateOnly), d)
}

// valid tells whether d has a digest's form.
func (d Digest) valid() bool {
	sum, err := hex.DecodeString(string(d))
	return err == nil && len(sum) == sha256Sum.size() && strings.ToLower(string(d)) == string(d)
}

func (s Seal) valid() bool {
	_, err := time.Parse(time.DateOnly, s.Date)
	return err == nil && s.Digest.valid() && s.Reason != "" && oneLine(s.Reason) == s.Reason
}

// sealRecord is the content of bulletin-seals.json.
type sealRecord struct {
	Version  int    `json:"version"`
	Replaces []Seal `json:"replaces"` // oldest first
}

func (b Bag) checkSeals() diag.List {
	var problems diag.List
	seen := map[Digest]bool{b.Previous.Digest: true}
	for _, s := range b.Seals {
		if s.Reason = oneLine(s.Reason); !s.valid() || seen[s.Digest] {
			problems.Add(problem(codeSealGiven, sealsName, s.Digest))
		}
		seen[s.Digest] = true
	}
	return problems
}

// sealsText is nil when nothing was replaced: then there is no such file.
func sealsText(seals []Seal) []byte {
	if len(seals) == 0 {
		return nil
	}
	record := sealRecord{Version: 1}
	for _, s := range seals {
		s.Reason = oneLine(s.Reason)
		record.Replaces = append(record.Replaces, s)
	}
	text, err := json.MarshalIndent(record, "", "  ")
	if err != nil {
		panic(err) // strings and a number
	}
	return append(text, '\n')
}
