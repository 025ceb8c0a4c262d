package browser

import (
	"context"
	"fmt"
	"unicode/utf8"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/chromedp"
)

// prose selects text that is set in the page's own typefaces: not code, whose
// typeface is the system's.
const prose = `:is(h1, h2, p, li, dt, dd, a):not(:has(*)):not(:empty):not(code *, pre *, svg *)`

// plainText gives an element's text if nothing but that text is drawn in it:
// the marker of a list and ::before or ::after are glyphs too.
const plainText = `e => {
	const drawn = pseudo => !['none', 'normal'].includes(getComputedStyle(e, pseudo).content);
	return !e.checkVisibility() || getComputedStyle(e).display === 'list-item' || drawn('::before') || drawn('::after') ? '' : e.textContent;
}`

// enough is how many elements of a page are looked at.
const enough = 40

// checkTypefaces wants every Vietnamese letter to come from a typeface that
// the site ships. Where one lacks a letter the browser takes it from another
// font, or puts it together from parts, and "Uỷ" looks unlike its neighbours.
// Opened from file://, where a typeface that fails to load is easily missed.
func (l *looker) checkTypefaces() []string {
	return l.browser.each(l.tree.oneOfEach(false), func(ctx context.Context, t *tab, page string) ([]string, error) {
		if err := look(ctx, 1280, "light"); err != nil {
			return nil, err
		}
		if _, err := t.open(ctx, l.fromFile+escapePath(page)); err != nil {
			return nil, err
		}
		texts, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](
			`[...document.querySelectorAll('`+prose+`')].map(e => (`+plainText+`)(e))`))
		if err != nil {
			return nil, err
		}
		nodes, err := chromedp.Run(ctx, chromedp.QueryNodeIDs(chromedp.CSSAll(prose), chromedp.AtLeast(0)))
		if err != nil {
			return nil, err
		}
		if len(nodes) != len(texts) {
			return nil, fmt.Errorf("%d nodes have %d texts", len(nodes), len(texts))
		}
		return typefaceProblems(ctx, nodes, texts)
	})
}

func typefaceProblems(ctx context.Context, nodes []cdp.NodeID, texts []string) ([]string, error) {
	var problems []string
	seen, shipped := 0, false
	for i, node := range nodes {
		if seen == enough {
			break
		}
		if !vietnamese(texts[i]) {
			continue
		}
		seen++
		answer, err := chromedp.Call(ctx, css.GetPlatformFontsForNode, css.GetPlatformFontsForNodeParams{NodeID: node})
		if err != nil {
			return nil, fmt.Errorf("asking for the typefaces of %q: %w", texts[i], err)
		}
		own, flaw := flawed(answer.Fonts, utf8.RuneCountInString(texts[i]))
		shipped = shipped || own != ""
		if own != "" && flaw != "" {
			problems = append(problems, fmt.Sprintf("%q is set in %s, but %s", texts[i], own, flaw))
		}
	}
	if seen > 0 && !shipped {
		problems = append(problems, fmt.Sprintf("none of %d texts is set in a typeface that the site ships", seen))
	}
	return problems, nil
}

// flawed names the shipped typeface among those that a text was set in, "" when
// there is none, and says what is wrong: letters borrowed from another font, or
// put together from a plain letter and a mark, which shows as more glyphs than
// letters.
func flawed(fonts []*css.PlatformFontUsage, letters int) (own, flaw string) {
	glyphs := 0.0
	for _, f := range fonts {
		glyphs += f.GlyphCount
		if f.IsCustomFont {
			own = f.FamilyName
		} else {
			flaw = fmt.Sprintf("%.0f letters in %s", f.GlyphCount, f.FamilyName)
		}
	}
	if flaw == "" && int(glyphs) > letters {
		flaw = fmt.Sprintf("%.0f glyphs make its %d letters", glyphs, letters)
	}
	return own, flaw
}

// vietnamese tells whether a text holds a letter with a Vietnamese mark, and
// nothing that the typefaces may leave to others, such as arrows.
func vietnamese(s string) bool {
	marked := false
	for _, r := range s {
		switch {
		case r == 'đ' || r == 'Đ' || r == 'ă' || r == 'ơ' || r == 'ư' || r >= 0x1EA0 && r <= 0x1EF9:
			marked = true
		case r > 0x2026 && r != '₫':
			return false
		}
	}
	return marked
}
