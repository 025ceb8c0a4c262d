package content

import (
	"strings"
	"sync"

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
	Dated  bool                  // an item without a date earns a warning
	Schema func() *schema.Schema // of its front matter, described at the first use
}

// Label is one item's name in a language.
func (s Spec) Label(lang diag.Lang) string {
	if lang == diag.VI {
		return s.VI
	}
	return s.EN
}

// Kinds is the table of kinds, in the order in which sites show them.
var Kinds = described([]Spec{
	{Kind: KindMeeting, Folder: "meetings", VI: "Sinh hoạt chi bộ", EN: "Meeting", Dated: true, New: func() Detail { return &Meeting{} }},
	{Kind: KindStory, Folder: "stories", VI: "Câu chuyện về Bác", EN: "Story", Dated: true, New: func() Detail { return &Story{} }},
	{Kind: KindAward, Folder: "awards", VI: "Khen thưởng", EN: "Award", Dated: true, New: func() Detail { return &Award{} }},
	{Kind: KindClassification, Folder: "classifications", VI: "Xếp loại", EN: "Classification", New: func() Detail { return &Classification{} }},
	{Kind: KindNews, Folder: "news", VI: "Tin tức", EN: "News", Dated: true, New: func() Detail { return &News{} }},
	{Kind: KindIssue, Folder: "issues", VI: "Số bản tin", EN: "Newsletter issue", Dated: true, New: func() Detail { return &Issue{} }},
	{Kind: KindPage, VI: "Trang", EN: "Page", New: func() Detail { return &Page{} }},
})

// described fills in the schemas. A build that finds nothing changed needs none, and one of
// a single text needs one.
func described(kinds []Spec) []Spec {
	var describing sync.Mutex
	d := schema.Describer{}
	for i := range kinds {
		kinds[i].Schema = sync.OnceValue(func() *schema.Schema {
			describing.Lock()
			defer describing.Unlock()
			return d.Of(Meta{}, kinds[i].New())
		})
	}
	return kinds
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
