package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// body is an item's Markdown, about 3 KB: paragraphs under two to four
// headings, lists, now and then a table or a quotation, emphasis, one or two
// links to earlier items and some to other hosts.
func (w *writer) body(it item) string {
	rng := random(it.number, streamBody)
	var b strings.Builder
	b.WriteString(w.paragraph(rng))
	names := rng.Perm(len(headings))[:2+rng.IntN(3)]
	length := 1700 + rng.IntN(1000)
	for n, name := range names {
		fmt.Fprintf(&b, "\n\n## %s\n\n%s", headings[name], w.paragraph(rng))
		if n == 0 {
			b.WriteString(w.links(it, rng))
		}
		switch rng.IntN(8) {
		case 0, 1, 2, 3:
			b.WriteString("\n\n" + w.list(rng))
		case 4:
			b.WriteString("\n\n" + w.table(rng))
		case 5:
			b.WriteString("\n\n> " + w.sentence(rng))
		}
		for b.Len() < length*(n+1)/len(names) {
			b.WriteString("\n\n" + w.paragraph(rng))
		}
	}
	b.WriteString("\n")
	return b.String()
}

// paragraph is two or three sentences, at times with emphasis.
func (w *writer) paragraph(rng *rand.Rand) string {
	parts := make([]string, 2+rng.IntN(2))
	for i := range parts {
		parts[i] = w.sentence(rng)
	}
	switch rng.IntN(4) {
	case 0:
		parts = append(parts, "Chi bộ xác định **"+pick(rng, works)+"** là việc trọng tâm.")
	case 1:
		parts = append(parts, "Nhiều ý kiến nhắc đến *"+pick(rng, topics)+"*.")
	}
	return strings.Join(parts, " ")
}

// list is three to five points, numbered or not.
func (w *writer) list(rng *rand.Rand) string {
	var b strings.Builder
	numbered := rng.IntN(2) == 0
	for n := range 3 + rng.IntN(3) {
		mark := "-"
		if numbered {
			mark = strconv.Itoa(n+1) + "."
		}
		fmt.Fprintf(&b, "%s %s %s;\n", mark, w.capital(pick(rng, works)), pick(rng, manners))
	}
	return strings.TrimSuffix(b.String(), ";\n") + "."
}

// table is three to six rows of figures.
func (w *writer) table(rng *rand.Rand) string {
	var b strings.Builder
	b.WriteString("| Nội dung | Kế hoạch | Thực hiện |\n| --- | ---: | ---: |\n")
	for range 3 + rng.IntN(4) {
		planned := 10 + rng.IntN(90)
		fmt.Fprintf(&b, "| %s | %d | %d |\n", w.capital(pick(rng, tasks)), planned, planned-rng.IntN(9))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// links are sentences with one or two links to earlier items, and now and then
// one to another host.
func (w *writer) links(it item, rng *rand.Rand) string {
	text := ""
	for n := range 1 + rng.IntN(2) {
		other, ok := w.earlier(it, rng, "")
		if !ok {
			break
		}
		lead := [...]string{" Xem thêm", " Nội dung này tiếp nối"}[n]
		text += fmt.Sprintf("%s [%s](%s).", lead, other.title, other.link())
	}
	if rng.IntN(3) == 0 {
		text += fmt.Sprintf(" Văn bản đăng tại [trang thông tin của cấp trên](https://example.org/van-ban/%d).", 100+rng.IntN(9000))
	}
	return text
}

// earlier finds an item before this one, of a kind if one is named; ok is false
// when a few attempts find none. Only earlier ones are referred to, so that an
// item does not depend on how many there are.
func (w *writer) earlier(it item, rng *rand.Rand, of kind) (found item, ok bool) {
	for range 4 {
		if it.number == 0 {
			break
		}
		if found = w.itemAt(rng.IntN(it.number)); of == "" || found.kind == of {
			return found, true
		}
	}
	return item{}, false
}

// sentence is one sentence of the lexicon.
func (w *writer) sentence(rng *rand.Rand) string {
	return w.capital(w.expand(rng, pick(rng, sentences)))
}

// expand fills a pattern's gaps, and the gaps in what fills them.
func (w *writer) expand(rng *rand.Rand, pattern string) string {
	var b strings.Builder
	for {
		before, rest, gap := strings.Cut(pattern, "{")
		b.WriteString(before)
		if !gap {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		if name == "#" {
			b.WriteString(strconv.Itoa(3 + rng.IntN(60)))
		} else {
			b.WriteString(w.expand(rng, pick(rng, w.words[name])))
		}
		pattern = after
	}
}

// capital begins a text with a capital letter.
func (w *writer) capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
