package lint

import (
	"bytes"
	"strings"
)

// isTelephone tells the numbers of Vietnam: mobile ones of ten digits, 03, 05, 07,
// 08, 09, and others of eleven, 02; with the country's 84, or 0084, for the zero.
// Service numbers (1900 …) belong to nobody.
func isTelephone(number string, plus bool) bool {
	abroad, international := number, plus
	if rest, ok := strings.CutPrefix(number, "00"); ok {
		abroad, international = rest, true
	}
	if rest, ok := strings.CutPrefix(abroad, "84"); ok && (international || len(number) == 11) {
		number = "0" + strings.TrimPrefix(rest, "0")
	} else if plus {
		return false
	}
	if len(number) < 2 || number[0] != '0' {
		return false
	}
	switch number[1] {
	case '3', '5', '7', '8', '9':
		return len(number) == 10
	case '2':
		return len(number) == 11
	}
	return false
}

// calls tells whether what stands before a number makes an address of it that calls or
// writes to its owner.
func (s *scanner) calls(i int) bool {
	before := bytes.TrimSuffix(s.text[max(i-12, 0):i], []byte("+"))
	for _, scheme := range callingSchemes {
		if bytes.HasSuffix(before, scheme) {
			return true
		}
	}
	return false
}

// callingSchemes begin such addresses.
var callingSchemes = [][]byte{[]byte("tel:"), []byte("sms:"), []byte("callto:"), []byte("zalo.me/"), []byte("wa.me/"), []byte("t.me/"), []byte("mailto:")}

// inGroups tells whether a telephone number is parted as people part it: three
// digits or more at first and no digit alone, but for the 3 of 0208.3.855.123; else
// it is a row of numbers, unless something before says that it is a telephone.
// Without a plus, 84 must open an unparted number: 84.912.345.678 is an amount.
func (s *scanner) inGroups(d *digits, groups int, label string) bool {
	first := d.groups[0]
	switch {
	case s.hasPlus(first.start) || groups == 1:
		return true
	case s.text[first.start] == '8':
		return false
	}
	landline := s.text[first.start+1] == '2'
	for _, g := range d.groups[1:groups] {
		if g.end-g.start < 2 && !landline {
			return false
		}
	}
	if first.end-first.start >= 3 {
		return true
	}
	return first.end-first.start == 2 && d.groups[1].end-d.groups[1].start >= 4 ||
		containsAny(label, "dien thoai", "dt:", "sdt", "lien he", "hotline", "zalo", "di dong", "so may", "tel", "fax", "goi")
}

// isCitizenNumber tells a plausible number of a citizen (Thông tư 59/2021/TT-BCA):
// three digits for the province of birth, 001–096, one for century and sex, two
// for the year, six at random. Of this century only years that somebody with a
// card can have been born in.
func isCitizenNumber(number string) bool {
	province := number[:3]
	if province < "001" || province > "096" {
		return false
	}
	switch number[3] {
	case '0', '1':
		return true
	case '2', '3':
		return number[4:6] < "50"
	}
	return false
}
