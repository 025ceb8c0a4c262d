package chart

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func (s seen) check(t *rapid.T, f Frame, svg string) {
	id := identifier(f.ID)
	known := map[string]bool{}
	for _, i := range s.ids {
		if known[i] || !strings.HasPrefix(i, id+"-") {
			t.Fatalf("id %q twice, or without its prefix", i)
		}
		known[i] = true
	}
	for _, r := range s.refs {
		if !known[r] {
			t.Fatalf("%q names nothing", r)
		}
	}
	w, h := s.viewBox[2], s.viewBox[3]
	for _, b := range append(append([]box{}, s.letters...), s.other...) {
		const slip = 0.6
		if b.w < 0 || b.h < 0 || b.x < -slip || b.y < -slip || b.x+b.w > w+slip || b.y+b.h > h+slip {
			t.Fatalf("%+v leaves the view box %v\n%s", b, s.viewBox, svg)
		}
	}
	for i, b := range s.letters {
		for j, o := range s.letters[:i] {
			inner := box{b.x + 0.3, b.y + 0.3, b.w - 0.6, b.h - 0.6}
			if b.w > 0.6 && inner.overlaps(o) {
				t.Fatalf("%q lies on %q\n%s", s.texts[i], s.texts[j], svg)
			}
		}
	}
	for _, bad := range []string{"NaN", "Inf", "style=", "<script", "javascript:"} {
		if strings.Contains(strings.Join(append(attributes(svg), s.hrefs...), "\n"), bad) {
			t.Fatalf("%s in\n%s", bad, svg)
		}
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)

func attributes(svg string) []string { return tags.FindAllString(svg, -1) }

func anyText() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"", "T1", "Tháng 12", "2020", "Hoàn thành xuất sắc nhiệm vụ", "<b>&amp;\"'", "]]>", "a\x00b\xff\u2028", strings.Repeat("rất dài ", 40), strings.Repeat("Nghiêng", 30), "字\U0001F600"}),
		rapid.String(),
	)
}

func anyValue() *rapid.Generator[Value] {
	return rapid.Custom(func(t *rapid.T) Value {
		n := rapid.OneOf(
			rapid.Map(rapid.IntRange(0, 30), func(i int) float64 { return float64(i) }),
			rapid.Float64Range(0, 100), rapid.Float64(),
			rapid.SampledFrom([]float64{0, -1, 1e9, 123456789.25, math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64, math.Inf(1), math.NaN()}),
		).Draw(t, "number")
		return Value{
			Number: n, Known: rapid.IntRange(0, 4).Draw(t, "known") > 0,
			Text: rapid.SampledFrom([]string{"", "", "", "21/22", "<1>"}).Draw(t, "text"),
			Href: rapid.SampledFrom([]string{"", "", "#x", "../a b/?q=\"<", "javascript:alert(1)", "\tjava\nscript:x", "//evil.vn", `\\evil`, "https://a.vn/"}).Draw(t, "href"),
			Hint: rapid.SampledFrom([]string{"", "<&>"}).Draw(t, "hint"),
		}
	})
}

func anyFrame(t *rapid.T) Frame {
	return Frame{
		ID: anyText().Draw(t, "id"), Title: anyText().Draw(t, "title"), Desc: anyText().Draw(t, "desc"), Lang: rapid.SampledFrom([]string{"", "vi", "en"}).Draw(t, "lang"),
		Percent: rapid.Bool().Draw(t, "percent"), NoData: anyText().Draw(t, "none"), Unknown: rapid.SampledFrom([]string{"", "chưa rõ", "chưa đủ dữ liệu để nói " + strings.Repeat("gì ", 40)}).Draw(t, "unknown"),
	}
}

func TestAnyBars(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Bars{Frame: anyFrame(t)}
		for range rapid.IntRange(0, 14).Draw(t, "bars") {
			c.Bars = append(c.Bars, Bar{anyText().Draw(t, "label"), anyValue().Draw(t, "value"), rapid.Bool().Draw(t, "strong")})
		}
		for name, draw := range map[string]func(Bars) string{"rows": Rows, "columns": Columns} {
			svg := draw(c)
			s := read(t, svg)
			s.check(t, c.Frame, svg)
			if draw(c) != svg {
				t.Fatal("the same bars gave other bytes")
			}
			s.printed(t, name, c.Frame, c.values(), true)
		}
	})
}

func TestAnyGrid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Grid{Frame: anyFrame(t), Series: rapid.SliceOfN(anyText(), 0, 4).Draw(t, "series")}
		for range rapid.IntRange(0, 14).Draw(t, "rows") {
			c.Rows = append(c.Rows, Row{anyText().Draw(t, "label"), rapid.SliceOfN(anyValue(), 0, 5).Draw(t, "values")})
		}
		for name, draw := range map[string]func(Grid) string{"line": Line, "groups": Groups, "stack": Stack} {
			svg := draw(c)
			s := read(t, svg)
			s.check(t, c.Frame, svg)
			if draw(c) != svg {
				t.Fatal("the same grid gave other bytes")
			}
			s.printed(t, name, c.Frame, c.values(), name != "stack") // which leaves out zeros
		}
	})
}

// printed checks that every known value can be read, and heard.
func (s seen) printed(t *rapid.T, name string, f Frame, values []Value, zeros bool) {
	if !anyKnown(values) {
		if len(s.other) != 1 || !strings.Contains(s.desc, or(f.NoData, "–")) {
			t.Fatalf("%s draws what it has no data of", name)
		}
		return
	}
	for _, v := range values {
		if !v.known() {
			continue
		}
		text := f.print(v)
		if !strings.Contains(s.desc, text) {
			t.Fatalf("%s does not say %s", name, text)
		}
		if (zeros || v.Number != 0) && !strings.Contains("\n"+strings.Join(s.texts, "\n")+"\n", "\n"+text+"\n") {
			t.Fatalf("%s does not print %s", name, text)
		}
	}
}

func TestLineBreaksWhereNothingIsKnown(t *testing.T) {
	c := Grid{Frame: frame("a", "A"), Series: []string{"s"}}
	for i, m := range Months("vi") {
		v := Of(float64(90 + i%3))
		if i == 3 || i == 5 || i == 8 {
			v = Value{}
		}
		c.Rows = append(c.Rows, Row{m, []Value{v}})
	}
	svg := Line(c)
	// 1–3, 7–8 and 10–12 are joined; 5 is a point by itself.
	if got := strings.Count(svg, `class="chart-line-1" d="M`); got != 3 {
		t.Errorf("%d stretches, want 3\n%s", got, svg)
	}
	if got := strings.Count(svg, `class="chart-1 chart-line-1"`); got != 9 {
		t.Errorf("%d points, want 9", got)
	}
}

func TestNumbersAreWrittenTheVietnameseWay(t *testing.T) {
	for _, c := range []struct {
		value   Value
		percent bool
		vi, en  string
	}{
		{Share(21, 22), true, "95,5%", "95.5%"},
		{Share(9999, 10000), true, "99,9%", "99.9%"},
		{Share(1, 100000), true, "0,1%", "0.1%"},
		{Share(29, 80), true, "36,3%", "36.3%"},
		{Of(0.35), true, "0,4%", "0.4%"},
		{Of(100), true, "100%", "100%"},
		{Of(-12.5), true, "-12,5%", "-12.5%"},
		{Of(1234567.5), false, "1.234.567,5", "1,234,567.5"},
		{Of(1e300), false, "1,00e+300", "1.00e+300"},
		{Value{Number: 5, Known: true, Text: "5 ★"}, false, "5 ★", "5 ★"},
		{Share(1, 0), true, "–", "–"},
		{Of(math.NaN()), false, "–", "–"},
	} {
		vi, en := Frame{Percent: c.percent}.print(c.value), Frame{Percent: c.percent, Lang: "en"}.print(c.value)
		if vi != c.vi || en != c.en {
			t.Errorf("%+v: %q and %q, want %q and %q", c.value, vi, en, c.vi, c.en)
		}
	}
}

func TestLinksStayInside(t *testing.T) {
	for href, want := range map[string]string{
		"../a/index.html": "../a/index.html", "#b": "#b", "a?x=1:2": "a?x=1:2", "./x:y": "./x:y", "/a": "/a", " a b ": "a%20b",
		"https://a.vn": "", "javascript:x": "", "JAVA\tSCRIPT:x": "", "//a.vn": "", `/\a.vn`: "", `\\a`: "", "\x01//a.vn": "", "": "",
	} {
		if got := inside(href); got != want {
			t.Errorf("inside(%q) = %q, want %q", href, got, want)
		}
	}
	svg := Rows(Bars{Frame: frame("a", "A"), Bars: []Bar{{Label: "Họp", Value: Value{Number: 3, Known: true, Href: `x"><script>`, Hint: "Xem 3 cuộc họp"}}}})
	if !strings.Contains(svg, `<a href="x&#34;&gt;&lt;script&gt;"><title>Xem 3 cuộc họp</title>`) || !strings.Contains(svg, `role="group"`) {
		t.Error(svg)
	}
	if svg := Rows(Bars{Bars: []Bar{{Label: "Họp", Value: Of(3)}}}); !strings.Contains(svg, `role="img"`) || strings.Contains(svg, "<a ") {
		t.Error(svg)
	}
}

func TestManyColumnsLieDown(t *testing.T) {
	var c Bars
	for y := 1990; y <= 2020; y++ {
		c.Bars = append(c.Bars, Bar{Label: fmt.Sprint(y), Value: Of(float64(y))})
	}
	if Columns(c) != Rows(c) {
		t.Error("31 years stand side by side")
	}
	c.Bars = c.Bars[:5]
	if Columns(c) == Rows(c) {
		t.Error("five years lie down")
	}
}
