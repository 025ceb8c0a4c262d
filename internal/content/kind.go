package content

import (
	"strings"

	"bulletin/internal/diag"
	"bulletin/internal/schema"
)

// Kind is a kind of document.
type Kind string

// The kinds.
const (
	KindMeeting        Kind = "meeting"
	KindStory          Kind = "story"
	KindAward          Kind = "award"
	KindClassification Kind = "classification"
	KindNews           Kind = "news"
	KindIssue          Kind = "issue"
	KindPage           Kind = "page"
)

// Spec is what the program knows of a kind.
type Spec struct {
	Kind   Kind
	Folder string // under content/, and the first part of the addresses; "" for pages
	VI, EN string // one item's name
	New    func() Detail
	Dated  bool // an item without a date earns a warning
	Schema *schema.Schema
}

// Label is one item's name in a language.
func (s Spec) Label(lang diag.Lang) string {
	if lang == diag.VI {
		return s.VI
	}
	return s.EN
}

// Kinds is the table of kinds, in the order in which sites show them.
var Kinds = []Spec{
	spec(KindMeeting, "meetings", "Sinh hoạt chi bộ", "Meeting", true, func() Detail { return &Meeting{} }),
	spec(KindStory, "stories", "Câu chuyện về Bác", "Story", true, func() Detail { return &Story{} }),
	spec(KindAward, "awards", "Khen thưởng", "Award", true, func() Detail { return &Award{} }),
	spec(KindClassification, "classifications", "Xếp loại", "Classification", false, func() Detail { return &Classification{} }),
	spec(KindNews, "news", "Tin tức", "News", true, func() Detail { return &News{} }),
	spec(KindIssue, "issues", "Số bản tin", "Newsletter issue", true, func() Detail { return &Issue{} }),
	spec(KindPage, "", "Trang", "Page", false, func() Detail { return &Page{} }),
}

func spec(kind Kind, folder, vi, en string, dated bool, detail func() Detail) Spec {
	return Spec{
		Kind: kind, Folder: folder, VI: vi, EN: en, Dated: dated, New: detail,
		Schema: schema.Of(Meta{}, detail()),
	}
}

// Spec finds the kind's row of the table; every Kind has one.
func (k Kind) Spec() Spec {
	for i := range Kinds {
		if Kinds[i].Kind == k {
			return Kinds[i]
		}
	}
	return Kinds[len(Kinds)-1]
}

// Options are the kinds a file may name.
func (*Kind) Options() []schema.Option {
	return []schema.Option{
		{Value: "meeting", VI: "Sinh hoạt chi bộ", EN: "Meeting"},
		{Value: "story", VI: "Câu chuyện về Bác", EN: "Story"},
		{Value: "award", VI: "Khen thưởng", EN: "Award"},
		{Value: "classification", VI: "Xếp loại", EN: "Classification"},
		{Value: "news", VI: "Tin tức", EN: "News"},
		{Value: "issue", VI: "Số bản tin", EN: "Newsletter issue"},
		{Value: "page", VI: "Trang", EN: "Page"},
	}
}

// KindOf is the kind that a file's folder gives it. A section's own index.md is
// a page: the text above the list.
func KindOf(file string) Kind {
	folder, rest, found := strings.Cut(file, "/")
	if !found || rest == "index.md" {
		return KindPage
	}
	for _, s := range Kinds {
		if s.Folder == folder && s.Folder != "" {
			return s.Kind
		}
	}
	return KindPage
}

// IsSectionIndex tells whether a source path is the text above a kind's list,
// and of which kind.
func IsSectionIndex(file string) (Kind, bool) {
	folder, ok := strings.CutSuffix(file, "/index.md")
	if !ok {
		return "", false
	}
	for i := range Kinds {
		if s := &Kinds[i]; s.Folder != "" && folder == s.Folder {
			return s.Kind, true
		}
	}
	return "", false
}
