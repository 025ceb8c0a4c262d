package build

import (
	"cmp"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"bulletin/internal/award"
	"bulletin/internal/build/publish"
	"bulletin/internal/content"
	"bulletin/internal/record"
	"bulletin/internal/search"
	"bulletin/internal/site"
	"bulletin/internal/theme"
)

const searchAddress = "search/index.html"

// itemsPerText is how many items' texts stand in one file of the search: so few that a
// page of results loads some hundred kilobytes, so many that a site has an eighth more
// files.
const itemsPerText = 8

// planSearch plans the page to search on and what it loads.
func (p *planner) planSearch() {
	if !p.site.Config.Search {
		return
	}
	items := p.searched()
	for all := range slices.Chunk(items, search.SegmentSize) {
		p.segments = append(p.segments, &searchSegment{p: p, number: len(p.segments), items: all})
	}
	for some := range slices.Chunk(p.segments, runtime.GOMAXPROCS(0)) {
		p.planSegments(some)
	}
	p.page(searchAddress, "search", publish.List, func() (page, error) {
		head := p.head(searchAddress, "search", "search", p.t("search.title"), "")
		head.NoIndex = true
		return page{head, p.searchView(items), nil}, nil
	})
}

// searched are the items that can be found, the oldest first, so that those of old ones
// stay where they are in the index.
func (p *planner) searched() []*site.Item {
	var items []*site.Item
	for _, item := range p.site.Items {
		if p.show(item) != nil {
			items = append(items, item)
		}
	}
	slices.SortFunc(items, func(a, b *site.Item) int {
		return cmp.Or(a.Date().Compare(b.Date()), cmp.Compare(a.Path, b.Path))
	})
	return items
}

// searchSegment is a part of the index.
type searchSegment struct {
	p      *planner
	number int
	items  []*site.Item

	mu   sync.Mutex
	sum  record.Sum // names all that the segment is made of; zero until it is asked for
	made *search.Segment
	left int // shards that are not written yet
}

// forget lets the segment be made anew, of which an item changed.
func (s *searchSegment) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sum, s.made = record.Sum{}, nil
}

// shardRecipe names all that a shard is made of.
type shardRecipe struct {
	Segment record.Sum
	Number  int

	of *searchSegment `record:"-"`
}

// textsRecipe names all that the texts of some items are made of.
type textsRecipe struct{ Items []foundRecipe }

// foundRecipe is what a page of results shows of an item, and is searched.
type foundRecipe struct {
	Document record.Sum
	Card     *shown
}

func (s *searchSegment) recipe(items []*site.Item) textsRecipe {
	r := textsRecipe{make([]foundRecipe, len(items))}
	for i, item := range items {
		r.Items[i] = foundRecipe{item.Content, s.p.show(item)}
	}
	return r
}

var textsRecipeCodec = record.For[textsRecipe]()

func (s *searchSegment) digest() record.Sum {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sum == (record.Sum{}) {
		r := s.recipe(s.items)
		s.sum = record.SumOf(textsRecipeCodec.Append(nil, &r))
	}
	return s.sum
}

// version changes when items of the segment get other numbers or titles, so that a browser
// does not mix files of two builds. It is made of their cards alone: a sum of the sources
// would tell the public that something in them changed which it does not see.
func (s *searchSegment) version() string {
	cards := make([]*shown, len(s.items))
	for i, item := range s.items {
		cards[i] = s.p.show(item)
	}
	sum := record.SumOf(cardsCodec.Append(nil, &cards))
	return hex.EncodeToString(sum[:4])
}

var cardsCodec = record.For[[]*shown]()

// planSegments plans the files of some segments: their shards in turns, so that each
// processor makes another segment, and their texts.
func (p *planner) planSegments(all []*searchSegment) {
	for n := range search.Shards(search.SegmentSize) + 1 {
		for _, s := range all {
			if shards := search.Shards(len(s.items)); n <= shards { // the last are the words
				p.script(s.file("i", n), func() (any, error) { return shardRecipe{s.digest(), n, s}, nil }, func(any) (any, error) {
					return s.shard(n, shards)
				})
			}
		}
	}
	for _, s := range all {
		n := 0
		for some := range slices.Chunk(s.items, itemsPerText) {
			p.script(s.file("t", n), func() (any, error) { return s.recipe(some), nil }, func(any) (any, error) {
				return s.texts(some)
			})
			n++
		}
	}
}

// file is where a file of the segment is.
func (s *searchSegment) file(of string, number int) string {
	return path.Join("search", strconv.Itoa(s.number), of+strconv.Itoa(number)+".js")
}

// script plans a file that hands a value to the page that loads it.
func (p *planner) script(address string, recipe func() (any, error), value func(recipe any) (any, error)) {
	p.add(Task{Path: address, method: p.method(publish.List, ""), maker: &steps{
		recipe: recipe,
		data: func(recipe any) ([]byte, error) {
			v, err := value(recipe)
			if err != nil {
				return nil, err
			}
			var out strings.Builder
			fmt.Fprintf(&out, "bulletinSearch(%q,", strings.TrimSuffix(strings.TrimPrefix(address, "search/"), ".js"))
			e := json.NewEncoder(&out)
			e.SetEscapeHTML(false)
			if err := e.Encode(v); err != nil {
				return nil, fmt.Errorf("writing %s: %w", address, err)
			}
			return []byte(strings.TrimSuffix(out.String(), "\n") + ");\n"), nil
		},
	}})
}

// shard makes the segment's index when the first of its shards is asked for, and lets go
// of it after the last.
func (s *searchSegment) shard(n, shards int) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.made == nil {
		all := make([]search.Item, len(s.items))
		for i, item := range s.items {
			found, err := s.p.found(item)
			if err != nil {
				return "", err
			}
			all[i] = found.item()
		}
		s.made, s.left = search.New(all), shards+1
	}
	text := s.made.Words()
	if n < shards {
		text = s.made.Shard(n)
	}
	if s.left--; s.left == 0 {
		s.made = nil
	}
	return text, nil
}

// texts are what a page of results shows of some items: title, address, facts, whether it
// was withdrawn, text.
func (s *searchSegment) texts(items []*site.Item) ([][5]any, error) {
	texts := make([][5]any, len(items))
	for i, item := range items {
		found, err := s.p.found(item)
		if err != nil {
			return nil, err
		}
		card := found.card
		date := cmp.Or(card.Date.Short, card.Date.Text)
		texts[i] = [5]any{card.Title, card.Href, join(" · ", card.Draft, card.Label, card.Note, date), card.Revoked, found.text()}
	}
	return texts, nil
}

// searchView is the page to search on.
func (p *planner) searchView(items []*site.Item) *theme.Search {
	view := &theme.Search{Script: "search/", PerText: itemsPerText, Total: len(items)}
	index := make([][3]any, len(p.segments))
	for i, s := range p.segments {
		index[i] = [3]any{len(s.items), search.Shards(len(s.items)), s.version()}
	}
	data, _ := json.Marshal(index) // numbers and a text
	view.Index = string(data)
	var kinds, years, tags, levels []theme.Choice
	for _, section := range p.site.Sections {
		if len(section.Items) > 0 {
			link := theme.Link{Label: p.t("section." + section.Folder), Href: p.href(listAddress(section.Folder))}
			kinds = append(kinds, theme.Choice{Value: string(section.Kind), Label: link.Label})
			view.Browse = append(view.Browse, link)
			if section.Kind == content.KindAward {
				for _, level := range new(award.Level).Options() {
					levels = append(levels, theme.Choice{Value: level.Value, Label: p.option(new(award.Level).Options(), level.Value)})
				}
			}
		}
	}
	for _, year := range p.site.Years {
		years = append(years, theme.Choice{Value: strconv.Itoa(year.Year), Label: strconv.Itoa(year.Year)})
	}
	for _, tag := range p.site.Tags {
		tags = append(tags, theme.Choice{Value: tag.Slug, Label: tag.Label})
	}
	for _, f := range []theme.Filter{
		{Name: "kind", Label: p.t("search.kind"), Choices: kinds},
		{Name: "year", Label: p.t("search.year"), Choices: years},
		{Name: "tag", Label: p.t("search.tag"), Choices: tags},
		{Name: "level", Label: p.t("search.level"), Choices: levels},
	} {
		if len(f.Choices) > 0 {
			view.Filters = append(view.Filters, f)
		}
	}
	for _, entry := range p.chrome.FooterMenu {
		if entry.Section != "search" {
			view.Browse = append(view.Browse, theme.Link{Label: entry.Label, Href: entry.Href})
		}
	}
	return view
}
