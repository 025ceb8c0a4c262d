package viet

import (
	"math"
	"testing"
)

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		f      float64
		vi, en string
	}{
		{1234567.5, "1.234.567,5", "1,234,567.5"},
		{0, "0", "0"},
		{-0.001, "0", "0"},
		{0.1 + 0.2, "0,3", "0.3"},
		{95.25, "95,25", "95.25"},
		{999, "999", "999"},
		{1000, "1.000", "1,000"},
		{-1234.5, "-1.234,5", "-1,234.5"},
		{-123456, "-123.456", "-123,456"},
		{999999.999, "1.000.000", "1,000,000"},
		{1.05, "1,05", "1.05"},
		{math.NaN(), "", ""},
		{math.Inf(-1), "", ""},
	} {
		if got := Number(c.f); got != c.vi {
			t.Errorf("Number(%v) = %q, want %q", c.f, got, c.vi)
		}
		if got := NumberEN(c.f); got != c.en {
			t.Errorf("NumberEN(%v) = %q, want %q", c.f, got, c.en)
		}
	}
	for n, want := range map[int]string{0: "0", 22: "22", -100: "-100", 1000: "1.000", 1234567: "1.234.567", -1000: "-1.000"} {
		if got := Int(n); got != want {
			t.Errorf("Int(%d) = %q, want %q", n, got, want)
		}
	}
	if got := IntEN(1234567); got != "1,234,567" {
		t.Errorf("IntEN = %q", got)
	}
}

func TestPercent(t *testing.T) {
	for _, c := range []struct {
		part, whole int
		want        string
	}{
		{21, 22, "95,5%"}, {22, 22, "100%"}, {0, 22, "0%"}, {1, 3, "33,3%"}, {2, 3, "66,7%"}, {1, 8, "12,5%"},
		{1, 2000, "0,1%"}, {1, 10000, "0,1%"}, {9999, 10000, "99,9%"}, {30, 20, "150%"}, {2500, 100, "2.500%"},
		{1, 0, ""}, {1, -1, ""}, {-1, 22, ""},
	} {
		if got := Percent(c.part, c.whole); got != c.want {
			t.Errorf("Percent(%d, %d) = %q, want %q", c.part, c.whole, got, c.want)
		}
	}
	if got := PercentEN(21, 22); got != "95.5%" {
		t.Errorf("PercentEN = %q", got)
	}
}

func TestNearest(t *testing.T) {
	keys := []string{"title", "date", "date_precision", "chair", "tiêu đề", "ngày", "thư ký", "tags", "start", "end"}
	for word, want := range map[string]string{
		"titel": "title", "tilte": "title", "TITLE": "title", "tieu de": "tiêu đề", "tiêu đê": "tiêu đề", "thu ky": "thư ký",
		"dat": "date", "date_precison": "date_precision", "date-precision": "date_precision", "ngyà": "ngày", "stat": "start",
	} {
		if got, ok := Nearest(word, keys); !ok || got != want {
			t.Errorf("Nearest(%q) = %q, %v, want %q", word, got, ok, want)
		}
	}
	for _, word := range []string{"", "x", "banana", "e", "completely_different"} {
		if got, ok := Nearest(word, keys); ok {
			t.Errorf("Nearest(%q) = %q, want none", word, got)
		}
	}
	if got, _ := Nearest("tale", []string{"tile", "tall", "tale "}); got != "tile" {
		t.Errorf("the first of equals wins, not %q", got)
	}
	if got, _ := Nearest("tale", []string{"tile", "tale"}); got != "tale" {
		t.Errorf("the nearest wins, not %q", got)
	}
}

func TestSlips(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"a", "", 1}, {"", "ab", 2}, {"ab", "ba", 1}, {"kitten", "sitting", 3},
		{"ca", "abc", 3}, // 2 if a part might be edited twice
		{"abcdef", "badcfe", 3},
	} {
		if got := slips([]rune(c.a), []rune(c.b)); got != c.want {
			t.Errorf("slips(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
