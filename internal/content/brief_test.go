package content

import (
	"reflect"
	"strings"
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"

	"bulletin/internal/award"
	"bulletin/internal/markdown"
	"bulletin/internal/source"
)

const briefed = `---
title: Sinh hoạt chi bộ tháng 7
date: 2020-07-03
meeting_kind: regular
tags: [Học tập, thi đua]
aliases: [cu/index.html]
places: [Hội trường tầng 3]
attendance: {total: 22, present: 20}
---
## Nội dung

Đoạn mở đầu, xem [bài](../news/tin.md#phan).
`

func parsed(t *testing.T, text string) *Document {
	t.Helper()
	parser := NewParser(markdown.Options{}, "content/", award.Builtin())
	doc, problems := parser.Parse(source.File{Path: "meetings/m.md", Text: []byte(text)})
	if doc == nil || problems.HasErrors() {
		t.Fatal(problems)
	}
	return doc
}

// TestBrief: summary and figures are read out of the first bytes of a document, for the
// head of this very document and no other, and only whole.
func TestBrief(t *testing.T) {
	doc := parsed(t, briefed)
	head, data := doc.Head(), doc.Encode(nil, doc.Brief())
	need := len(head.Content) + 2*sizeLen + len(doc.Brief().summary) + len(doc.Brief().figures)
	for size := range len(data) {
		summary, err := DecodeSummary(head, data[:size])
		if whole := size >= need-sizeLen-len(doc.Brief().figures); (err == nil) != whole || whole && summary != doc.Body.Summary {
			t.Fatalf("the summary from %d bytes: %q, %v", size, summary, err)
		}
		figures, err := DecodeFigures(head, data[:size])
		if (err == nil) != (size >= need) {
			t.Fatalf("the figures from %d bytes: %v", size, err)
		}
		if diff := cmp.Diff(doc.AllFigures(), figures); err == nil && diff != "" {
			t.Fatal(diff)
		}
	}
	for i := range need {
		damaged := append([]byte{}, data...)
		damaged[i] ^= 0x40
		_, err := DecodeSummary(head, damaged)
		_, err2 := DecodeFigures(head, damaged)
		if err == nil && err2 == nil {
			t.Errorf("damage of byte %d is not noticed", i)
		}
	}
	if again, err := DecodeDocument(string(data)); err != nil || again.Title != doc.Title {
		t.Error(again, err)
	}
}

// TestSettledHead: nothing of a settled head is a part of what it was decoded from, of
// which one such field would keep all; and it says what it said.
func TestSettledHead(t *testing.T) {
	want := parsed(t, briefed).Head()
	data := string(want.Encode(nil))
	head := new(Head)
	if err := head.Decode(want.Path, data); err != nil {
		t.Fatal(err)
	}
	var heads, ends Texts
	head.Settle(&heads, &ends)
	if diff := cmp.Diff(want, head); diff != "" {
		t.Error(diff)
	}
	if tags := strings.Join(collect(head), "|"); tags != "Học tập|thi đua" {
		t.Errorf("tags %q", tags)
	}
	first := uintptr(unsafe.Pointer(unsafe.StringData(data)))
	var walk func(name string, v reflect.Value)
	walk = func(name string, v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			at := uintptr(unsafe.Pointer(unsafe.StringData(v.String())))
			if v.Len() > 0 && at >= first && at < first+uintptr(len(data)) {
				t.Errorf("%s is a part of the encoded head", name)
			}
		case reflect.Pointer:
			if !v.IsNil() {
				walk(name, v.Elem())
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(name+"."+v.Type().Field(i).Name, v.Field(i))
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(name, v.Index(i))
			}
		}
	}
	walk("Head", reflect.ValueOf(head))
}

func collect(h *Head) []string {
	var all []string
	for tag := range h.Tags() {
		all = append(all, tag)
	}
	return all
}
