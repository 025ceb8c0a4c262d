package theme_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"bulletin/themes"
)

// TestStringsAreComplete: the two languages have the same keys, ask for the
// same values and are NFC; load fails on a gap already, by its warning.
func TestStringsAreComplete(t *testing.T) {
	th := load(t)
	vi, en := th.Strings("vi"), th.Strings("en")
	gap := regexp.MustCompile(`\{\d\}`)
	for _, key := range vi.Keys() {
		v, e := vi.T(key), en.T(key)
		if strings.Join(gap.FindAllString(v, -1), "") != strings.Join(gap.FindAllString(e, -1), "") {
			t.Errorf("%s: %q and %q ask for different values", key, v, e)
		}
		if v == "" || e == "" || !norm.NFC.IsNormalString(v) {
			t.Errorf("%s is empty or not NFC", key)
		}
	}
	if len(vi.Keys()) != len(en.Keys()) {
		t.Errorf("vi has %d keys, en %d", len(vi.Keys()), len(en.Keys()))
	}
}

// TestStringsAreUsed looks for every key in the layouts and, as a literal, in
// the program's code; a literal "group." counts for all keys of the group, since
// code may put the rest together.
func TestStringsAreUsed(t *testing.T) {
	var text strings.Builder
	collect := func(fsys fs.FS, ext string) {
		err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(p) != ext || strings.HasSuffix(p, "_test.go") {
				return err
			}
			data, err := fs.ReadFile(fsys, p)
			text.Write(data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	collect(themes.Default(), ".html")
	collect(os.DirFS("../.."), ".go")
	for _, key := range load(t).Strings("en").Keys() {
		// The planning stage names its strings without "plan.", some in two parts.
		name := strings.TrimPrefix(key, "plan.")
		family := name[:strings.LastIndexByte(name, '.')+1]
		if !strings.Contains(text.String(), `"`+name+`"`) && !(name != key && family != "" && strings.Contains(text.String(), `"`+family+`"`)) {
			t.Errorf("%s is used nowhere", key)
		}
	}
}

func TestStrings(t *testing.T) {
	th := load(t, layer("", map[string]string{
		"strings/vi.yaml": "x: {two: \"{1} rồi {0}\"}", "strings/en.yaml": "x: {two: \"{1} then {0}\"}",
		"layouts/own.html": `{{t "x.two" 1 2}}`,
	}))
	one := 1
	for _, tc := range []struct {
		lang, key string
		args      []any
		want      string
	}{
		{"vi", "list.count", []any{1}, "1 mục"},
		{"vi", "list.count", []any{1234567}, "1.234.567 mục"},
		{"en", "list.count", []any{1}, "1 item"},
		{"en", "list.count", []any{&one}, "1 item"},
		{"en", "list.count", []any{0}, "0 items"},
		{"en-GB", "list.count", []any{12345}, "12,345 items"},
		{"vi-VN", "nav.menu", nil, "Danh mục"},
		{"fr", "nav.menu", nil, "Menu"},
		{"vi", "x.two", []any{"{1}", "b"}, "b rồi {1}"},
		{"vi", "no.such", []any{1}, "no.such"},
	} {
		if got := th.Strings(tc.lang).T(tc.key, tc.args...); got != tc.want {
			t.Errorf("%s %s %v = %q, want %q", tc.lang, tc.key, tc.args, got, tc.want)
		}
	}
}
