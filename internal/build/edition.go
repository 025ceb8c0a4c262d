package build

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"bulletin/internal/build/publish"
	"bulletin/internal/content"
	"bulletin/internal/markdown"
	"bulletin/internal/site"
	"bulletin/internal/theme"
)

// planEditions plans the print edition of every issue: one page with all that the issue
// holds, to be printed.
func (p *planner) planEditions() {
	for _, item := range p.site.Items {
		if item.Kind != content.KindIssue {
			continue
		}
		p.add(Task{
			Path: site.EditionAddress(item.Address), method: p.method(publish.Page, "edition"),
			maker: &steps{
				recipe: func() (any, error) { return p.edition(item), nil },
				view:   func(recipe any) (theme.View, error) { return recipe.(*edited).view() },
			},
		})
	}
}

// edited is the recipe of a print edition: that of the issue's own page and of those of
// its items, without what leads from one page to another.
type edited struct {
	Issue    *article
	Lead     []printed // one, or none
	Sections [][]printed
	Paper    string

	p    *planner   `record:"-"`
	item *site.Item `record:"-"`
}

// printed is an item of a print edition.
type printed struct {
	Article *article

	item *site.Item `record:"-"` // whose document the article names
}

func (p *planner) edition(item *site.Item) *edited {
	e := &edited{Issue: p.article(item), Paper: string(p.site.Config.Newsletter.Paper), p: p, item: item}
	e.Issue.Address = site.EditionAddress(item.Address)
	if held := item.Holds; held != nil {
		if p.show(held.Lead) != nil {
			e.Lead = []printed{p.printed(held.Lead, e.Issue.Address)}
		}
		for _, part := range held.Sections {
			var all []printed
			for _, other := range part {
				if other != held.Lead && p.show(other) != nil {
					all = append(all, p.printed(other, e.Issue.Address))
				}
			}
			e.Sections = append(e.Sections, all)
		}
	}
	return e
}

// printed is an item on the page at an address.
func (p *planner) printed(item *site.Item, here string) printed {
	a := p.article(item)
	a.Address, a.Related, a.Issues, a.Previous, a.Next = here, nil, nil, nil, nil
	return printed{a, item}
}

// view fetches the documents and makes the page of them.
func (e *edited) view() (theme.View, error) {
	doc, err := e.p.documents.Document(e.item.Head)
	if err != nil {
		return theme.View{}, err
	}
	a := e.p.articlePage(e.Issue, doc)
	a.paper = true
	detail := doc.Detail.(*content.Issue)
	view := &theme.Edition{
		Issue: a.issue(detail), Paper: e.Paper, Date: a.card.Date, Editorial: embedded(a.html(&doc.Body), "ban-", 1),
	}
	number := 0
	piece := func(p printed, section string) (theme.Piece, error) {
		number++
		return e.piece(p, "bai-"+strconv.Itoa(number), section)
	}
	for _, lead := range e.Lead {
		one, err := piece(lead, "")
		if err != nil {
			return theme.View{}, err
		}
		view.Lead = &one
	}
	for i, part := range detail.Sections {
		section := theme.EditionSection{Key: "phan-" + strconv.Itoa(i+1), Title: part.Title}
		section.Text = embedded(a.html(&detail.Sections[i].Text.Doc), section.Key+"-", 2)
		if i < len(e.Sections) {
			for _, p := range e.Sections[i] {
				one, err := piece(p, part.Title)
				if err != nil {
					return theme.View{}, err
				}
				section.Pieces = append(section.Pieces, one)
			}
		}
		if section.Text != "" || len(section.Pieces) > 0 {
			view.Sections = append(view.Sections, section)
		}
	}
	head := a.wording.head(e.Issue.Address, "edition", "issues", doc.Title, a.card.Summary)
	head.NoIndex, head.Canonical = true, ""
	return theme.View{Site: a.chrome, Page: head, Main: view}, a.deck.err
}

// kicker says what an item is, and not once more what its section is called.
func kicker(card *theme.Card, section string) string {
	if strings.EqualFold(card.Label, section) {
		return card.Note
	}
	return join(" · ", card.Label, card.Note)
}

// knownFacts are facts as a printed piece gives them: in one paragraph, without what is
// not known and what stands above.
func knownFacts(all []theme.Fact) []theme.Fact {
	var known []theme.Fact
	for _, f := range all {
		if f.Key == "date" || f.Key == "scan" || f.Key == "meeting_kind" {
			continue
		}
		if f.Values = slices.DeleteFunc(slices.Clone(f.Values), func(v theme.Value) bool { return v.Unknown || v.Text == "" }); len(f.Values) > 0 {
			known = append(known, f)
		}
	}
	return known
}

// piece is an item of a print edition, under an id, in a section; "" for the lead story.
func (e *edited) piece(p printed, id, section string) (theme.Piece, error) {
	doc, err := e.p.documents.Document(p.item.Head)
	if err != nil {
		return theme.Piece{}, err
	}
	a := e.p.articlePage(p.Article, doc)
	a.paper = true
	piece := theme.Piece{
		ID: id, Card: a.card, Kicker: kicker(a.card, section), Facts: knownFacts(a.facts()), Lede: doc.Meta.Summary,
		Body: embedded(a.html(&doc.Body), id+"-", 2),
	}
	add := func(title string, text template.HTML) {
		if text != "" {
			piece.Parts = append(piece.Parts, theme.PiecePart{Title: title, Text: embedded(text, id+"-", 3)})
		}
	}
	switch d := a.detail().(type) {
	case *theme.Meeting:
		if d.Conclusion != nil {
			add(join(" ", d.Conclusion.Label, d.Conclusion.Number), d.Conclusion.Text)
		}
	case *theme.Story:
		add(a.label(content.KindStory, "lesson"), d.Lesson)
		add(a.label(content.KindStory, "application"), d.Application)
		add(a.label(content.KindStory, "commitment"), d.Commitment)
	case *theme.Award:
		add(a.label(content.KindAward, "achievement"), d.Achievement)
	}
	piece.Images = images(p.Article.Images, doc.Images)
	return piece, a.deck.err
}

// embedded takes one text of several into a page.
func embedded(text template.HTML, prefix string, levels int) template.HTML {
	return template.HTML(markdown.Embed(string(text), prefix, levels)) // #nosec: what is rendered stays so
}
