package feed

import (
	"fmt"
	"strings"
	"time"
)

// URL is one page of a sitemap.
type URL struct {
	Loc     string    // absolute
	LastMod time.Time // zero = unknown
	Day     bool      // LastMod is a date without a time of day
}

// SitemapMost is the most pages of one sitemap: a fifth of what the protocol
// allows (sitemaps.org/protocol.html), so that its 50 MB are not passed by
// addresses of up to 5 KB each, and a new page makes a small file anew.
const SitemapMost = 10_000

const sitemapNS = "http://www.sitemaps.org/schemas/sitemap/0.9"

// SitemapNames are the files that so many pages take: sitemap.xml, and when that
// is an index, the parts it names: sitemap-1.xml, sitemap-2.xml, …
func SitemapNames(pages int) (index string, parts []string) {
	if pages > SitemapMost {
		for n := 1; n <= (pages+SitemapMost-1)/SitemapMost; n++ {
			parts = append(parts, fmt.Sprintf("sitemap-%d.xml", n))
		}
	}
	return "sitemap.xml", parts
}

// Sitemap writes one sitemap of at most [SitemapMost] pages.
func Sitemap(urls []URL) []byte {
	var w xmlWriter
	w.Grow(urlMost * (len(urls) + 2))
	w.declaration()
	w.start("urlset", "xmlns", sitemapNS)
	for _, u := range urls {
		w.sitemapURL(u)
	}
	w.end()
	return w.Bytes()
}

// SitemapIndex writes the index of the parts, which will be found below base, an
// absolute address ending in a slash. latest is the newest time in each part.
func SitemapIndex(base string, parts []string, latest []time.Time) []byte {
	var w xmlWriter
	w.declaration()
	w.start("sitemapindex", "xmlns", sitemapNS)
	for n, name := range parts {
		w.start("sitemap")
		w.text("loc", ascii(base+name))
		if known(latest[n]) {
			w.text("lastmod", rfc3339(latest[n]))
		}
		w.end()
	}
	w.end()
	return w.Bytes()
}

// urlMost is what most pages need, in bytes.
const urlMost = 160

func (w *xmlWriter) sitemapURL(u URL) {
	w.start("url")
	w.text("loc", ascii(u.Loc))
	switch {
	case known(u.LastMod) && u.Day:
		w.text("lastmod", u.LastMod.Format(time.DateOnly))
	case known(u.LastMod):
		w.text("lastmod", rfc3339(u.LastMod))
	}
	w.end()
}

// Robots is what robots.txt says, to every robot alike (RFC 9309).
type Robots struct {
	Disallow []string // paths from the server's root, each with all below it; none = everything is allowed
	Sitemaps []string // absolute addresses
}

// Bytes writes robots.txt.
func (r Robots) Bytes() []byte {
	var b strings.Builder
	b.WriteString("User-agent: *\n")
	if len(r.Disallow) == 0 {
		b.WriteString("Disallow:\n")
	}
	for _, p := range r.Disallow {
		b.WriteString("Disallow: " + robotsPath(p) + "\n")
	}
	for i, s := range r.Sitemaps {
		if i == 0 {
			b.WriteByte('\n')
		}
		b.WriteString("Sitemap: " + ascii(s) + "\n")
	}
	return []byte(b.String())
}

// robotsPath writes a path as robots compare it: octets outside ASCII, and the
// one that begins a comment, as %XX (RFC 9309, section 2.2.2).
func robotsPath(p string) string {
	return "/" + strings.ReplaceAll(strings.TrimPrefix(ascii(p), "/"), "#", "%23")
}
