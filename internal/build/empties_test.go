package build_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bulletin/internal/content"
	"bulletin/internal/viet"
)

// TestLinksToEmptyParts: a key whose value shows nothing makes no part of the
// page, so a link to it is refused, or else the part is there.
func TestLinksToEmptyParts(t *testing.T) {
	required := map[content.Kind]string{
		content.KindMeeting: "meeting_kind: regular\n", content.KindAward: "award: gk\nrecipient: a\n",
		content.KindClassification: "year: 2020\nsubject: cell\n",
	}
	for _, spec := range content.Kinds {
		for _, field := range spec.Schema().Fields {
			for _, value := range []string{"", "[]", "{}", "\"\"", "~"} {
				if !field.Part {
					continue
				}
				t.Run(string(spec.Kind)+"/"+field.Key+" "+value, func(t *testing.T) {
					root := t.TempDir()
					file := filepath.Join(root, "content", spec.Folder, "a.md")
					front := "title: T\ndate: 2020\n" + required[spec.Kind]
					if strings.Contains(front, "\n"+field.Key+":") {
						return
					}
					link := strings.TrimPrefix(spec.Folder+"/a.md#"+viet.Slug(field.VI), "/")
					for name, text := range map[string]string{
						file:                                   "---\n" + front + field.Key + ": " + value + "\n---\n",
						filepath.Join(root, "content", "z.md"): "---\ntitle: Z\n---\n[x](" + link + ")\n",
					} {
						if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
							t.Fatal(err)
						}
						if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
							t.Fatal(err)
						}
					}
					buildAndCheck(t, root)
				})
			}
		}
	}
}
