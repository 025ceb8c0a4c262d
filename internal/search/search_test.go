package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// read takes a shard's line of a key apart as a script does: items by form, best first.
func read(t *testing.T, s *Segment, items int, key string) map[string][]int {
	t.Helper()
	found := map[string][]int{}
	for line := range strings.SplitSeq(s.Shard(shardOf(key, Shards(items))), "\n") {
		parts := strings.Split(line, "|")
		if parts[0] != key {
			continue
		}
		for _, part := range parts[1:] {
			form, places, _ := cutLast(part, ":")
			at, shift, n := -1, 0, 0
			for _, c := range places {
				if strings.ContainsRune(marks, c) {
					at = -1
					continue
				}
				d := strings.IndexRune(digits, c)
				n |= d & 31 << shift
				if d >= 32 {
					shift += 5
					continue
				}
				at += n
				found[form] = append(found[form], at)
				shift, n = 0, 0
			}
		}
	}
	return found
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

func TestForms(t *testing.T) {
	items := []Item{
		{Fields: []Field{{"Kết nạp đảng viên", 8}, {"Chi bộ họp. Đảng viên mới phát biểu.", 1}}},
		{Fields: []Field{{"Tin tức", 8}, {"Mười đăng viên, một ĐẢNG VIÊN", 1}}, Facets: []string{"kind:news"}},
		{Fields: []Field{{"Khác", 8}, {"Đảng. Viên chức", 1}}},
	}
	s := New(items)
	for _, tt := range []struct {
		key  string
		want map[string][]int
	}{
		{"dang", map[string][]int{"đảng": {0, 1, 2}, "đăng": {1}}},
		{"dang vien", map[string][]int{"đảng viên": {0, 1}, "đăng viên": {1}}},
		{"hop dang", map[string][]int{}},
		{"vien chuc", map[string][]int{"viên chức": {2}}},
		{"tin", map[string][]int{"": {1}}},
		{"kind:news", map[string][]int{"": {1}}},
	} {
		got := read(t, s, len(items), tt.key)
		for form := range got {
			slices.Sort(got[form])
		}
		if fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("%q: %v, want %v", tt.key, got, tt.want)
		}
	}
}

// TestBestFirst: what stands in the title, and what a short text says often, come first.
func TestBestFirst(t *testing.T) {
	long := strings.Repeat("lời nói đầu ", 400)
	items := []Item{
		{Fields: []Field{{"Khác", 8}, {long + "tiết kiệm", 1}}},
		{Fields: []Field{{"Thực hành tiết kiệm", 8}, {long, 1}}},
		{Fields: []Field{{"Khác", 8}, {"tiết kiệm, tiết kiệm và tiết kiệm", 1}}},
	}
	if got := read(t, New(items), len(items), "tiet kiem")["tiết kiệm"]; len(got) != 3 || got[0] == 0 || got[2] != 0 {
		t.Error(got)
	}
}

// TestManyItems: numbers of any size come back.
func TestManyItems(t *testing.T) {
	items := make([]Item, SegmentSize)
	var want []int
	for i := range items {
		text := "thường"
		if i%37 == 5 || i == 0 || i == SegmentSize-1 {
			text += " hiếm"
			want = append(want, i)
		}
		items[i] = Item{Fields: []Field{{text, 1}}}
	}
	s := New(items)
	got := read(t, s, len(items), "hiem")["hiếm"]
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Error(len(got), len(want))
	}
	if n := len(read(t, s, len(items), "thuong")["thường"]); n != SegmentSize {
		t.Error(n)
	}
}

func TestWords(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Chỉ thị 05-CT/TW", "/chỉ thị 05 ct tw"},
		{"học tập, làm theo", "/học tập /làm theo"},
		{"1.000 đồng (một nghìn)", "/1 000 đồng /một nghìn"},
		{"  — ", ""},
		{"“Gương sáng” đêm", "/gương sáng /đêm"},
	} {
		var w words
		w.reset(tt.text)
		var got []string
		for w.next() {
			mark := ""
			if w.apart || len(got) == 0 {
				mark = "/"
			}
			got = append(got, mark+string(w.syllable))
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, s, tt.want)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	text := strings.Repeat("Chi bộ tổ chức sinh hoạt chuyên đề về học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh. ", 30)
	items := make([]Item, 500)
	for i := range items {
		items[i] = Item{Fields: []Field{{fmt.Sprintf("Sinh hoạt số %d", i), 8}, {text, 1}}}
	}
	b.ReportAllocs()
	for b.Loop() {
		New(items)
	}
}
