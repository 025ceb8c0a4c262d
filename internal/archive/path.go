package archive

import (
	"bulletin/internal/diag"
	"bulletin/internal/viet"
	"path"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// longestPath leaves 60 of Windows' 260 characters to the folder in which the
// bag lies.
const longestPath = 200

// The reasons why a path is not written.
var (
	notText    = diag.Words{VI: "không phải chữ Unicode hợp lệ", EN: "is not valid Unicode"}
	notBelow   = diag.Words{VI: "không nằm trong thư mục data/", EN: "does not lie in data/"}
	notPlain   = diag.Words{VI: "có phần rỗng, “.” hoặc “..”", EN: "has an empty part, “.” or “..”"}
	tooLong    = diag.Words{VI: "dài quá 200 ký tự", EN: "is longer than 200 characters"}
	reserved   = diag.Words{VI: "dùng tên mà Windows dành cho thiết bị", EN: "uses a name that Windows keeps for a device"}
	badEnd     = diag.Words{VI: "có phần kết thúc bằng dấu chấm hoặc dấu cách", EN: "has a part that ends in a dot or a space"}
	badLetter  = diag.Words{VI: "có ký tự mà Windows không cho dùng trong tên tệp", EN: "has a character that Windows does not take in names"}
	notPortion = diag.Words{VI: "không phải tên của một thư mục", EN: "is not the name of one folder"}
)

// portable tells why a path cannot stand in a bag that has to survive on
// Windows, macOS and Linux alike (RFC 8493, section 6.1); nil when it can.
func portable(p string) *diag.Words {
	switch {
	case !utf8.ValidString(p):
		return &notText
	case len(utf16.Encode([]rune(p))) > longestPath:
		return &tooLong
	}
	for part := range strings.SplitSeq(p, "/") {
		if why := portablePart(part); why != nil {
			return why
		}
	}
	return nil
}

// portablePart follows Microsoft's "Naming Files, Paths, and Namespaces".
func portablePart(part string) *diag.Words {
	stem, _, _ := strings.Cut(part, ".")
	switch {
	case part == "" || part == "." || part == "..":
		return &notPlain
	case strings.HasSuffix(part, ".") || strings.HasSuffix(part, " "):
		return &badEnd
	case strings.ContainsAny(part, `<>:"|?*\`) || strings.ContainsFunc(part, unicode.IsControl):
		return &badLetter
	case deviceName(strings.ToLower(strings.TrimRight(stem, " "))):
		return &reserved
	}
	return nil
}

// deviceName tells whether Windows takes a name for a device, whatever its extension.
func deviceName(stem string) bool {
	switch stem {
	case "con", "prn", "aux", "nul", "conin$", "conout$", "clock$":
		return true
	}
	for _, port := range [...]string{"com", "lpt"} {
		n, ok := strings.CutPrefix(stem, port)
		if ok && utf8.RuneCountInString(n) == 1 && strings.Contains("0123456789¹²³", n) {
			return true
		}
	}
	return false
}

// folded is equal for names that some file system takes for one: Windows and
// macOS ignore case, macOS also the Unicode form.
func folded(p string) string { return strings.ToLower(strings.ToUpper(viet.NFC(p))) }

// names notices paths that cannot stand beside each other.
type names struct{ spelled map[string]string } // by its fold, each path and folder; a folder ends in a slash

// add returns the earlier path that p clashes with, "" when there is none.
func (n *names) add(p string) string {
	if n.spelled == nil {
		n.spelled = map[string]string{}
	}
	fold := folded(p)
	if other := n.spelled[fold]; other != "" {
		return other
	}
	n.spelled[fold] = p
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		fold := folded(dir)
		other := n.spelled[fold]
		if other == dir+"/" {
			return ""
		}
		if other != "" {
			return strings.TrimSuffix(other, "/")
		}
		n.spelled[fold] = dir + "/"
	}
	return ""
}

// escapes tells whether a path of a manifest or a zip means, on some system, a
// place outside the bag (RFC 8493, section 5.1).
func escapes(p string) bool {
	slashed := strings.ReplaceAll(p, `\`, "/")
	switch {
	case slashed == "", strings.HasPrefix(slashed, "/"), strings.HasPrefix(slashed, "~"):
		return true
	case len(slashed) >= 2 && slashed[1] == ':' && isLetter(slashed[0]): // C:\x
		return true
	case strings.HasPrefix(strings.ToLower(slashed), "file:"), strings.ContainsRune(p, 0):
		return true
	}
	for part := range strings.SplitSeq(slashed, "/") {
		// Windows drops blanks and dots at the end: "..  " is "..".
		if strings.HasPrefix(part, "..") && strings.TrimRight(part, " .") == "" {
			return true
		}
	}
	return false
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// encodePath writes a path as manifests hold it: CR, LF and % stand as %0D,
// %0A and %25, and nothing else is encoded (RFC 8493, section 2.1.3).
func encodePath(p string) string {
	if !strings.ContainsAny(p, "%\r\n") {
		return p
	}
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(p)
}

// decodePath undoes encodePath. Other percent signs stay: before version 1.0
// they were not encoded, and some programs never do.
func decodePath(p string) string {
	if !strings.Contains(p, "%") {
		return p
	}
	return strings.NewReplacer("%25", "%", "%0D", "\r", "%0d", "\r", "%0A", "\n", "%0a", "\n").Replace(p)
}
