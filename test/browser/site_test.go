// Package browser looks at a built site as a person does: it builds the sample
// site with the real command and opens it in Chromium, from a server's root,
// from below a sub-path and from file://, in light and dark, on a phone and on
// a desktop, with and without script, and on paper.
//
// A check is a function that returns the problems it sees, so that the checks
// can themselves be checked: testdata/faulty holds one page for each fault,
// and TestChecksSeeFaults wants every one of them found.
//
// Needs Chromium, node and `npm ci` in this folder; scripts/test-deps brings
// them. Where they are missing the tests fail: they are never skipped.
package browser

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

var (
	siteFlag  = flag.String("site", "", "look at this built tree instead of building the sample site")
	shotsFlag = flag.String("shots", "", "write pictures of every type of page into this folder, and run no test")
)

// publishedAt is the address that the second build of the sample site is for.
const publishedAt = "https://bantin.example.vn/chi-bo/2020/"

// manyPages is where the checks stop taking every page and take two of each type.
const manyPages = 40

// TestMain takes the pictures when asked for them, else runs the tests.
func TestMain(m *testing.M) {
	flag.Parse()
	if *shotsFlag == "" {
		code := m.Run()
		chromium.stop()
		os.Exit(code)
	}
	if err := takeShots(context.Background(), *shotsFlag); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// TestSite holds the sample site, or the one that -site names, to every check.
func TestSite(t *testing.T) {
	dir := *siteFlag
	if dir == "" {
		dir = buildSample(t)
	}
	l := stand(t, dir)
	check(t, "typefaces", l.checkTypefaces)
}

// stand holds a built site to everything that a site of ours has to stand.
func stand(t *testing.T, dir string) *looker {
	t.Helper()
	tr, err := readTree(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d pages, %d files", len(tr.pages), len(tr.files))
	for _, at := range settings {
		check(t, "links/"+at.name, func() []string { return tr.checkLinks(at) })
	}
	check(t, "reachable", tr.checkReachable)
	check(t, "weight", tr.checkWeight)
	check(t, "html", func() []string { return tr.checkHTML(t.Context(), t.TempDir()) })

	l := newLooker(t, tr)
	check(t, "visit/http", func() []string { return l.checkVisits(l.atRoot) })
	check(t, "visit/sub-path", func() []string { return l.checkVisits(l.atSubPath) })
	check(t, "visit/file", func() []string { return l.checkVisits(l.fromFile) })
	check(t, "axe", l.checkAxe)
	check(t, "redirects", l.checkRedirects)
	check(t, "keyboard", l.checkKeyboard)
	check(t, "no script", l.checkWithoutScript)
	check(t, "print", l.checkPrint)
	return l
}

// TestSiteWithAddress builds the site for an address of its own, which adds
// canonical links, feeds and a sitemap, and follows all of them.
func TestSiteWithAddress(t *testing.T) {
	if *siteFlag != "" {
		return // the tree was built by someone else, for an address we do not know
	}
	tr, err := readTree(buildSample(t, "--base-url", publishedAt), publishedAt)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range settings {
		check(t, "links/"+at.name, func() []string { return tr.checkLinks(at) })
	}
	check(t, "addresses", tr.checkAddresses)
	check(t, "well-formed", tr.checkData)
}

// check runs one check as a subtest and reports each problem it returns.
func check(t *testing.T, name string, problems func() []string) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		found := problems()
		slices.Sort(found)
		for _, p := range slices.Compact(found) {
			t.Error(p)
		}
	})
}

// awkwardName is a folder's name as offices have them, and as URLs do not.
const awkwardName = "bản tin #1 (100%)"

// buildSample builds the repository's own site with the real command, and with an issue
// of the newsletter that the command composed of it.
func buildSample(t *testing.T, flags ...string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), awkwardName)
	if err := buildSite(t.Context(), t.TempDir(), out, flags...); err != nil {
		t.Fatal(err)
	}
	return out
}

func buildSite(ctx context.Context, tmp, out string, flags ...string) error {
	const root = "../.."
	site := filepath.Join(tmp, "site")
	for _, name := range []string{"content", "bulletin.yaml"} {
		if err := copyInto(filepath.Join(site, name), filepath.Join(root, name)); err != nil {
			return err
		}
	}
	program := programIn(tmp)
	compile := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-o", program, "./cmd/bulletin")
	compile.Dir = root
	if msg, err := compile.CombinedOutput(); err != nil {
		return fmt.Errorf("compiling bulletin: %w\n%s", err, msg)
	}
	compose := exec.CommandContext(ctx, program, "issue", "new", "2020", "-s", site)
	if msg, err := compose.CombinedOutput(); err != nil {
		return fmt.Errorf("composing an issue: %w\n%s", err, msg)
	}
	if err := release(filepath.Join(site, "content", "issues", "2020.md")); err != nil {
		return err
	}
	build := exec.CommandContext(ctx, program, append([]string{"build", "-s", site, "-d", out}, flags...)...)
	if msg, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("building the sample site: %w\n%s", err, msg)
	}
	return nil
}

// programIn is where [buildSite] leaves the command; the site's source is beside it.
func programIn(tmp string) string {
	if runtime.GOOS == "windows" {
		return filepath.Join(tmp, "bulletin.exe")
	}
	return filepath.Join(tmp, "bulletin")
}

// release makes a composed issue one that is published: it is no draft any more, has a
// pull quote, a text in a section and an editorial.
func release(name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var text strings.Builder
	for line := range strings.Lines(string(data)) {
		switch {
		case strings.HasPrefix(line, "draft:"):
		case strings.HasPrefix(line, "Viết nội dung"):
			text.WriteString("Lời ban biên tập[^1], xem [các câu chuyện](../stories/index.md).\n\n[^1]: Chú thích.\n")
		case strings.HasPrefix(line, "  - title: Văn bản mới"):
			text.WriteString(line + "    text: |\n      - Một văn bản\n")
		case strings.HasPrefix(line, "# quote:"):
			text.WriteString("quote: {text: Một câu, by: Của ai, item: ../stories/cai-thuoc-la.md}\n")
		case !strings.HasPrefix(line, "#"):
			text.WriteString(line)
		}
	}
	return os.WriteFile(name, []byte(text.String()), 0o666)
}

// copyInto copies a file, or all files below a folder.
func copyInto(to, from string) error {
	return filepath.WalkDir(from, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		dest := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(dest, 0o777)
		}
		if err := os.MkdirAll(filepath.Dir(dest), 0o777); err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(dest, data, 0o666)
	})
}
