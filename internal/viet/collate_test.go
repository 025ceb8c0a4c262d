package viet

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestOrder(t *testing.T) {
	for _, want := range []string{
		"ba bà bả bã bá bạ",
		"An Ăn Ân dân Dân Đảng Ủy Zoe",
		"a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y",
		"ơ ờ ở ỡ ớ ợ",
	} {
		words := strings.Fields(want)
		for range len(words) { // every rotation, reversed, so that no order is given away
			words = append(words[1:], words[0])
			got := slices.Clone(words)
			slices.Reverse(got)
			NewCollator().Sort(got)
			if strings.Join(got, " ") != want {
				t.Errorf("sorted %v, want %v", got, want)
			}
		}
	}
	phrases := []string{"hoa hồng", "hoa cúc", "hoà bình"}
	NewCollator().Sort(phrases)
	if want := []string{"hoà bình", "hoa cúc", "hoa hồng"}; !slices.Equal(phrases, want) {
		t.Errorf("sorted %q, want %q", phrases, want)
	}
}

func TestNameOrder(t *testing.T) {
	want := []string{
		"Nguyễn Thị An", "Nguyễn Văn An", "Hoàng Anh", "Trần Thị Ánh", "Lê Văn Ân",
		"Phạm Thị Bình", "Dương Văn Dũng", "Đỗ Văn Đức", "Vũ Đình Tụng", "Ngô Thị Ước",
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	NewCollator().SortNames(got)
	if !slices.Equal(got, want) {
		t.Errorf("sorted %q, want %q", got, want)
	}
	c := NewCollator()
	for i := range want[1:] {
		if c.CompareNames("Đồng chí "+want[i], "đ/c "+want[i+1]) != -1 {
			t.Errorf("%q is not before %q once addressed", want[i], want[i+1])
		}
	}
}

func TestSplitName(t *testing.T) {
	for in, want := range map[string]Name{
		"Nguyễn Thị Minh Khai":    {"Nguyễn", "Thị Minh", "Khai"},
		"Hoàng Anh":               {"Hoàng", "", "Anh"},
		"Anh":                     {"", "", "Anh"},
		"":                        {},
		"Đồng chí Vũ Đình Tụng":   {"Vũ", "Đình", "Tụng"},
		"đồng chí: Vũ Đình Tụng":  {"Vũ", "Đình", "Tụng"},
		"Đ/c. Vũ  Đình\u00a0Tụng": {"Vũ", "Đình", "Tụng"},
		"đ/c Vũ Đình Tụng, Bí thư chi bộ":     {"Vũ", "Đình", "Tụng"},
		"Vũ Đình Tụng (Thư ký)":               {"Vũ", "Đình", "Tụng"},
		"Vũ Đình Tụng – Bí thư":               {"Vũ", "Đình", "Tụng"},
		norm.NFD.String("ĐỒNG CHÍ Lê Văn Ân"): {"Lê", "Văn", "Ân"},
		"Ông Ích Khiêm":                       {"Ông", "Ích", "Khiêm"},
		"Đồng Chi Lan":                        {"Đồng", "Chi", "Lan"},
	} {
		if got := SplitName(in); got != want {
			t.Errorf("SplitName(%q) = %#v, want %#v", in, got, want)
		}
	}
	if got := SplitName("Nguyễn Thị Minh Khai").String(); got != "Nguyễn Thị Minh Khai" {
		t.Errorf("String() = %q", got)
	}
}

// vietnameseText draws words from Vietnamese syllables and stray characters.
func vietnameseText() *rapid.Generator[string] {
	runes := []rune("aàảãáạăằặâầậbcdđeèêệghiìklmnoòôốơợpqrstuủưựvxyỳ ABCDĐÊÔƠƯÁẠ -.0129“\u0301\u0323\u00a0中")
	return rapid.StringOfN(rapid.SampledFrom(runes), 0, 12, -1)
}

func TestKeyOrderIsCompareOrder(t *testing.T) {
	c := NewCollator()
	rapid.Check(t, func(t *rapid.T) {
		a, b := vietnameseText().Draw(t, "a"), vietnameseText().Draw(t, "b")
		if rapid.Bool().Draw(t, "prefix") {
			b = a + b
		}
		byCompare, byKey := c.Compare(a, b), bytes.Compare(c.Key(a), c.Key(b))
		if byCompare != byKey {
			t.Fatalf("%+q, %+q: Compare %d, keys %d", a, b, byCompare, byKey)
		}
		if back := c.Compare(b, a); back != -byCompare {
			t.Fatalf("%+q, %+q: %d one way, %d the other", a, b, byCompare, back)
		}
		if (byCompare == 0) != (a == b) {
			t.Fatalf("%+q, %+q: only equal texts may compare equal", a, b)
		}
	})
}

func TestSortByKeepsEqualItemsInOrder(t *testing.T) {
	type item struct {
		title string
		n     int
	}
	items := []item{{"Đảng", 1}, {"An", 2}, {"Đảng", 3}, {"An", 4}}
	SortBy(items, NewCollator().Key, func(i item) string { return i.title })
	if want := []item{{"An", 2}, {"An", 4}, {"Đảng", 1}, {"Đảng", 3}}; !slices.Equal(items, want) {
		t.Errorf("sorted %v", items)
	}
	if !slices.IsSortedFunc(items, func(a, b item) int { return cmp.Compare(a.title, b.title) }) {
		t.Errorf("not in order: %v", items)
	}
}

func BenchmarkKey(b *testing.B) {
	c := NewCollator()
	b.ReportAllocs()
	for b.Loop() {
		c.Key("Sinh hoạt chuyên đề quý III/2020")
	}
}

func BenchmarkCompare(b *testing.B) {
	c := NewCollator()
	b.ReportAllocs()
	for b.Loop() {
		c.Compare("Sinh hoạt chuyên đề quý III/2020", "Sinh hoạt chuyên đề quý IV/2020")
	}
}
