package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"unicode"
	"unicode/utf8"
)

// editor changes items of a corpus, another one each time, in the same order
// for every program.
type editor struct {
	writer *writer
	order  []int
	next   int
}

func newEditor(n int) *editor {
	return &editor{writer: newWriter(), order: rand.New(rand.NewPCG(seed, 1)).Perm(n)}
}

// edit is one change of one item.
type edit struct {
	item item
	mark string // words that only the edited page shows
	do   func(text []byte, mark string) ([]byte, error)
}

// body is the next edit of a sentence in the middle of a text.
func (e *editor) body() edit { return e.take("câu đã sửa lần", editBody) }

// title is the next edit of a title.
func (e *editor) title() edit { return e.take("tên đã sửa lần", editTitle) }

func (e *editor) take(words string, do func([]byte, string) ([]byte, error)) edit {
	it := e.writer.itemAt(e.order[e.next%len(e.order)])
	e.next++
	return edit{item: it, mark: fmt.Sprintf("%s %d", words, e.next), do: do}
}

// apply saves the edited file over the old one, as most editors do.
func (e edit) apply(p program) error {
	name, text, err := e.prepare(p)
	if err != nil {
		return err
	}
	return os.WriteFile(name, text, 0o644)
}

// prepare makes the edited text and does not save it.
func (e edit) prepare(p program) (name string, text []byte, err error) {
	name = filepath.Join(p.site, "content", filepath.FromSlash(e.item.path())+".md")
	if text, err = os.ReadFile(name); err != nil {
		return "", nil, err
	}
	if text, err = e.do(text, e.mark); err != nil {
		return "", nil, fmt.Errorf("%s: %w", name, err)
	}
	return name, text, nil
}

// editBody puts the mark before the middlemost paragraph, which is never the
// first: that one may be the item's summary.
func editBody(text []byte, mark string) ([]byte, error) {
	start := bytes.Index(text, []byte("\n---\n"))
	if start < 0 {
		return nil, fmt.Errorf("no front matter")
	}
	best, middle := -1, start+(len(text)-start)/2
	first := true
	for at := start + len("\n---\n"); at < len(text); at++ {
		if text[at-1] != '\n' || text[at-2] != '\n' {
			continue
		}
		if r, _ := utf8.DecodeRune(text[at:]); !unicode.IsLetter(r) {
			continue
		}
		if !first && (best < 0 || distance(at, middle) < distance(best, middle)) {
			best = at
		}
		first = false
	}
	if best < 0 {
		return nil, fmt.Errorf("no second paragraph to edit")
	}
	return insert(text, best, "Đây là "+mark+". "), nil
}

// editTitle puts the mark at the end of the title, which is on the second line.
func editTitle(text []byte, mark string) ([]byte, error) {
	const head = "---\ntitle: \""
	end := bytes.Index(text, []byte("\"\n"))
	if !bytes.HasPrefix(text, []byte(head)) || end < 0 {
		return nil, fmt.Errorf("the title is not on the second line")
	}
	return insert(text, end, " ("+mark+")"), nil
}

func insert(text []byte, at int, more string) []byte {
	out := make([]byte, 0, len(text)+len(more))
	out = append(out, text[:at]...)
	out = append(out, more...)
	return append(out, text[at:]...)
}

func distance(a, b int) int { return max(a-b, b-a) }
