package build

import (
	"slices"
	"strconv"
	"strings"

	"bulletin/internal/content"
	"bulletin/internal/markdown"
	"bulletin/internal/search"
	"bulletin/internal/site"
	"bulletin/internal/theme"
)

// finding is an item as it is searched and shown among results.
type finding struct {
	card   *theme.Card
	facets []string
	parts  []search.Field // what the page says beside its title
}

// What a word counts in each part of a page, against 1 in its texts.
const (
	titleWeight   = 8
	tagWeight     = 5
	summaryWeight = 3
	factWeight    = 2
)

// found gathers what the item's page says.
func (p *planner) found(item *site.Item) (*finding, error) {
	doc, err := p.documents.Document(item.Head)
	if err != nil {
		return nil, err
	}
	a := p.articlePage(&article{Card: p.show(item)}, doc) // what the page says without the items around it
	f := &finding{card: a.card, facets: p.facets(item, doc)}
	var tags, said []string
	for _, tag := range a.card.Tags {
		tags = append(tags, tag.Label)
	}
	doc.EachText(func(text *markdown.Doc) { said = append(said, markdown.RunningText(text.HTML)) })
	for _, image := range doc.Images {
		said = append(said, image.Caption)
	}
	f.add(summaryWeight, doc.Summary)
	f.add(1, said...)
	f.add(factWeight, a.told()...)
	f.add(tagWeight, tags...)
	return f, nil
}

// add adds what is not empty of some texts.
func (f *finding) add(weight int, texts ...string) {
	texts = slices.DeleteFunc(texts, func(text string) bool { return text == "" })
	if len(texts) > 0 {
		f.parts = append(f.parts, search.Field{Text: strings.Join(texts, "\n"), Weight: weight})
	}
}

// item is what is indexed.
func (f *finding) item() search.Item {
	return search.Item{Fields: append([]search.Field{{Text: f.card.Title, Weight: titleWeight}}, f.parts...), Facets: f.facets}
}

// text is what is searched beside the title, for the lines around what was found.
func (f *finding) text() string {
	var all []string
	for _, part := range f.parts {
		all = append(all, strings.ReplaceAll(part.Text, "\n", " · "))
	}
	return strings.Join(all, " · ")
}

// told are the texts of a page that are no Markdown: its facts, and what its kind shows
// elsewhere.
func (a *articlePage) told() []string {
	var told []string
	for _, fact := range a.facts() {
		for _, value := range fact.Values {
			if !value.Unknown {
				told = append(told, value.Text)
			}
		}
	}
	switch d := a.doc.Detail.(type) {
	case *content.Meeting:
		told = append(told, d.CurrentAffairs...)
		for _, paper := range d.Documents {
			told = append(told, paper.Number+" "+paper.Title)
		}
		for _, task := range d.NextTasks {
			told = append(told, task.Task)
		}
		for _, vote := range d.Votes {
			told = append(told, vote.Matter)
		}
	case *content.Story:
		told = append(append(told, d.Topic), d.OtherTitles...)
	case *content.Award:
		kind, _ := a.awards.Find(d.Award)
		told = append(told, kind.Label(a.lang), d.TitleAsWritten, d.Recipient, d.Issuer, d.Signer, d.DecisionNo)
	case *content.Classification:
		told = append(told, d.DecidedBy, d.DecisionNo)
	}
	for _, source := range a.doc.Sources {
		told = append(told, source.Text)
	}
	if date := a.date(a.doc.DateOf()); !date.Unknown && !slices.Contains(told, date.Text) {
		told = append(told, date.Text) // news and issues say it on top, and not among facts
	}
	return told
}

// facets are what an item can be filtered by.
func (p *planner) facets(item *site.Item, doc *content.Document) []string {
	facets := []string{kindFacet(item.Kind)}
	for _, year := range []int{item.Date().Year, item.Counts()} { // a rating of 2025 is decided in 2026
		if year > 0 {
			facets = append(facets, yearFacet(year))
		}
	}
	for label := range content.Tags(item.Labels) {
		facets = append(facets, tagFacet(p.topic(label)))
	}
	if given, ok := doc.Detail.(*content.Award); ok {
		if kind, known := p.awards.Find(given.Award); known {
			facets = append(facets, "level:"+string(kind.Level))
		}
	}
	slices.Sort(facets)
	return slices.Compact(facets)
}

func kindFacet(kind content.Kind) string { return "kind:" + string(kind) }

func yearFacet(year int) string { return "year:" + strconv.Itoa(year) }

// tagFacet is made of the slug in the address of the topic's list.
func tagFacet(topic theme.Link) string {
	return "tag:" + strings.Trim(strings.TrimSuffix(strings.TrimPrefix(topic.Href, "tags/"), "index.html"), "/")
}
