package site

import (
	"maps"
	"path"
	"slices"
	"strings"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// namesOf are the documents of a kind by the names by which references find them: the
// file's name and the slug. They are gathered when a reference first asks for the kind.
func (l *linker) namesOf(kind content.Kind) map[string][]*Item {
	if known := l.names[kind]; known != nil {
		return known
	}
	names := map[string][]*Item{}
	for _, item := range l.site.All {
		if item.Kind != kind {
			continue
		}
		for _, name := range []string{item.FileName(), string(item.More().Slug)} {
			if name != "" && (len(names[name]) == 0 || names[name][len(names[name])-1] != item) {
				names[name] = append(names[name], item)
			}
		}
	}
	l.names[kind] = names
	return names
}

// references resolves what a document's front matter refers to, both ways.
func (l *linker) references(item *Item) {
	for _, ref := range item.More().References {
		to := l.reference(item, ref.Ref, ref.Want)
		switch {
		case item.Kind == content.KindIssue:
			l.hold(item, ref, to)
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
func (item *Item) relations() *Relations {
	if item.Relations == &unrelated {
		item.Relations = new(Relations)
	}
	return item.Relations
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
	if want == "" && !strings.Contains(ref.Text, "/") && path.Ext(ref.Text) == "" {
		if to = l.anywhere(ref.Text); to == nil {
			l.report(item, ref.Place, "issue-item-unknown", ref.Text)
			return nil
		}
	} else if strings.Contains(ref.Text, "/") || path.Ext(ref.Text) == ".md" || want == "" {
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
	if !item.Shown || to.Shown {
		return to
	}
	if item.Kind == content.KindIssue {
		l.report(item, ref.Place, "issue-item-hidden", ref.Text, reasons[to.State])
	} else {
		l.visible(item, to, ref.Place, ref.Text)
	}
	return nil
}

// anywhere finds a document by its name among all kinds; nil unless there is one only.
func (l *linker) anywhere(name string) (found *Item) {
	for _, spec := range content.Kinds {
		for _, item := range l.namesOf(spec.Kind)[name] {
			if found != nil && found != item {
				return nil
			}
			found = item
		}
	}
	return found
}

// named finds a document by its name alone.
func (l *linker) named(item *Item, ref content.Ref, want content.Kind) *Item {
	known := l.namesOf(want)
	found := known[ref.Text]
	switch len(found) {
	case 1:
		return found[0]
	case 0:
		folder := want.Spec().Folder
		if l.Broken[path.Join(folder, ref.Text+".md")] || l.Broken[path.Join(folder, ref.Text, "index.md")] {
			return nil
		}
		names := l.guesses.among(folder+"/", func() []string { return slices.Collect(maps.Keys(known)) })
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
