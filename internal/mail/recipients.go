package mail

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// Recipient is one who gets the letter. The domain of the address is in ASCII (RFC 5891).
type Recipient struct{ Name, Address string }

// String is the recipient as a header has it.
func (r Recipient) String() string { return (&mail.Address{Name: r.Name, Address: r.Address}).String() }

// ListError is what is wrong with a list of recipients: a reason for each line.
type ListError struct{ Lines []LineError }

// LineError is what is wrong with a line, counted from 1.
type LineError struct {
	Line int
	Text string
}

func (e *ListError) Error() string {
	var b strings.Builder
	for i, l := range e.Lines {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%d: %q is no address", l.Line, l.Text)
	}
	return b.String()
}

// ErrNotUTF8 is a list in an encoding in which names cannot be told for certain.
var ErrNotUTF8 = errors.New("the list is not in UTF-8: save it as “CSV UTF-8”")

// columns are what the columns of a list may be called; without such a first line, the
// address stands in the column that holds one.
var columns = map[string]string{
	"email": "address", "e-mail": "address", "address": "address", "thư": "address", "thư điện tử": "address", "địa chỉ": "address", "địa chỉ thư": "address",
	"name": "name", "tên": "name", "họ tên": "name", "họ và tên": "name",
}

// ReadRecipients reads a list as spreadsheets write it: a line for each, with an address
// and perhaps a name, between commas or semicolons, in UTF-8. Who stands there twice gets
// one letter. The error is a [*ListError], which names every line that holds no address;
// then nobody should be written to.
func ReadRecipients(list io.Reader) ([]Recipient, error) {
	data, err := io.ReadAll(list)
	if err != nil {
		return nil, err
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return nil, ErrNotUTF8
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord, r.TrimLeadingSpace, r.Comment, r.LazyQuotes = -1, true, '#', true
	first, rest, _ := strings.Cut(string(data), "\n")
	if comma, said := strings.CutPrefix(strings.TrimSpace(first), "sep="); said && len(comma) == 1 { // as Excel writes it
		first, _, _ = strings.Cut(rest, "\n")
	}
	for _, comma := range ";\t" {
		if strings.Count(first, string(comma)) > strings.Count(first, string(r.Comma)) {
			r.Comma = comma
		}
	}
	var all []Recipient
	wrong := &ListError{}
	seen := map[string]bool{}
	var names []string
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var spoilt *csv.ParseError
		if errors.As(err, &spoilt) {
			wrong.Lines = append(wrong.Lines, LineError{spoilt.StartLine, spoilt.Err.Error()})
			continue
		}
		if err != nil {
			return nil, err
		}
		line, _ := r.FieldPos(0)
		if line == 1 && strings.HasPrefix(fields[0], "sep=") {
			continue
		}
		if names == nil {
			if names = header(fields); len(names) > 0 {
				continue
			}
			names = []string{}
		}
		one, ok := recipient(fields, names)
		switch {
		case !ok && strings.TrimSpace(strings.Join(fields, "")) == "":
		case !ok:
			wrong.Lines = append(wrong.Lines, LineError{line, strings.Join(fields, ", ")})
		case !seen[strings.ToLower(one.Address)]:
			seen[strings.ToLower(one.Address)] = true
			all = append(all, one)
		}
	}
	if len(wrong.Lines) > 0 {
		return nil, wrong
	}
	return all, nil
}

// header names the columns by a first line of names; none when it is not one.
func header(fields []string) []string {
	var names []string
	known := false
	for _, f := range fields {
		name := columns[strings.ToLower(strings.TrimSpace(f))]
		names = append(names, name)
		known = known || name == "address"
	}
	if !known {
		return nil
	}
	return names
}

// recipient reads a line.
func recipient(fields, names []string) (one Recipient, ok bool) {
	for i, f := range fields {
		f = strings.TrimSpace(f)
		column := ""
		if i < len(names) {
			column = names[i]
		}
		switch {
		case column == "name" || column == "" && len(names) == 0 && one.Name == "" && !strings.Contains(f, "@"):
			one.Name = oneLine(f)
		case column == "address" || column == "" && len(names) == 0 && strings.Contains(f, "@"):
			parsed, err := mail.ParseAddress(f)
			if err != nil || !deliverable(parsed.Address) || one.Address != "" { // two would be one too many for a letter each
				return one, false
			}
			one.Address = asciiDomain(parsed.Address)
			if one.Name == "" {
				one.Name = parsed.Name
			}
		}
	}
	return one, one.Address != ""
}

// asciiDomain is an address whose domain is written as the mail system has it.
func asciiDomain(address string) string {
	at := strings.LastIndexByte(address, '@')
	domain, err := idna.Lookup.ToASCII(address[at+1:])
	if err != nil {
		return address // it is told where it is used
	}
	return address[:at+1] + domain
}

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
}

// deliverable tells whether an address may be handed to a server: its domain has the
// form of one (RFC 1035, section 2.3.1, with other letters than ASCII's).
func deliverable(address string) bool {
	at := strings.LastIndexByte(address, '@')
	local, domain := address[:at], address[at+1:]
	if len(local) > 64 || len(domain) > 255 || !strings.Contains(domain, ".") || strings.ContainsAny(address, "\r\n") {
		return false
	}
	for label := range strings.SplitSeq(domain, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' || strings.ContainsAny(label, "_ !\"#$%&'()*+,/:;<=>?@[\\]^`{|}~") {
			return false
		}
	}
	return true
}
