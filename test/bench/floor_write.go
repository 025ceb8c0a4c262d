package main

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// writeItem writes an item's page: facts, contents, body, the parts of its front
// matter, a few items of the same tag, neighbours.
func (f *floor) writeItem(it *entry) error {
	head, body, err := f.load(it)
	if err != nil {
		return err
	}
	d := desks.Get().(*desk)
	defer desks.Put(d)
	d.body.Reset()
	if err := d.md.Convert([]byte(body), &d.body); err != nil {
		return err
	}
	p := &d.page
	p.begin(it.path+"/index.html", it.title, it.summary, it.kind)
	p.raw(`<p class="kicker"><span>`, kind(it.kind).label(), "</span></p>\n<p class=\"item-date\"><time datetime=\"", it.date, `">`, it.date, "</time></p>\n<p class=\"lede\">")
	p.esc(it.summary)
	p.raw("</p>\n<div class=\"item-grid\">\n<div class=\"item-side\">\n")
	p.facts(it, head)
	p.contents(body)
	p.raw("</div>\n<div class=\"item-main\">\n<div class=\"prose\">\n")
	p.buf = append(p.buf, d.body.Bytes()...)
	p.raw("</div>\n")
	if err := p.parts(d, head); err != nil {
		return err
	}
	p.onward(it, f.byTag[it.tags[0]])
	p.end()
	return f.file(it.path+"/index.html", p.buf)
}

// onward adds an item's tags, others of its first one, and its neighbours.
func (p *page) onward(it *entry, same []*entry) {
	p.raw("<section class=\"tags\"><h2>Chủ đề</h2><ul>\n")
	for _, tag := range it.tags {
		p.raw("<li>")
		p.link("tags/"+asciiOf(tag), tag)
		p.raw("</li>\n")
	}
	p.raw("</ul></section>\n<section class=\"band\"><header class=\"band-head\"><h2>Bài liên quan</h2></header>\n<ul class=\"entries\">\n")
	for _, other := range same[:min(4, len(same))] {
		if other != it {
			p.card(other)
		}
	}
	p.raw("</ul></section>\n<nav class=\"neighbours\" aria-label=\"Bài liền kề\"><ul>\n")
	for _, near := range []*entry{it.older, it.newer} {
		if near != nil {
			p.raw("<li>")
			p.link(near.path, near.title)
			p.raw("</li>\n")
		}
	}
	p.raw("</ul></nav>\n</div>\n</div>\n")
}

// facts adds the single values of the front matter.
func (p *page) facts(it *entry, head map[string]value) {
	p.raw("<section class=\"facts\"><h2>Thông tin</h2>\n<dl>\n")
	for _, key := range []string{
		"date", "meeting_kind", "period", "start", "end", "mode", "chair", "secretary", "teller", "topic", "award", "recipient", "issuer", "signer", "decision_no",
	} {
		if v := head[key]; v.text != "" {
			p.raw(`<div class="fact fact-`, key, "\">\n<dt>", key, "</dt>\n<dd>")
			p.esc(v.text)
			p.raw("</dd>\n</div>\n")
		}
	}
	p.raw("</dl>\n</section>\n")
}

// contents adds the headings of a body that has three or more.
func (p *page) contents(body string) {
	if strings.Count(body, "\n## ") < 3 {
		return
	}
	p.raw("<nav class=\"toc\"><h2>Trong bài</h2>\n<ol>\n")
	for line := range strings.Lines(body) {
		if title, is := strings.CutPrefix(line, "## "); is {
			p.raw(`<li><a href="#`, asciiOf(strings.TrimSpace(title)), `">`)
			p.esc(strings.TrimSpace(title))
			p.raw("</a></li>\n")
		}
	}
	p.raw("</ol>\n</nav>\n")
}

// parts adds the lists and the texts of the front matter.
func (p *page) parts(d *desk, head map[string]value) error {
	for _, key := range []string{"attendance", "documents", "next_tasks", "votes", "conclusion", "quality", "source"} {
		for _, pairs := range head[key].maps {
			p.raw(`<section class="block `, key, `" aria-labelledby="sec_`, key, `"><h2 id="sec_`, key, `">`, key, "</h2>\n<dl class=\"counts\">\n")
			for _, one := range pairs {
				p.raw("<div><dt>", one.key, "</dt><dd>")
				p.esc(one.text)
				p.raw("</dd></div>\n")
			}
			p.raw("</dl></section>\n")
		}
	}
	for _, key := range []string{"lesson", "application", "commitment", "achievement"} {
		if v := head[key]; v.text != "" {
			d.body.Reset()
			if err := d.md.Convert([]byte(v.text), &d.body); err != nil {
				return err
			}
			p.raw(`<section class="block `, key, `" aria-labelledby="sec_`, key, `"><h2 id="sec_`, key, `">`, key, "</h2>\n<div class=\"prose\">")
			p.buf = append(p.buf, d.body.Bytes()...)
			p.raw("</div></section>\n")
		}
	}
	return nil
}

// listOf is a list over as many pages as it needs.
type listOf struct {
	folder, title string
	items         []*entry
}

// perPage is how many items a full page of a list has.
const perPage = 20

// numbered is how many numbered pages a list has: full ones, from the oldest
// item. The rest stands in front.
func (l listOf) numbered() int { return max(0, len(l.items)/perPage-1) }

func (l listOf) newest() []*entry { return l.items[:len(l.items)-l.numbered()*perPage] }

// writeList writes a list as the program numbers its pages.
func (f *floor) writeList(l listOf) error {
	p := &page{}
	p.begin(l.folder+"/index.html", l.title, siteAbout, l.folder)
	p.cards(l.newest())
	p.end()
	if err := f.file(l.folder+"/index.html", p.buf); err != nil {
		return err
	}
	return f.writeNumbered(l)
}

// writeNumbered writes a list's numbered pages.
func (f *floor) writeNumbered(l listOf) error {
	d := desks.Get().(*desk)
	defer desks.Put(d)
	p := &d.page
	for number := l.numbered(); number >= 1; number-- {
		first := len(l.items) - number*perPage
		name, items := path.Join(l.folder, "page", strconv.Itoa(number), "index.html"), l.items[first:first+perPage]
		p.begin(name, l.title, siteAbout, l.folder)
		p.cards(items)
		p.raw("<nav class=\"pager\"><ul>\n<li>")
		p.link(path.Join(l.folder, "page", strconv.Itoa(max(1, number-1))), "Cũ hơn")
		p.raw("</li>\n</ul></nav>\n")
		p.end()
		if err := f.file(name, p.buf); err != nil {
			return err
		}
	}
	return nil
}

func (p *page) cards(items []*entry) {
	p.raw("<ul class=\"entries\">\n")
	for _, it := range items {
		p.card(it)
	}
	p.raw("</ul>\n")
}

// writeYear writes a year's page, with the newest of each kind, and the numbered
// pages of those kinds that have more.
func (f *floor) writeYear(year string, items []*entry) error {
	p := &page{}
	name := "years/" + year
	p.begin(name+"/index.html", "Năm "+year, siteAbout, "")
	for _, k := range kinds {
		l := listOf{folder: path.Join(name, string(k)), title: k.label() + " năm " + year}
		for _, it := range items {
			if it.kind == string(k) {
				l.items = append(l.items, it)
			}
		}
		p.cards(l.newest())
		if err := f.writeNumbered(l); err != nil {
			return err
		}
	}
	p.end()
	if slices.ContainsFunc(items, func(it *entry) bool { return it.kind != string(news) }) {
		if err := f.writeReport(year, items); err != nil {
			return err
		}
	}
	return f.file(name+"/index.html", p.buf)
}

// The parts of a report beside its rows: the bars, points and labels of its charts,
// and the words of its sections.
const reportMarks = 150

// writeReport writes a page about as long as a year's report: charts, a grid of months,
// a row for each record, and the lists of what is counted.
func (f *floor) writeReport(year string, items []*entry) error {
	p := &page{}
	name := "years/" + year + "/report/index.html"
	p.begin(name, "Báo cáo năm "+year, siteAbout, "")
	var counted []*entry
	for _, it := range items {
		if it.kind != string(news) {
			counted = append(counted, it)
		}
	}
	for n := range reportMarks {
		p.buf = fmt.Appendf(p.buf, "<g><title>Tháng %d: %d</title><rect class=\"chart-1\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"14\"/><text x=\"4\" y=\"%d\" font-size=\"12\">%d</text></g>\n",
			n%12+1, len(counted), n, 2*n, 3*n, 2*n, len(counted))
	}
	for month := range 12 {
		p.buf = fmt.Appendf(p.buf, "<tr><th scope=\"row\">Tháng %d</th>", month+1)
		for range 7 {
			p.buf = fmt.Appendf(p.buf, "<td class=\"align-right\">%d</td>", len(counted))
		}
		p.raw("</tr>\n")
	}
	for range 4 {
		for _, it := range counted {
			p.raw("<tr><th scope=\"row\">" + it.date + "</th><td>")
			p.link(it.path, it.title)
			p.raw("</td></tr>\n")
		}
	}
	p.end()
	return f.file(name, p.buf)
}

const yearsPage = "years/index.html"

// writeRest writes the years, the home page, the pages of all years and all tags
// and the files for other programs.
func (f *floor) writeRest(lists []listOf) error {
	years := slices.Sorted(maps.Keys(f.byYear))
	if err := inParallel(len(years), func(i int) error { return f.writeYear(years[i], f.byYear[years[i]]) }); err != nil {
		return err
	}
	p := &page{}
	p.begin(yearsPage, "Các năm", siteAbout, "")
	for _, year := range years {
		p.link("years/"+year, year)
	}
	p.end()
	if err := f.file(yearsPage, p.buf); err != nil {
		return err
	}
	slices.SortFunc(lists, func(a, b listOf) int { return strings.Compare(a.folder, b.folder) })
	for name, title := range map[string]string{"index.html": siteTitle, "tags/index.html": "Chủ đề", "404.html": "Không tìm thấy trang"} {
		p.begin(name, title, siteAbout, "")
		p.cards(f.items[:min(20, len(f.items))])
		for _, l := range lists {
			p.link(l.folder, l.title)
		}
		p.end()
		if err := f.file(name, p.buf); err != nil {
			return err
		}
	}
	return f.writeFeeds(lists)
}

// calendarMost is how many meetings bulletin's calendar holds, the newest.
const calendarMost = 1000

// writeFeeds writes files about as long as the feeds, the sitemap and the
// calendar.
func (f *floor) writeFeeds(lists []listOf) error {
	var sitemap, calendar, feed bytes.Buffer
	events := 0
	for i, it := range f.items {
		fmt.Fprintf(&sitemap, "<url><loc>%s%s/</loc><lastmod>%s</lastmod></url>\n", baseURL, it.path, it.date)
		if it.kind == string(meetings) && events < calendarMost {
			events++
			fmt.Fprintf(&calendar, "BEGIN:VEVENT\r\nUID:%s\r\nDTSTART:%s\r\nSUMMARY:%s\r\nDESCRIPTION:%s\r\nURL:%s%s/\r\nEND:VEVENT\r\n",
				it.path, it.date, it.title, it.summary, baseURL, it.path)
		}
		if i < 20 {
			fmt.Fprintf(&feed, "<entry><title>%s</title><link href=\"%s%s/\"/><summary>%s</summary></entry>\n", it.title, baseURL, it.path, it.summary)
		}
	}
	for _, l := range lists {
		fmt.Fprintf(&sitemap, "<url><loc>%s%s/</loc></url>\n", baseURL, l.folder)
	}
	for name, text := range map[string][]byte{
		"sitemap.xml": sitemap.Bytes(), "calendar.ics": calendar.Bytes(), "atom.xml": feed.Bytes(), "rss.xml": feed.Bytes(),
		"feed.json": feed.Bytes(), "robots.txt": []byte("User-agent: *\n"), "main.css": []byte("main{}\n"),
	} {
		if err := f.file(name, text); err != nil {
			return err
		}
	}
	return nil
}
