package feed

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

var hanoi = time.FixedZone("", 7*3600)

func at(y int, m time.Month, d, h, min int) time.Time { return time.Date(y, m, d, h, min, 0, 0, hanoi) }

func sample() Feed {
	return Feed{
		Title: "Bản tin Chi bộ Cục THADS", Subtitle: "Sinh hoạt, câu chuyện & khen thưởng", Lang: "vi",
		HomeURL: "https://chibo.example/", SelfURL: "https://chibo.example/feeds/all",
		Author: "Chi bộ", Rights: "Lưu hành nội bộ", Generator: "bulletin 1.2.3",
		Items: []Item{
			{
				Title: "Sinh hoạt quý III <chuyên đề>", URL: "https://chibo.example/meetings/2020/quy-iii/?a=1&b=2",
				ID: "tag:chibo.example,2020:meetings/quy-iii", Published: at(2020, 7, 27, 8, 0), Updated: at(2020, 7, 28, 9, 30),
				Summary: "73 năm Ngày Thương binh – Liệt sĩ: 5 < 6 & đủ", ContentHTML: `<p>Tại <a href="https://chibo.example/x">Khu Di tích</a> 27/7 &amp; xã La Bằng ]]></p>`,
				Tags: []string{"chuyên đề", "27/7"}, Author: "Nguyễn Thị An",
			},
			{Title: "Cai thuốc lá", URL: "https://chibo.example/stories/cai-thuoc-la/", Summary: "Chuyện về Bác"},
		},
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// node is any XML element.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Kids    []node     `xml:",any"`
}

func parse(t testing.TB, data []byte) node {
	t.Helper()
	var n node
	d := xml.NewDecoder(strings.NewReader(string(data)))
	if err := d.Decode(&n); err != nil {
		t.Fatalf("not well-formed: %v\n%s", err, data)
	}
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return n
		}
		if space, ok := tok.(xml.CharData); err != nil || !ok || strings.TrimSpace(string(space)) != "" {
			t.Fatalf("after the document: %v %v", tok, err)
		}
	}
}

func (n node) all(name string) (found []node) {
	for _, k := range n.Kids {
		if k.XMLName.Local == name {
			found = append(found, k)
		}
	}
	return found
}

// one returns the single child of a name, as the formats demand.
func (n node) one(t testing.TB, name string) node {
	t.Helper()
	found := n.all(name)
	if len(found) != 1 {
		t.Fatalf("<%s> has %d <%s>, want 1", n.XMLName.Local, len(found), name)
	}
	return found[0]
}

func (n node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// checkAtom holds a document against RFC 4287.
func checkAtom(t testing.TB, data []byte, items int) node {
	t.Helper()
	f := parse(t, data)
	if f.XMLName != (xml.Name{Space: "http://www.w3.org/2005/Atom", Local: "feed"}) { // section 2
		t.Fatalf("root is %v", f.XMLName)
	}
	f.one(t, "id") // 4.1.1: exactly one id, title, updated; an author
	f.one(t, "title")
	f.one(t, "author").one(t, "name") // 3.2.1
	if len(f.all("link")) != 2 || f.all("link")[1].attr("rel") != "self" {
		t.Errorf("links: %+v", f.all("link"))
	}
	entries := f.all("entry")
	if len(entries) != items {
		t.Fatalf("%d entries, want %d", len(entries), items)
	}
	for _, n := range append(entries, f) {
		when := n.one(t, "updated").Text // 3.3: a date-time of RFC 3339
		if _, err := time.Parse(time.RFC3339, when); err != nil {
			t.Errorf("updated: %v", err)
		}
	}
	for _, e := range entries { // 4.1.2
		e.one(t, "id")
		e.one(t, "title")
		if l := e.one(t, "link"); l.attr("rel") != "alternate" {
			t.Errorf("link: %+v", l)
		}
		for _, c := range e.all("category") {
			if c.attr("term") == "" { // 4.2.2
				t.Errorf("category: %+v", c)
			}
		}
		if c := e.all("content"); len(c) > 1 || len(c) == 1 && c[0].attr("type") != "html" { // 4.1.3
			t.Errorf("content: %+v", c)
		}
	}
	return f
}

func TestAtom(t *testing.T) {
	f := sample()
	data := Atom(f)
	golden(t, "atom.xml", data)
	n := checkAtom(t, data, 2)
	if n.attr("lang") != "vi" {
		t.Errorf("xml:lang is %q", n.attr("lang"))
	}
	e := n.all("entry")[0]
	for name, want := range map[string]string{
		"title": f.Items[0].Title, "id": f.Items[0].ID, "summary": f.Items[0].Summary, "content": f.Items[0].ContentHTML,
		"published": "2020-07-27T08:00:00+07:00", "updated": "2020-07-28T09:30:00+07:00",
	} {
		if got := e.one(t, name).Text; got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if got := e.one(t, "link").attr("href"); got != f.Items[0].URL {
		t.Errorf("link is %q", got)
	}
}

// checkRSS holds a document against rssboard.org/rss-specification.
func checkRSS(t testing.TB, data []byte, items int) node {
	t.Helper()
	r := parse(t, data)
	if r.XMLName.Local != "rss" || r.attr("version") != "2.0" {
		t.Fatalf("root is %v", r)
	}
	c := r.one(t, "channel")
	c.one(t, "title") // "Required channel elements"
	c.one(t, "description")
	if links := c.all("link"); len(links) != 2 || links[1].XMLName.Space != "http://www.w3.org/2005/Atom" || links[1].attr("rel") != "self" {
		t.Errorf("links: %+v", links)
	}
	list := c.all("item")
	if len(list) != items {
		t.Fatalf("%d items, want %d", len(list), items)
	}
	for _, i := range list {
		i.one(t, "title") // "at least one of title or description"
		i.one(t, "link")
		if g := i.one(t, "guid"); g.attr("isPermaLink") == "true" && g.Text != i.one(t, "link").Text {
			t.Errorf("guid: %+v", g)
		}
		for _, d := range i.all("pubDate") {
			if _, err := time.Parse(time.RFC1123Z, d.Text); err != nil {
				t.Errorf("pubDate: %v", err)
			}
		}
	}
	return c
}

func TestRSS(t *testing.T) {
	f := sample()
	data := RSS(f)
	golden(t, "rss.xml", data)
	c := checkRSS(t, data, 2)
	if got := c.one(t, "language").Text; got != "vi" {
		t.Errorf("language is %q", got)
	}
	i := c.all("item")
	for name, want := range map[string]string{
		"pubDate": "Mon, 27 Jul 2020 08:00:00 +0700", "creator": "Nguyễn Thị An", "encoded": f.Items[0].ContentHTML,
		"description": "73 năm Ngày Thương binh – Liệt sĩ: 5 &lt; 6 &amp; đủ",
	} {
		if got := i[0].one(t, name).Text; got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if len(i[1].all("pubDate")) != 0 {
		t.Error("an item without a date has one")
	}
}

// checkJSON holds a document against jsonfeed.org/version/1.1.
func checkJSON(t testing.TB, data []byte, items int) map[string]any {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	if doc["version"] != "https://jsonfeed.org/version/1.1" || doc["title"] == nil {
		t.Errorf("top level: %v", doc)
	}
	list, ok := doc["items"].([]any)
	if !ok || len(list) != items {
		t.Fatalf("items: %v", doc["items"])
	}
	for _, i := range list {
		item := i.(map[string]any)
		_, html := item["content_html"].(string)
		_, text := item["content_text"].(string)
		if _, id := item["id"].(string); !id || !html && !text {
			t.Errorf("item: %v", item)
		}
		for _, key := range []string{"date_published", "date_modified"} {
			if when, ok := item[key].(string); ok {
				if _, err := time.Parse(time.RFC3339, when); err != nil {
					t.Error(err)
				}
			}
		}
	}
	return doc
}

func TestJSON(t *testing.T) {
	data := JSON(sample())
	golden(t, "feed.json", data)
	checkJSON(t, data, 2)
	checkJSON(t, JSON(Feed{}), 0)
}

func TestTimesThatFormatsCannotSay(t *testing.T) {
	saigon := time.FixedZone("LMT", 7*3600+6*60+30) // before 1911
	for _, c := range []struct {
		when time.Time
		want string
	}{
		{time.Date(1900, 1, 1, 7, 6, 30, 0, saigon), "1900-01-01T00:00:00Z"},
		{time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), "1970-01-01T00:00:00Z"},
		{time.Time{}, "1970-01-01T00:00:00Z"},
	} {
		n := checkAtom(t, Atom(Feed{Items: []Item{{Updated: c.when}}}), 1)
		if got := n.all("entry")[0].one(t, "updated").Text; got != c.want {
			t.Errorf("%v: %s, want %s", c.when, got, c.want)
		}
	}
}

func TestCharactersThatFormatsCannotCarry(t *testing.T) {
	for in, want := range map[string]string{
		"a\x00b\x08c\x1bd": "abcd", "Ng\xffọc": "Ngọc", "\ufffd giữ": "\ufffd giữ", "\ufffe\uffff": "", "a\tb\nc": "a\tb\nc",
		"a\r\nb": "a\r\nb", "😀 Đảng": "😀 Đảng", "\xed\xa0\x80": "", "]]>": "]]>", "&amp;": "&amp;",
	} {
		n := checkAtom(t, Atom(Feed{Title: in, Author: "x", HomeURL: in}), 0)
		if got := n.one(t, "title").Text; got != want {
			t.Errorf("text %q became %q, want %q", in, got, want)
		}
		if got := n.all("link")[0].attr("href"); got != want {
			t.Errorf("attribute %q became %q, want %q", in, got, want)
		}
	}
}

// FuzzFeeds: whatever the texts, the documents are well-formed and UTF-8.
func FuzzFeeds(f *testing.F) {
	for _, s := range []string{"", "Đảng ủy", "<&>\"'", "]]>", "\x00\xff\r\n", "\u2028", "<!--", "\ufffe"} {
		f.Add(s, s, int64(len(s))*1e9)
	}
	f.Fuzz(func(t *testing.T, a, b string, when int64) {
		in := Feed{
			Title: a, Subtitle: b, Lang: a, HomeURL: b, SelfURL: a, ID: b, Author: a, Rights: b, Generator: a,
			Items: []Item{{Title: b, URL: a, ID: b, Published: time.Unix(when, 0), Summary: a, ContentHTML: b, Tags: []string{a, b}, Author: b}, {Title: a}},
		}
		atom, rss, js := Atom(in), RSS(in), JSON(in)
		checkAtom(t, atom, 2)
		checkRSS(t, rss, 2)
		checkJSON(t, js, 2)
		maps := Sitemap([]URL{{Loc: a, LastMod: time.Unix(when, 0)}, {Loc: b}})
		parse(t, maps)
		robots := Robots{Disallow: []string{a, b}, Sitemaps: []string{a, b}}.Bytes()
		if n := strings.Count(string(robots), "\n"); n != 6 {
			t.Errorf("robots.txt has %d lines: %q", n, robots)
		}
		for _, data := range [][]byte{atom, rss, js, maps, robots} {
			if !utf8.Valid(data) {
				t.Errorf("not UTF-8: %q", data)
			}
		}
	})
}
