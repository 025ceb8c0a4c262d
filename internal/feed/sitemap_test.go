package feed

import (
	"strings"
	"testing"
	"time"
)

func TestSitemap(t *testing.T) {
	golden(t, "sitemap.xml", Sitemap([]URL{
		{Loc: "https://chibo.example/?a=1&b=2", LastMod: at(2020, 12, 31, 23, 59)},
		{Loc: "https://chibo.example/meetings/", LastMod: at(2020, 7, 27, 0, 0), Day: true},
		{Loc: "https://chibo.example/giới thiệu/"},
	}))
	if empty := Sitemap(nil); parse(t, empty).XMLName.Space != sitemapNS {
		t.Errorf("no pages: %s", empty)
	}
}

// One file as long as the protocol and its own bound allow, then parts and an
// index that names each.
func TestSitemapIsSplit(t *testing.T) {
	for pages, want := range map[int]int{0: 0, 1: 0, SitemapMost: 0, SitemapMost + 1: 2, 3 * SitemapMost: 3} {
		index, parts := SitemapNames(pages)
		if index != "sitemap.xml" || len(parts) != want {
			t.Errorf("%d pages: %s and %d parts, want %d", pages, index, len(parts), want)
		}
	}
	_, parts := SitemapNames(2*SitemapMost + 1)
	latest := []time.Time{at(2020, 1, 2, 0, 0), {}, at(2021, 3, 4, 5, 6)}
	index := parse(t, SitemapIndex("https://x.example/", parts, latest)).all("sitemap")
	if len(index) != len(parts) {
		t.Fatalf("the index has %d parts, want %d", len(index), len(parts))
	}
	for i, part := range index {
		if loc := part.one(t, "loc").Text; loc != "https://x.example/"+parts[i] {
			t.Errorf("part %d is at %s", i, loc)
		}
		if got := len(part.all("lastmod")); (got == 1) != !latest[i].IsZero() {
			t.Errorf("part %d: %d times", i, got)
		}
	}
}

func TestRobots(t *testing.T) {
	for _, c := range []struct {
		r    Robots
		want string
	}{
		{Robots{}, "User-agent: *\nDisallow:\n"},
		{
			Robots{[]string{"/nội bộ/", "kho/", "/a#b\nAllow: /"}, []string{"https://x.example/sitemap.xml"}},
			"User-agent: *\nDisallow: /n%E1%BB%99i%20b%E1%BB%99/\nDisallow: /kho/\nDisallow: /a%23bAllow:%20/\n\nSitemap: https://x.example/sitemap.xml\n",
		},
	} {
		if got := string(c.r.Bytes()); got != c.want {
			t.Errorf("got\n%swant\n%s", got, strings.TrimSuffix(c.want, "\n"))
		}
	}
}
