package chart

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bulletin/internal/viet"
)

// Sizes of letters, in units of the view box.
const (
	labelSize = 13.0
	valueSize = 12.0
	smallSize = 11.0
	lineStep  = 1.25 // base line to base line: stacked marks (Ậ, Ỗ) need it
)

// The widest letters of each class, measured in the theme's Be Vietnam Pro of
// weight 600 as a share of the size, rounded up. Segoe UI, Roboto and Arial, which
// stand in for it, are narrower; marks add nothing.
const (
	narrow  = "ijlI.,:;'!|·"  // 0.33
	slim    = "frt()/“”\"14J" // 0.48
	middle  = "cehksuvxyz7?-" // 0.62
	wide    = "mwMOQ%…—"      // 0.9
	widestL = "W@"            // 1.02
)

func letterWidth(r rune) float64 {
	if unicode.Is(unicode.Latin, r) && r >= 0x80 {
		r, _ = utf8.DecodeRuneInString(base(r))
	}
	switch {
	case unicode.Is(unicode.Mn, r):
		return 0
	case r == ' ':
		return 0.25
	case strings.ContainsRune(narrow, r):
		return 0.33
	case strings.ContainsRune(slim, r):
		return 0.48
	case strings.ContainsRune(middle, r):
		return 0.62
	case strings.ContainsRune(wide, r):
		return 0.9
	case strings.ContainsRune(widestL, r):
		return 1.02
	case unicode.IsUpper(r):
		return 0.8
	case r >= 0x1100 && r != '–':
		return 1.1 // ideographs, emoji and what no class knows
	default:
		return 0.7 // a b d g n o p q, digits, –
	}
}

// base is a Vietnamese letter without its marks, in its own case.
func base(r rune) string {
	folded := viet.Fold(string(r))
	if folded == "" {
		return string(r)
	}
	if unicode.IsUpper(r) {
		return strings.ToUpper(folded)
	}
	return folded
}

// textWidth is an upper estimate of how wide a line of text is set.
func textWidth(s string, size float64) float64 {
	var w float64
	for _, r := range s {
		w += letterWidth(r)
	}
	return w * size
}

// wrap sets text in lines no wider than width: between words, within a word
// where it alone is too wide. What exceeds the number of lines ends in "…".
func wrap(s string, size, width float64, lines int) []string {
	var out []string
	line := ""
	for _, word := range strings.Fields(clean(s)) {
		if line != "" && textWidth(line+" "+word, size) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			out = append(out, line)
		}
		for textWidth(word, size) > width && len(out) < lines {
			head := fitting(word, size, width)
			out, word = append(out, head), word[len(head):]
		}
		line = word
		if len(out) >= lines {
			break
		}
	}
	if line != "" {
		out = append(out, line)
	}
	if len(out) > lines {
		last := out[lines-1]
		for last != "" && textWidth(last+"…", size) > width {
			last = shorter(last)
		}
		out = append(out[:lines-1], strings.TrimRight(last, " ")+"…")
	}
	return out
}

// fitting is the longest beginning of a word that fits, one letter at the least.
func fitting(word string, size, width float64) string {
	var w float64
	for i, r := range word {
		if w += letterWidth(r) * size; w > width && i > 0 {
			return word[:i]
		}
	}
	return word
}

func shorter(s string) string {
	_, n := utf8.DecodeLastRuneInString(s)
	return s[:len(s)-n]
}

// widest is the width of the widest of lines.
func widest(lines []string, size float64) float64 {
	var w float64
	for _, l := range lines {
		w = max(w, textWidth(l, size))
	}
	return w
}

// lines writes lines of text centred on y from above to below; align is
// start, middle or end.
func (c *canvas) lines(x, y, size float64, align, class string, texts []string) {
	step := size * lineStep
	first := y - step*float64(len(texts)-1)/2 + 0.36*size // from the middle of letters to their base line
	for i, t := range texts {
		c.say(x, first+float64(i)*step, size, align, class, t)
	}
}
