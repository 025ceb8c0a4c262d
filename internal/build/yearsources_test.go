package build_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bulletin/internal/build"
)

// TestYearFolders: what the pages of a year are made of is a site by itself, for any
// site without errors. It holds nothing of what is not published, its report is that
// of the whole site, and it copies to itself.
func TestYearFolders(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		root, err := os.MkdirTemp("", "years")
		must(t, err)
		defer os.RemoveAll(root)
		whole := filepath.Join(root, "site")
		for name, text := range drawYears(t) {
			file := filepath.Join(whole, filepath.FromSlash(name))
			must(t, os.MkdirAll(filepath.Dir(file), 0o777))
			must(t, os.WriteFile(file, []byte(text), 0o666))
		}
		for _, year := range []int{2019, 2020, 2021} {
			copied, again := filepath.Join(root, fmt.Sprint(year)), filepath.Join(root, fmt.Sprint(year, "-again"))
			want, ok := reportJSON(t, whole, root, year)
			if !ok {
				continue
			}
			copyYear(t, whole, root, year, copied)
			holdsNothing(t, copied)
			if got, _ := reportJSON(t, copied, root, year); got != want {
				t.Errorf("the report of %d is another:\n%s\n%s", year, got, want)
			}
			o := yearOptions(copied, root)
			o.Dest = filepath.Join(root, fmt.Sprint(year, "-public"))
			_, problems, err := build.Run(context.Background(), o)
			must(t, err)
			if problems.HasErrors() {
				t.Fatal(problems.Err())
			}
			holdsNothing(t, o.Dest)
			for _, item := range []int{2019, 2020, 2021} {
				if _, err := os.Stat(filepath.Join(o.Dest, "years", fmt.Sprint(item), "report")); (err == nil) != (item == year) {
					t.Errorf("the folder of %d and the report of %d: %v", year, item, err)
				}
			}
			copyYear(t, copied, root, year, again)
			if d := differences(plainTree(t, copied), plainTree(t, again)); d != nil {
				t.Errorf("the copy of the copy of %d differs: %q", year, d)
			}
		}
	})
}

func yearOptions(site, root string) build.Options {
	o := options(site, "", time.Date(2022, 9, 13, 0, 0, 0, 0, time.UTC))
	o.State = filepath.Join(root, "state-"+filepath.Base(site))
	return o
}

func copyYear(t *rapid.T, site, root string, year int, dir string) {
	_, problems, err := build.CopyYear(context.Background(), yearOptions(site, root), year, dir)
	must(t, err)
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
}

// reportJSON is the report of a year; false when there is none.
func reportJSON(t *rapid.T, site, root string, year int) (string, bool) {
	y, problems, err := build.ReportYear(context.Background(), yearOptions(site, root), year)
	if none := (*build.NoReportError)(nil); errors.As(err, &none) {
		return "", false
	}
	must(t, err)
	if y == nil {
		t.Fatal(problems.Err())
	}
	defer y.Close()
	text, err := json.MarshalIndent(y.JSON(), "", " ")
	must(t, err)
	return string(text), true
}

func plainTree(t *rapid.T, dir string) map[string][]byte {
	all := map[string][]byte{}
	must(t, filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(file)
		name, _ := filepath.Rel(dir, file)
		all[filepath.ToSlash(name)] = data
		return err
	}))
	return all
}

// holdsNothing looks for the marker of what is not published.
func holdsNothing(t *rapid.T, dir string) {
	for name, data := range plainTree(t, dir) {
		if strings.Contains(strings.ToUpper(name), secret) || bytes.Contains(bytes.ToUpper(data), []byte(secret)) {
			t.Errorf("%s holds what is not published", name)
		}
	}
}

// drawYears draws the files of a site of three years whose items lead to one another.
func drawYears(t *rapid.T) map[string]string {
	files := map[string]string{"bulletin.yaml": "title: T # BIMAT\nper_page: 2\n# BIMAT\nmenu: [{page: trang.md}]\n"}
	type draft struct{ name, folder, keys string }
	var shown, hidden []draft
	for i := range rapid.IntRange(2, 9).Draw(t, "items") {
		folder := rapid.SampledFrom([]string{"meetings", "meetings", "stories", "awards", "news", "classifications"}).Draw(t, "folder")
		d := draft{name: fmt.Sprintf("content/%s/m%d", folder, i), folder: folder, keys: needed[folder]}
		d.keys += fmt.Sprintf("date: %d-%02d-03\n", rapid.IntRange(2019, 2021).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"))
		if folder == "meetings" {
			d.keys += rapid.SampledFrom([]string{"", "", "period: 2020-12\n", "attendance: {total: 9, present: 8, excused: [BIMAT]}\n", "opinions: [{text: BIMAT}]\n"}).Draw(t, "figures")
		}
		bundle, hides := rapid.Bool().Draw(t, "bundle"), rapid.IntRange(0, 3).Draw(t, "hidden") == 0
		if hides {
			d.name += "-bimat"
			d.keys += "title: BIMAT\nsummary: BIMAT\n" + rapid.SampledFrom([]string{"draft: true\n", "visibility: internal\n", "expiry_date: 2021-12-31\n", "publish_date: 2023-01-01\n"}).Draw(t, "state")
		} else {
			d.keys += fmt.Sprintf("title: Mục %d\n", i)
		}
		if bundle {
			d.name += "/index"
			files[path.Dir(d.name)+"/p.svg"] = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"
			files[path.Dir(d.name)+"/bimat.pdf"] = "%PDF BIMAT"
		}
		d.name += ".md"
		if hides {
			hidden = append(hidden, d)
		} else {
			shown = append(shown, d)
		}
	}
	shown = append(shown, draft{"content/trang.md", "", "title: Trang\n"}, draft{"content/khac.md", "", "title: Khác\n"})
	for _, year := range []string{"2019", "2020", "2021"} {
		if rapid.Bool().Draw(t, "introduced") {
			shown = append(shown, draft{"content/years/" + year + ".md", "", "kind: page\ntitle: Năm\nreported: {stories: 9}\n"})
		}
	}
	for _, d := range append(shown, hidden...) {
		keys, body := d.keys, "Đoạn.\n"
		var stories []string
		for _, other := range shown {
			if other.name == d.name || rapid.IntRange(0, 3).Draw(t, "link") > 0 {
				continue
			}
			body += "\n[x](" + relative(d.name, other.name) + ")\n"
			if other.folder == "stories" {
				stories = append(stories, relative(d.name, other.name))
			}
			if strings.HasSuffix(other.name, "/index.md") && rapid.Bool().Draw(t, "its picture") {
				body += "\n![x](" + relative(d.name, path.Dir(other.name)+"/p.svg") + ")\n"
			}
		}
		if d.folder == "meetings" && len(stories) > 0 {
			keys += "story: " + stories[0] + "\n"
		}
		if strings.HasSuffix(d.name, "/index.md") {
			keys += "images: [p.svg]\n"
		}
		keys += rapid.SampledFrom([]string{"", "", "# BIMAT\n", "tags: [a] # BIMAT\n", "editor_note: |\n  a <!-- BIMAT --> b\n"}).Draw(t, "note")
		body += rapid.SampledFrom([]string{"", "", "\n<!-- BIMAT -->\n", "\nChữ <!-- BIMAT\nBIMAT --> chữ.\n"}).Draw(t, "comment")
		files[d.name] = "---\n" + keys + "---\n" + body
	}
	return files
}

// TestYearFoldersSayNothingInComments: comments beside the content are left out as those
// of documents are, what pages show of a file with comments stays, and a folder for
// inside has all.
func TestYearFoldersSayNothingInComments(t *testing.T) {
	for _, internal := range []bool{false, true} {
		root := t.TempDir()
		whole, copied := filepath.Join(root, "site"), filepath.Join(root, "2020")
		for name, text := range map[string]string{
			"bulletin.yaml":         "title: Bản tin # KIN\ncell: {\"name\":\"Chi bộ # 1\", ruleset: rules.yaml} # KIN\nfooter: |  \n    a # b\n  # KIN\n",
			"rules.yaml":            "\ufeff# KIN\r\nrulesets: # KIN\r\n  - {name: \"Nội bộ # 1\", valid_from: 2019-01-01, citation: Quy chế, stories_per_year: 2}\r\n",
			"theme.yaml":            "name: x # KIN\n",
			"content/meetings/a.md": "---\ntitle: A # KIN\ndate: 2020-01-03\nmeeting_kind: regular\n---\nMột. <!-- KIN -->\n",
		} {
			file := filepath.Join(whole, filepath.FromSlash(name))
			if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o777), os.WriteFile(file, []byte(text), 0o666)); err != nil {
				t.Fatal(err)
			}
		}
		o := yearOptions(whole, root)
		o.View.Internal = internal
		_, problems, err := build.CopyYear(context.Background(), o, 2020, copied)
		if err != nil || problems.HasErrors() {
			t.Fatal(err, problems)
		}
		for name, want := range map[string]string{
			"bulletin.yaml":         "title: Bản tin\ncell: {\"name\":\"Chi bộ # 1\", ruleset: rules.yaml}\nfooter: |  \n    a # b\n  #\n",
			"rules.yaml":            "\ufeff#\r\nrulesets:\r\n  - {name: \"Nội bộ # 1\", valid_from: 2019-01-01, citation: Quy chế, stories_per_year: 2}\r\n",
			"theme.yaml":            "name: x\n",
			"content/meetings/a.md": "---\ntitle: A\ndate: 2020-01-03\nmeeting_kind: regular\n---\nMột. <!--.....-->\n",
		} {
			got, err := os.ReadFile(filepath.Join(copied, filepath.FromSlash(name)))
			switch {
			case err != nil:
				t.Error(err)
			case internal != bytes.Contains(got, []byte("KIN")):
				t.Errorf("%s, for inside: %t:\n%s", name, internal, got)
			case !internal && !bytes.HasPrefix(got, []byte(want)):
				t.Errorf("%s is\n%s, want\n%s", name, got, want)
			}
		}
	}
}

// TestYearFoldersTellNoPlace: in a folder for others pictures are as they are published,
// and hidden parts of texts are gone; a folder for inside has the files as they are.
func TestYearFoldersTellNoPlace(t *testing.T) {
	for _, internal := range []bool{false, true} {
		root := t.TempDir()
		whole, copied := filepath.Join(root, "site"), filepath.Join(root, "2020")
		writeFile(t, filepath.Join(whole, "bulletin.yaml"), "title: Bản tin\n")
		writeFile(t, filepath.Join(whole, "content", "meetings", "hop", "index.md"), "---\ntitle: Họp\ndate: 2020-01-03\nmeeting_kind: regular\neditor_note: |\n    Mở.\n    :::internal\n    KIN\n    :::\n---\n![Ảnh](anh.jpg)\n\n:::internal\nKIN\n:::\n")
		writeFile(t, filepath.Join(whole, "content", "meetings", "hop", "anh.jpg"), string(photograph(t)))
		o := yearOptions(whole, root)
		o.View.Internal = internal
		if _, problems, err := build.CopyYear(context.Background(), o, 2020, copied); err != nil || problems.HasErrors() {
			t.Fatal(err, problems)
		}
		for name, secret := range map[string]string{"index.md": "KIN", "anh.jpg": taken} {
			got, err := os.ReadFile(filepath.Join(copied, "content", "meetings", "hop", name))
			if err != nil || internal != bytes.Contains(got, []byte(secret)) {
				t.Errorf("%s, for inside: %t: %v:\n%q", name, internal, err, got)
			}
		}
	}
}
