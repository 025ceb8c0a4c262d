package feed

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestSitemap(t *testing.T) {
	files := Sitemap([]URL{
		{Loc: "https://chibo.example/?a=1&b=2", LastMod: at(2020, 12, 31, 23, 59)},
		{Loc: "https://chibo.example/meetings/", LastMod: at(2020, 7, 27, 0, 0), Day: true},
		{Loc: "https://chibo.example/giới thiệu/"},
	}, "https://chibo.example/")
	if len(files) != 1 || files[0].Name != "sitemap.xml" {
		t.Fatalf("files: %v", files)
	}
	golden(t, "sitemap.xml", files[0].Data)
	if empty := Sitemap(nil, ""); len(empty) != 1 || parse(t, empty[0].Data).XMLName.Space != sitemapNS {
		t.Errorf("no pages: %v", empty)
	}
}

// Neither limit is passed, no page is lost, and the index names every part.
func TestSitemapIsSplit(t *testing.T) {
	var urls []URL
	for i := range 25 {
		urls = append(urls, URL{Loc: fmt.Sprintf("https://x.example/%d/", i), LastMod: at(2020, 1, 1+i, 0, 0), Day: i%2 == 0})
	}
	for _, c := range []struct{ most, bytes, parts int }{
		{25, 1 << 20, 1}, {24, 1 << 20, 2}, {10, 1 << 20, 3}, {1, 1 << 20, 25}, {100, 1000, 3}, {100, 1, 25},
	} {
		files := sitemap(urls, "https://x.example/", c.most, c.bytes)
		if c.parts == 1 {
			if len(files) != 1 {
				t.Errorf("%v: %d files", c, len(files))
			}
			continue
		}
		if len(files) != c.parts+1 || files[0].Name != "sitemap.xml" {
			t.Fatalf("%v: %d files", c, len(files))
		}
		index := parse(t, files[0].Data)
		n := 0
		for i, f := range files[1:] {
			part := index.all("sitemap")[i]
			if loc := part.one(t, "loc").Text; loc != "https://x.example/"+f.Name {
				t.Errorf("%v: part %d is at %s", c, i, loc)
			}
			pages := parse(t, f.Data).all("url")
			if len(pages) > c.most || len(f.Data) > c.bytes && len(pages) > 1 {
				t.Errorf("%v: part %d has %d pages, %d bytes", c, i, len(pages), len(f.Data))
			}
			for _, p := range pages {
				if got := p.one(t, "loc").Text; got != urls[n].Loc {
					t.Errorf("%v: page %d is %s", c, n, got)
				}
				n++
			}
			if got, want := part.one(t, "lastmod").Text, urls[n-1].LastMod.Format(time.RFC3339); got != want {
				t.Errorf("%v: part %d changed %s, want %s", c, i, got, want)
			}
		}
		if n != len(urls) {
			t.Errorf("%v: %d pages", c, n)
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
