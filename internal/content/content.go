// Package content gives a source file its meaning: it splits off the front
// matter, decodes it strictly into the kind's struct, validates it and renders
// the Markdown. It knows one file at a time; what joins files (addresses,
// references, links) is the business of package site.
//
// A kind is one struct with tags (see package schema), one line in the table
// [Kinds], one layout of the theme and one fixture.
package content

import (
	"reflect"

	"bulletin/internal/diag"
	"bulletin/internal/markdown"
	"bulletin/internal/record"
	"bulletin/internal/schema"
	"bulletin/internal/source"
	"bulletin/internal/viet"
)

// Document is one Markdown file, understood.
type Document struct {
	Meta
	Detail Detail
	Body   markdown.Doc
	Bundle bool   // the file is an index.md whose folder holds its pictures
	Path   string // source path relative to the content folder: its identity
	Kind   Kind   // from the folder or from "kind:"
	// Content names all that the document says: its text and how it was read.
	Content  record.Sum
	Inside   Inside // what of it only the office sees; nothing in the public's reading
	origin   schema.Origin
	withheld string // see [Figures]
	private  bool   // see [Head]
	fences   int    // signs of fences in the texts of its front matter
	places   schema.Places
}

// Detail is what a kind has beyond the common fields.
type Detail interface {
	// check validates the values together; single values were checked by decoding.
	check(*checker)
}

// Meta is the front matter that every kind has.
type Meta struct {
	Title          string     `key:"title" vi:"Tiêu đề" en:"Title" required:"true" help_vi:"Tên của trang, hiện ở đầu trang và trong danh sách" help_en:"The page's name, shown on top and in lists"`
	KindName       Kind       `key:"kind" vi:"Loại nội dung" en:"Kind of content" help_vi:"Chỉ cần khi tệp không nằm trong thư mục của loại đó" help_en:"Needed only when the file is not in the kind's own folder"`
	Slug           Slug       `key:"slug" vi:"Đường dẫn" en:"Slug" help_vi:"Phần cuối của địa chỉ; mặc định lấy theo tên tệp" help_en:"The last part of the address; by default the file's name"`
	Date           Date       `key:"date" vi:"Ngày" en:"Date" help_vi:"Ngày diễn ra: 27/7/2020, 2020-07-27, 7/2020, quý III/2020 hoặc 2020" help_en:"When it took place: 2020-07-27, 27/7/2020, 7/2020, 2020-Q3 or 2020"`
	DatePrecision  Precision  `key:"date_precision" vi:"Độ chính xác của ngày" en:"Precision of the date" also:"chính xác ngày" help_vi:"Chỉ cần khi ngày không rõ (unknown) hoặc viết kỹ hơn mức thật sự biết" help_en:"Needed only when the date is unknown, or is written more exactly than it is known"`
	PublishDate    Moment     `key:"publish_date" example:"2026-01-01" filled:"true" vi:"Ngày đăng" en:"Publish from" help_vi:"Trang chỉ xuất hiện từ lúc này" help_en:"The page appears only from this time on"`
	ExpiryDate     Moment     `key:"expiry_date" example:"2036-12-31" filled:"true" vi:"Ngày hết hạn" en:"Publish until" help_vi:"Hết ngày này trang không còn xuất hiện" help_en:"After this day the page no longer appears"`
	Draft          bool       `key:"draft" filled:"true" vi:"Bản nháp" en:"Draft" help_vi:"true: chưa đăng" help_en:"true: not published yet"`
	Visibility     Visibility `key:"visibility" example:"public" filled:"true" vi:"Phạm vi" en:"Visibility" help_vi:"public: công khai; internal: chỉ lưu nội bộ" help_en:"public, or internal to the office"`
	InternalFields []string   `key:"internal_fields" filled:"true" vi:"Trường nội bộ" en:"Internal fields" help_vi:"Những khóa chỉ có ở bản nội bộ, ví dụ [attendance, chair]" help_en:"Keys that only the internal site has, such as [attendance, chair]"`
	Tags           []string   `key:"tags" part:"true" vi:"Chủ đề" en:"Tags" also:"thẻ" help_vi:"Danh sách chủ đề để gom các trang liên quan" help_en:"Topics that gather related pages"`
	Summary        string     `key:"summary" vi:"Tóm tắt" en:"Summary" help_vi:"Một, hai câu hiện trong danh sách; mặc định lấy đoạn đầu" help_en:"One or two sentences for lists; by default the first paragraph"`
	Sources        []Source   `key:"sources" part:"true" vi:"Nguồn" en:"Sources" help_vi:"Tài liệu mà nội dung dựa vào" help_en:"What the statements rest on"`
	EditorNote     Prose      `key:"editor_note" part:"true" vi:"Ghi chú của ban biên tập" en:"Editor's note" also:"ghi chú biên tập" help_vi:"Điều còn nghi vấn, viết cho người đọc" help_en:"What is doubtful, for the reader"`
	Images         []Image    `key:"images" part:"true" vi:"Ảnh" en:"Pictures" also:"hình ảnh" help_vi:"Ảnh kèm theo: tệp, lời mô tả, người chụp" help_en:"Pictures: file, description, credit"`
	Aliases        []string   `key:"aliases" vi:"Địa chỉ cũ" en:"Former addresses" help_vi:"Địa chỉ cũ sẽ dẫn về trang này" help_en:"Former addresses that lead here"`
}

// Source is where a statement comes from.
type Source struct {
	Text string `key:"text" vi:"Nguồn" en:"Source" required:"true"`
	URL  string `key:"url" vi:"Địa chỉ" en:"Address"`
}

// SetText reads a source written as one line of text.
func (s *Source) SetText(text string, _ schema.Place) error { s.Text = text; return nil }

// Image is a picture named in the front matter.
type Image struct {
	File    Path   `key:"file" vi:"Tệp" en:"File" required:"true"`
	Alt     string `key:"alt" vi:"Mô tả" en:"Description" help_vi:"Cho người không xem được ảnh" help_en:"For those who cannot see it"`
	Caption string `key:"caption" vi:"Chú thích" en:"Caption" help_vi:"Lời dưới ảnh" help_en:"What stands below it"`
	Credit  string `key:"credit" vi:"Người chụp" en:"Credit" also:"nguồn ảnh"`
}

// SetText reads a picture written as its file name only.
func (i *Image) SetText(text string, at schema.Place) error { return i.File.SetText(text, at) }

// DateOf is the document's date, coarsened to the precision that is known.
func (d *Document) DateOf() viet.Date { return d.Meta.Date.Date }

// Year is the year that the document belongs to, in its address and on the
// year's page; 0 when unknown. A classification belongs to the year it grades,
// though it is decided in the next.
func (d *Document) Year() int {
	if c, ok := d.Detail.(*Classification); ok {
		return c.Year
	}
	return d.DateOf().Year
}

// At builds a diagnostic about a front matter key of this document.
func (d *Document) At(key string, severity diag.Severity, code diag.Code, args ...any) diag.Diagnostic {
	return d.origin.At(d.places[key], severity, code, key, args...)
}

// AtFile builds a diagnostic about the file as a whole.
func AtFile(f source.File, code diag.Code, args ...any) diag.Diagnostic {
	return diag.Diagnostic{Pos: diag.Pos{File: f.Path, Line: 1, Col: 1}, Code: code, Args: args, Line: f.Line(1)}
}

// Has tells whether the front matter says something under a key: "tags: []"
// and "quality: {}" say nothing, and no part of the page shows them.
func (d *Document) Has(key string) bool {
	field, known := d.Kind.Spec().Schema().Field(key)
	return known && says(reflect.ValueOf(field.Of(&d.Meta, d.Detail)))
}

// says tells whether a value of the front matter holds anything.
func says(v reflect.Value) bool {
	switch value := v.Interface().(type) {
	case Prose:
		return value.Text != ""
	case Ref:
		return value.Text != ""
	case Path:
		return value.Text != ""
	case viet.Date:
		return value != viet.Date{}
	}
	switch v.Kind() {
	case reflect.Pointer:
		return !v.IsNil() && (v.Elem().Kind() != reflect.Struct || says(v.Elem()))
	case reflect.Slice:
		return v.Len() > 0
	case reflect.Struct:
		for _, inner := range v.Fields() {
			if says(inner) {
				return true
			}
		}
		return false
	}
	return !v.IsZero()
}
