package browser

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestSoundSite holds a small site without faults to every check, so that a
// fault found in the sample site is the site's and not the check's.
func TestSoundSite(t *testing.T) { stand(t, copied(t, "testdata/sound")) }

// copied puts a small site where its address needs escaping.
func copied(t *testing.T, dir string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), awkwardName)
	if err := os.CopyFS(out, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return out
}

// copyLatin copies one of the default theme's typefaces: the part that holds
// the letters of English, and not those of Vietnamese.
func copyLatin(t *testing.T, to string) {
	t.Helper()
	const pattern = "../../themes/default/assets/fonts/*-latin.woff2"
	found, err := filepath.Glob(pattern)
	if err != nil || len(found) == 0 {
		t.Fatalf("no typeface at %s (%v)", pattern, err)
	}
	text, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestChecksSeeFaults gives the checks a site with one page for each fault: a
// check that finds nothing there proves nothing elsewhere.
func TestChecksSeeFaults(t *testing.T) {
	dir := copied(t, "testdata/faulty")
	copyLatin(t, filepath.Join(dir, "latin.woff2"))
	tr, err := readTree(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	l := newLooker(t, tr)
	links := []string{
		`links.html: a href="khong-co.html" leads nowhere`,
		`links.html: a href="index.html#khong-co" leads nowhere`,
		`links.html: a href="javascript:void(0)" is script`,
		`links.html: img src="https://elsewhere.example/a.png" is fetched from another host`,
		`links.html: img srcset="khong-co.png" leads nowhere`,
		`style.css: css url="missing.woff2" leads nowhere`,
	}
	for _, c := range []struct {
		name  string
		check func() []string
		want  []string // beginnings of problems
	}{
		{"links/http", func() []string { return tr.checkLinks(settings[0]) }, append(slices.Clone(links),
			`links.html: a href="../ngoai.html" leads nowhere`)},
		{"links/sub-path", func() []string { return tr.checkLinks(settings[1]) }, append(slices.Clone(links),
			`links.html: a href="/index.html" leaves the site's folder`,
			`links.html: a href="../ngoai.html" leaves the site's folder`)},
		{"links/file", func() []string { return tr.checkLinks(settings[2]) }, append(slices.Clone(links),
			`links.html: a href="/index.html" leaves the site's folder`,
			`links.html: a href="../ngoai.html" leaves the site's folder`,
			`links.html: a href="tin/" leads to a folder`)},
		{"reachable", tr.checkReachable, []string{"mo-coi.html: no links lead here"}},
		{"html", func() []string { return tr.checkHTML(t.Context(), t.TempDir()) }, []string{
			"invalid.html:15:33: Stray end tag",
			"invalid.html:16:8: Duplicate ID",
			"colours.html:17:2: <img> is missing required \"alt\"",
			"policy.html:15:4: Inline style is not allowed",
		}},
		{"visit/http", func() []string { return l.checkVisits(l.atRoot) }, []string{
			"asks.html: asks for https://elsewhere.example/pixel.gif",
			"links.html: asks for https://elsewhere.example/a.png",
			"policy.html: browser: Applying inline style violates",
			"policy.html: browser: Executing inline script violates",
			`throws.html: console.error: hỏng rồi`,
			"throws.html: exception: Uncaught Error: không chạy được",
		}},
		{"visit/sub-path", func() []string { return l.checkVisits(l.atSubPath) }, []string{
			"asks.html: asks for https://elsewhere.example/pixel.gif",
		}},
		{"visit/file", func() []string { return l.checkVisits(l.fromFile) }, []string{
			"asks.html: asks for https://elsewhere.example/api",
			"throws.html: exception: Uncaught Error: không chạy được",
		}},
		{"axe", l.checkAxe, []string{
			"wide.html: light, 360 px: is 516 pixels wide in a window of 360: div.wide",
			"colours.html: light, 360 px: axe color-contrast",
			"colours.html: dark, 1280 px: axe color-contrast",
			"colours.html: light, 1280 px: axe image-alt",
			"colours.html: light, 360 px: axe target-size",
		}},
		{"no script", l.checkWithoutScript, []string{"writes.html: shows "}},
		{"keyboard", l.checkKeyboard, []string{
			`focus.html: 360 px: a "không viền" does not show that it has the focus`,
			`focus.html: 1280 px: a "ngoài cửa sổ" takes the focus outside the window`,
			`focus.html: 360 px: a "vô hình" takes the focus unseen`,
			`focus.html: 1280 px: a "bị che" has the focus behind div`,
		}},
		{"typefaces", l.checkTypefaces, []string{
			`letters.html: "Uỷ ban tỉnh Thái Nguyên" is set in`,
			"index.html: none of",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := c.check()
			for _, w := range c.want {
				if !slices.ContainsFunc(found, func(f string) bool { return strings.HasPrefix(f, w) }) {
					t.Errorf("not found: %s\namong:\n%s", w, strings.Join(found, "\n"))
				}
			}
		})
	}
}

// TestHeavyHomeIsSeen makes the home page's parts heavier than they may be.
func TestHeavyHomeIsSeen(t *testing.T) {
	tr, err := readTree("testdata/sound", "")
	if err != nil {
		t.Fatal(err)
	}
	tr.files["style.css"] = maxHome/2 + 1
	tr.files["site.js"] = maxHome / 2
	if found := tr.checkWeight(); len(found) != 1 {
		t.Errorf("got %q", found)
	}
}

// TestAddressesAreFollowed gives a site an address of its own.
func TestAddressesAreFollowed(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("index.html", `<link rel="canonical" href="https://x.example/b/"><a href="https://x.example/b/gone.html">1</a>`)
	write("feed.xml", `<link href="https://x.example/b/index.html#no"/><link href="https://x.example/c/"/>`)
	write("cal.ics", "URL:https://x.example/b/also-\r\n gone.html\r\n")
	write("broken.xml", "<a><b></a>")
	write("broken.json", "{]")
	tr, err := readTree(dir, "https://x.example/b/")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`cal.ics: address="https://x.example/b/also-gone.html" leads nowhere: there is no also-gone.html`,
		`feed.xml: address="https://x.example/b/index.html#no" leads nowhere: index.html has no id "no"`,
		`index.html: address="https://x.example/b/gone.html" leads nowhere: there is no gone.html`,
	}
	found := tr.checkAddresses()
	slices.Sort(found)
	if !slices.Equal(found, want) {
		t.Errorf("got %q", found)
	}
	if found := tr.checkLinks(settings[2]); len(found) != 1 {
		t.Errorf("links: got %q", found)
	}
	if found := tr.checkData(); len(found) != 2 {
		t.Errorf("data: got %q", found)
	}
}
