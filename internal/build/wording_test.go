package build_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"bulletin/internal/build"
)

// key is one of the planner's texts that has no words.
var key = regexp.MustCompile(`plan\.[a-z]+(\.[a-z-]+)+`)

// TestPagesSpeakInWords: no page, and nothing that a page loads, names the key of a text
// instead of the text: in either language, for either audience, in every state of an item.
func TestPagesSpeakInWords(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		root := t.TempDir()
		writeFile(t, filepath.Join(root, "bulletin.yaml"), "title: Tin\nlanguage: "+lang+"\nsearch: true\nbase_url: https://tin.example/\n")
		for name, said := range map[string]string{
			"news/a": "visibility: internal\ntags: [a]", "news/b": "draft: true", "news/c": "publish_date: 2030-01-01", "news/d": "expiry_date: 2020-06-01",
			"awards/e": "award: co_tinh\nrecipient: Văn phòng", "meetings/f": "meeting_kind: regular\ninternal_fields: [chair]\nchair: Đồng chí A",
		} {
			writeFile(t, filepath.Join(root, "content", name+".md"), "---\ntitle: "+name+"\ndate: 2020-05-01\n"+said+"\n---\nMột tin.\n")
		}
		for _, internal := range []bool{false, true} {
			o := options(root, filepath.Join(root, fmt.Sprint("out", internal)), june)
			o.View.Internal, o.View.Drafts, o.View.Future, o.View.Expired = internal, true, true, true
			if _, problems, err := build.Run(context.Background(), o); err != nil || problems.HasErrors() {
				t.Fatal(problems, err)
			}
			files := 0
			err := fs.WalkDir(os.DirFS(o.Dest), ".", func(name string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() || !slices.Contains([]string{".html", ".js", ".xml", ".json", ".ics"}, filepath.Ext(name)) {
					return err
				}
				files++
				data, err := os.ReadFile(filepath.Join(o.Dest, name))
				if found := key.Find(data); found != nil {
					t.Errorf("%s, internal %v: %s says %q", lang, internal, name, found)
				}
				return err
			})
			if err != nil || files < 20 {
				t.Errorf("%d files, %v", files, err)
			}
		}
	}
}

// TestHiddenPartsAreNoSpelling: that parts of a text are the office's alone does not make
// its letters look as if they were spelt with separate marks; and those that are, are told.
func TestHiddenPartsAreNoSpelling(t *testing.T) {
	root := t.TempDir()
	const text = "---\ntitle: Họp\ndate: 2020-05-01\nmeeting_kind: regular\nchair: Đồng chí Ất\ninternal_fields: [chair]\n---\nMột buổi họp.\n\n:::internal\nViệc nội bộ.\n:::\n\nHai việc đã bàn.\n"
	writeFile(t, filepath.Join(root, "content", "meetings", "a.md"), text)
	writeFile(t, filepath.Join(root, "content", "meetings", "b.md"), text+"Ba vie\u0323\u0302c nu\u031b\u0303a.\n")
	_, problems, err := build.Check(context.Background(), options(root, filepath.Join(root, "out"), june))
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, d := range problems {
		if d.Code == "text-not-composed" {
			told = append(told, fmt.Sprintf("%s:%d %v", d.Pos.File, d.Pos.Line, d.Args))
		}
	}
	if want := []string{"content/meetings/b.md:15 [2]"}; !slices.Equal(told, want) {
		t.Errorf("%q", told)
	}
}
