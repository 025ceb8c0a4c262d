package server

import (
	"bulletin/internal/diag"
)

// mostShown is how many errors the overlay shows; the terminal has them all.
const mostShown = 20

// overlay is what the script lays over the page: texts only, so that nothing of
// a source file can become markup.
type overlay struct {
	Lang  diag.Lang `json:"lang"`
	Title string    `json:"title"`
	Intro string    `json:"intro"`
	Hide  string    `json:"hide"`
	What  string    `json:"what"` // before a hint
	More  string    `json:"more,omitempty"`
	Items []problem `json:"items"` // none: nothing to show
	// Number tells a new build's problems from the same ones told again.
	Number int `json:"number"`
}

type problem struct {
	Place   string `json:"place,omitempty"` // file:line:col
	Message string `json:"message"`
	Code    string `json:"code"`
	Hint    string `json:"hint,omitempty"`
	// The excerpt: the line up to the column, the character there, the rest.
	Before string `json:"before,omitempty"`
	At     string `json:"at,omitempty"`
	After  string `json:"after,omitempty"`
}

func overlayOf(list diag.List, lang diag.Lang) overlay {
	o := overlay{Lang: lang, Items: []problem{}}
	n := list.Count(diag.Error)
	if n == 0 {
		return o
	}
	o.Title, o.Intro = problemsTitle.count(lang, n), problemsIntro.in(lang)
	o.Hide, o.What = problemsHide.in(lang), problemsWhat.in(lang)
	if n > mostShown {
		o.More = problemsMore.count(lang, n-mostShown)
	}
	for _, d := range list {
		if d.Severity == diag.Error && len(o.Items) < mostShown {
			o.Items = append(o.Items, problemOf(d, lang))
		}
	}
	return o
}

func problemOf(d diag.Diagnostic, lang diag.Lang) problem {
	p := problem{Place: d.Pos.String(), Message: d.Message(lang), Code: string(d.Code), Hint: d.Hint(lang)}
	p.Before, p.At, p.After = excerpt(d.Line, d.Pos.Col)
	return p
}

// excerptAround is how many characters are shown on either side of the column.
const excerptAround = 60

// excerpt cuts a line at a column: 1-based, in characters; 0 when unknown. A
// column just past the end of the line marks a space.
func excerpt(line string, col int) (before, at, after string) {
	if line == "" {
		return "", "", ""
	}
	runes := make([]rune, 0, len(line))
	for _, r := range line {
		switch {
		case r == '\t':
			r = ' '
		case r < ' ' || r >= 0x7f && r < 0xa0:
			r = '·'
		}
		runes = append(runes, r)
	}
	if col < 1 {
		return shorten(runes, 0, 2*excerptAround), "", ""
	}
	i := min(col-1, len(runes))
	before = shorten(runes[:i], i-excerptAround, i)
	if i == len(runes) {
		return before, " ", ""
	}
	rest := runes[i+1:]
	return before, string(runes[i]), shorten(rest, 0, excerptAround)
}

// shorten gives runes from..to with … where something is left out.
func shorten(runes []rune, from, to int) string {
	from, to = max(from, 0), min(to, len(runes))
	text := string(runes[from:to])
	if from > 0 {
		text = "…" + text
	}
	if to < len(runes) {
		text += "…"
	}
	return text
}
