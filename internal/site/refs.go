package site

import (
	"path"
	"slices"
	"strings"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// nameKey finds documents by what a reference may call them.
type nameKey struct {
	kind content.Kind
	name string
}

// indexNames collects the names by which references find documents: the file's
// name and the slug.
func (l *linker) indexNames() {
	l.names = make(map[nameKey][]*Item, len(l.site.All))
	one := make([]*Item, len(l.site.All)) // a name is mostly one item's
	for i, item := range l.site.All {
		names := [...]string{item.FileName(), string(item.More().Slug)}
		for j, name := range names {
			if name == "" || j > 0 && name == names[0] {
				continue
			}
			key := nameKey{item.Kind, name}
			if known := l.names[key]; known != nil || j > 0 {
				l.names[key] = append(known, item)
				continue
			}
			one[i] = item
			l.names[key] = one[i : i+1 : i+1]
		}
	}
}

// references resolves what a document's front matter refers to, both ways.
func (l *linker) references(item *Item) {
	for _, ref := range item.More().References {
		to := l.reference(item, ref.Ref, ref.Want)
		switch {
		case item.Kind == content.KindIssue:
			issue := item.relations()
			for len(issue.Contents) <= ref.Part {
				issue.Contents = append(issue.Contents, nil)
			}
			if to != nil {
				issue.Contents[ref.Part] = append(issue.Contents[ref.Part], to)
				to.relations().Issues = join(to.Issues, item)
			}
		case to == nil:
		case item.Kind == content.KindMeeting:
			item.relations().Story = to
			relate(item, to)
		case item.Kind == content.KindStory:
			relate(to, item)
		}
	}
}

// relate notes that a story was told at a meeting, on both sides.
func relate(meeting, story *Item) {
	meeting.relations().Stories = join(meeting.Stories, story)
	story.relations().Meetings = join(story.Meetings, meeting)
}

// unrelated are the relations of an item that has none.
var unrelated Relations

// relations are the item's own, to be written to.
func (i *Item) relations() *Relations {
	if i.Relations == &unrelated {
		i.Relations = new(Relations)
	}
	return i.Relations
}

func join(items []*Item, item *Item) []*Item {
	if slices.Contains(items, item) {
		return items
	}
	return append(items, item)
}

// reference finds the document a reference names: by a path relative to this
// file, or by its name among those of the wanted kind. It returns nil after
// reporting why there is none, or when nothing was written.
func (l *linker) reference(item *Item, ref content.Ref, want content.Kind) *Item {
	if ref.Text == "" {
		return nil
	}
	var to *Item
	if strings.Contains(ref.Text, "/") || path.Ext(ref.Text) == ".md" || want == "" {
		full, ok := l.locate(item, ref.Place, ref.Text)
		if !ok {
			return nil
		}
		if to = l.documentAt(full); to == nil {
			l.dead(item, ref.Place, ref.Text, full)
			return nil
		}
	} else if to = l.named(item, ref, want); to == nil {
		return nil
	}
	if want != "" && to.Kind != want {
		l.report(item, ref.Place, "reference-kind", ref.Text, diag.Words{VI: want.Spec().VI, EN: want.Spec().EN})
		return nil
	}
	if item.Shown && !l.visible(item, to, ref.Place, ref.Text) {
		return nil
	}
	return to
}

// named finds a document by its name alone.
func (l *linker) named(item *Item, ref content.Ref, want content.Kind) *Item {
	found := l.names[nameKey{want, ref.Text}]
	switch len(found) {
	case 1:
		return found[0]
	case 0:
		folder := want.Spec().Folder
		if l.Broken[path.Join(folder, ref.Text+".md")] || l.Broken[path.Join(folder, ref.Text, "index.md")] {
			return nil
		}
		names := l.guesses.among(folder+"/", func() []string {
			var all []string
			for key := range l.names {
				if key.kind == want {
					all = append(all, key.name)
				}
			}
			return all
		})
		if near, ok := viet.Nearest(ref.Text, names); ok {
			l.report(item, ref.Place, "reference-missing-near", ref.Text, near)
			return nil
		}
		l.report(item, ref.Place, "reference-missing", ref.Text, folder)
		return nil
	}
	l.report(item, ref.Place, "reference-ambiguous", ref.Text, relative(item.Path, found[0].Path), relative(item.Path, found[1].Path))
	return nil
}

// nearestPath finds the path most like the wanted one among sorted paths: of the
// same file name elsewhere, unless that is one that every folder has, or of a
// similar name.
func nearestPath(wanted string, paths []string) (string, bool) {
	for _, p := range paths {
		if path.Base(p) == path.Base(wanted) && path.Base(p) != "index.md" {
			return p, true
		}
	}
	return viet.Nearest(wanted, paths)
}
