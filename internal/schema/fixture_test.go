package schema

import (
	"fmt"
	"strconv"
	"strings"
)

// report has a field of every form.
type report struct {
	Title    string   `key:"title" vi:"Tiêu đề" en:"Title" required:"true" help_vi:"Tên" help_en:"The name"`
	Count    int      `key:"count" vi:"Số lượng" en:"Count"`
	Score    *int     `key:"score" vi:"Điểm" en:"Score"`
	Draft    bool     `key:"draft" vi:"Bản nháp" en:"Draft"`
	Agreed   *bool    `key:"agreed" vi:"Đồng ý" en:"Agreed"`
	Grade    grade    `key:"grade" vi:"Xếp loại" en:"Grade" also:"hạng;mức"`
	Law      law      `key:"law" vi:"Luật" en:"Law"`
	Tags     []string `key:"tags" vi:"Chủ đề" en:"Tags"`
	Numbers  []int    `key:"numbers" vi:"Các số" en:"Numbers"`
	Start    hour     `key:"start_at" vi:"Bắt đầu" en:"Start"`
	Book     book     `key:"book" vi:"Sách" en:"Book"`
	Minutes  *minutes `key:"minutes" vi:"Biên bản" en:"Minutes"`
	Absent   tally    `key:"absent" vi:"Vắng" en:"Absent"`
	Votes    []vote   `key:"votes" vi:"Biểu quyết" en:"Votes"`
	Internal string   // without a key: not in the file
}

// more is a second struct of the same mapping.
type more struct {
	Note string `key:"note" vi:"Ghi chú" en:"Note"`
}

type grade string

func (*grade) Options() []Option {
	return []Option{{"good", "Tốt", "Good"}, {"not_good", "Chưa tốt", "Not good"}}
}

type law string

func (*law) Options() []Option { return []Option{{"2003", "Luật 2003", "Law of 2003"}} }

// hour reads itself, is kept in a number and remembers its place.
type hour int

func (h *hour) SetText(text string, at Place) error {
	if text == "noon" {
		return ValueError{Code: "clock-syntax", Args: []any{text}}
	}
	n, err := strconv.Atoi(strings.TrimSuffix(text, ":00"))
	if err != nil {
		return fmt.Errorf("reading an hour: %w", err)
	}
	*h = hour(1000*at.Line + n)
	return nil
}

func (*hour) Format() string { return "time" }

// book may be written as its name only.
type book struct {
	Name string `key:"name" vi:"Tên sách" en:"Name" required:"true"`
	Year *int   `key:"year" vi:"Năm" en:"Year"`
}

func (b *book) SetText(text string, _ Place) error { b.Name = text; return nil }

type minutes struct {
	Number   string `key:"number" vi:"Số" en:"Number" required:"true"`
	Approved bool   `key:"approved" vi:"Đã thông qua" en:"Approved"`
}

// tally is a number or a list of names.
type tally struct {
	Count int
	Names []string
}

func (a *tally) SetText(text string, _ Place) error {
	n, err := strconv.Atoi(text)
	a.Count = n
	return err
}

func (a *tally) List() any { return &a.Names }

type vote struct {
	Matter string `key:"matter" vi:"Nội dung" en:"Matter" required:"true" example:"…"`
	For    *int   `key:"for" vi:"Tán thành" en:"For"`
}
