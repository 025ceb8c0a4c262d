package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// comfort is what the e-mail edition uses although some mail programs do not know it,
// and why nothing is lost there.
var comfort = map[string]string{
	"@media":                "narrow screens and dark colours; without it the mail is 600 pixels wide and light",
	"<style> element":       "holds nothing but @media",
	"<body> element":        "its colour stands on the table around all too",
	"color-scheme meta tag": "tells that there are dark colours",
	"role attribute":        "tells those who read aloud that the tables are no tables",
	"display:none":          "hides the line for lists of mails; where it shows, it is the summary",
	"max-height property":   "hides that line too",
	"overflow":              "hides that line too",
}

// TestMail holds the e-mail edition to what mail programs can show, and to what people
// can read, on a desktop and on a phone, in light and dark.
func TestMail(t *testing.T) {
	if *siteFlag != "" {
		return // the tree was built by someone else, without a mail
	}
	ctx, tmp := t.Context(), t.TempDir()
	if err := buildSite(ctx, tmp, filepath.Join(tmp, "public")); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(tmp, "thu")
	if err := os.Mkdir(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	write := exec.CommandContext(ctx, programIn(tmp), "issue", "mail", "2020", "-s", filepath.Join(tmp, "site"), "-b", publishedAt, "-d", filepath.Join(folder, "thu"))
	if msg, err := write.CombinedOutput(); err != nil {
		t.Fatalf("writing the mail: %v\n%s", err, msg)
	}
	check(t, "support", func() []string { return unsupported(ctx, filepath.Join(folder, "thu.html")) })
	check(t, "look", func() []string { return lookAtMail(t, folder) })
}

// unsupported are the features of a mail that some mail program does not know, but for
// those that are only a comfort.
func unsupported(ctx context.Context, file string) []string {
	out, err := exec.CommandContext(ctx, "node", "mailsupport.mjs", file).Output()
	if err != nil {
		return []string{fmt.Sprintf("mailsupport.mjs gave no answer (make test-deps installs it): %v", err)}
	}
	var missing map[string][]string
	if err := json.Unmarshal(out, &missing); err != nil {
		return []string{err.Error()}
	}
	var problems []string
	if len(missing) == 0 { // the media queries at least are not known everywhere
		problems = append(problems, "nothing was looked at")
	}
	for feature, programs := range missing {
		if comfort[feature] == "" {
			problems = append(problems, feature+" is not known to "+strings.Join(programs, ", "))
		}
	}
	return problems
}

// lookAtMail opens the mail in the widths of a desktop's and a phone's mail program.
func lookAtMail(t *testing.T, folder string) []string {
	axe, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	if err != nil {
		return []string{err.Error()}
	}
	b, err := chromium.start()
	if err != nil {
		return []string{err.Error()}
	}
	base, err := fileURL(folder)
	if err != nil {
		return []string{err.Error()}
	}
	return b.each([]string{"thu.html"}, func(ctx context.Context, tab *tab, page string) ([]string, error) {
		problems, err := inspectAt(ctx, tab, base+page, string(axe), 360, 600, 1280)
		return slices.DeleteFunc(problems, func(p string) bool { // the page around a mail is the mail program's
			return strings.Contains(p, "axe landmark-one-main") || strings.Contains(p, "axe region")
		}), err
	})
}
