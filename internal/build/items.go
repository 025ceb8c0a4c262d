package build

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"bulletin/internal/build/publish"
	"bulletin/internal/content"
	"bulletin/internal/site"
	"bulletin/internal/theme"
)

// planItems plans the page of every item.
func (p *planner) planItems() {
	p.tasks.pages, p.ways = p.shown, map[content.Kind]*method{}
	for _, spec := range content.Kinds {
		p.ways[spec.Kind] = p.method(publish.Page, string(spec.Kind))
	}
}

// task makes the item's page.
func (s *shown) task() Task {
	return Task{Path: s.item.Address, method: s.p.ways[s.item.Kind], maker: (*itemPage)(s)}
}

// itemPage makes the page of an item.
type itemPage shown

// Recipe gathers all that the page is made of.
func (i *itemPage) Recipe() (any, error) { return i.p.article(i.item), nil }

// View makes the View of the page's recipe and the document that the recipe names,
// and nothing else.
func (i *itemPage) View(recipe any) (theme.View, error) {
	doc, err := i.p.documents.Document(i.item.Head)
	if err != nil {
		return theme.View{}, err
	}
	return i.p.articlePage(recipe.(*article), doc).view()
}

// Data is here for the type: an item's page is made of a View.
func (i *itemPage) Data(any) ([]byte, error) { return nil, errors.ErrUnsupported }

// article gathers the recipe of an item's page.
func (p *planner) article(item *site.Item) *article {
	a := &article{
		Document: item.Content, Address: item.Address, Section: sectionOf(item), Card: p.show(item),
		Images: picturesOf(item), Targets: item.Targets,
		Meetings: p.showAll(item.Meetings), Issues: p.showAll(item.Issues), Story: p.show(item.Story),
		Previous: p.mention(item.Previous), Next: p.mention(item.Next),
	}
	related := p.site.Related(item)
	a.Related = make([]*mention, 0, len(related))
	for _, other := range related {
		if m := p.mention(other); m != nil {
			a.Related = append(a.Related, m)
		}
	}
	if item.Kind == content.KindMeeting { // the meeting's own part shows the story it names
		others := slices.DeleteFunc(slices.Clone(item.Stories), func(story *site.Item) bool { return story == item.Story })
		a.Stories = p.showAll(others)
	}
	if held := item.Holds; held != nil {
		a.Lead, a.Quoted = p.show(held.Lead), p.show(held.Quoted)
		for _, part := range held.Sections {
			others := slices.DeleteFunc(slices.Clone(part), func(other *site.Item) bool { return other == held.Lead })
			a.Contents = append(a.Contents, p.showAll(others))
		}
	}
	if item.Scanned != nil {
		a.Scan, a.ScanBytes = item.Scanned.Address, item.Scanned.Stat.Size
	}
	return a
}

// picturesOf are the pictures that an item's front matter names, in its order; those that
// are missing have no address.
func picturesOf(item *site.Item) []site.Picture {
	var pictures []site.Picture
	for _, f := range item.Files {
		if f == nil {
			pictures = append(pictures, site.Picture{})
			continue
		}
		pictures = append(pictures, f.Picture)
	}
	return pictures
}

// imageOf is a picture as layouts show it; nil for none.
func imageOf(p site.Picture, alt string) *theme.Image {
	if p.Address == "" {
		return nil
	}
	shown := &theme.Image{Href: p.Address, Thumb: p.Address, Alt: alt, Width: p.Width, Height: p.Height}
	shown.Sizes, shown.WebP = imageSizes(p.Sizes), imageSizes(p.WebP)
	if len(p.Sizes) > 0 {
		shown.Thumb = p.Sizes[0].Address
	}
	if len(shown.WebP) > 0 {
		shown.ThumbWebP = shown.WebP[:1:1]
	}
	return shown
}

func imageSizes(sizes []site.Size) []theme.ImageSize {
	var all []theme.ImageSize
	for _, size := range sizes {
		all = append(all, theme.ImageSize{Href: size.Address, Width: size.Width})
	}
	return all
}

// images are the pictures of the front matter that there are.
func images(pictures []site.Picture, named []content.Image) []theme.Image {
	var all []theme.Image
	for i, p := range pictures {
		if shown := imageOf(p, cmp.Or(named[i].Alt, named[i].Caption)); shown != nil {
			shown.Caption, shown.Credit = named[i].Caption, named[i].Credit
			all = append(all, *shown)
		}
	}
	if len(all) == 1 {
		all[0].Alone = true
	}
	return all
}

// firstPicture is the picture that stands for an item, nil when it has none.
func firstPicture(pictures []site.Picture, named []content.Image) *theme.Image {
	for i, p := range pictures {
		if shown := imageOf(p, named[i].Alt); shown != nil {
			return shown
		}
	}
	return nil
}

// join puts a separator between the parts that are not empty.
func join(separator string, parts ...string) string {
	kept := parts[:0:0]
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, separator)
}
