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

// File is one of several documents that belong together.
type File struct {
	Name string
	Data []byte
}

// The most that one sitemap may hold (sitemaps.org/protocol.html): addresses,
// and bytes before compression.
const (
	sitemapURLs  = 50_000
	sitemapBytes = 50 << 20
)

const sitemapNS = "http://www.sitemaps.org/schemas/sitemap/0.9"

// Sitemap writes sitemap.xml. When the pages are more than one sitemap may hold,
// that file is an index and the pages are in sitemap-1.xml, sitemap-2.xml, …,
// which will be found below base, an absolute address ending in a slash.
func Sitemap(urls []URL, base string) []File {
	return sitemap(urls, base, sitemapURLs, sitemapBytes)
}

func sitemap(urls []URL, base string, most, bytes int) []File {
	parts, latest := sitemapParts(urls, most, bytes)
	if len(parts) == 1 {
		return []File{{"sitemap.xml", parts[0]}}
	}
	var w xmlWriter
	w.declaration()
	w.start("sitemapindex", "xmlns", sitemapNS)
	files := make([]File, 1, 1+len(parts))
	for n, data := range parts {
		name := fmt.Sprintf("sitemap-%d.xml", n+1)
		files = append(files, File{name, data})
		w.start("sitemap")
		w.text("loc", ascii(base+name))
		if known(latest[n]) {
			w.text("lastmod", rfc3339(latest[n]))
		}
		w.end()
	}
	w.end()
	files[0] = File{"sitemap.xml", w.Bytes()}
	return files
}

// sitemapParts writes as many sitemaps as the pages need, at least one, and
// tells the latest time in each.
func sitemapParts(urls []URL, most, limit int) (parts [][]byte, latest []time.Time) {
	const closing = len("</urlset>\n")
	for {
		var w xmlWriter
		var newest time.Time
		w.declaration()
		w.start("urlset", "xmlns", sitemapNS)
		n := 0
		for n < len(urls) && n < most {
			before := w.Len()
			w.sitemapURL(urls[n])
			if n > 0 && w.Len()+closing > limit {
				w.Truncate(before)
				break
			}
			if t := urls[n].LastMod; known(t) && t.After(newest) {
				newest = t
			}
			n++
		}
		w.end()
		parts, latest = append(parts, w.Bytes()), append(latest, newest)
		if urls = urls[n:]; len(urls) == 0 {
			return parts, latest
		}
	}
}

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
