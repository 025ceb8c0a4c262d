package browser

import (
	"context"
	"fmt"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// maxStops bounds how many times Tab is pressed on a page.
const maxStops = 60

// stop tells about the element that Tab led to: "" when a person can see that
// it has the focus, "end" behind the last one, else what is wrong.
const stop = `(() => {
	const e = document.activeElement, seen = window.stops ??= new Set();
	if (!e || e === document.body || e === document.documentElement || seen.has(e)) return 'end';
	seen.add(e);
	const name = e.tagName.toLowerCase() + ' "' + (e.innerText || e.ariaLabel || e.id || '').trim().slice(0, 40) + '"';
	const box = e.getBoundingClientRect(), style = getComputedStyle(e);
	if (!e.checkVisibility({opacityProperty: true, visibilityProperty: true}) || box.width < 2 || box.height < 2) return name + ' takes the focus unseen';
	if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return name + ' takes the focus outside the window';
	const under = document.elementFromPoint(
		Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1), Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1));
	if (under && !e.contains(under) && !under.contains(e) && getComputedStyle(under).position !== 'static') return name + ' has the focus behind ' + under.tagName.toLowerCase();
	const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
	return outlined || style.boxShadow !== 'none' ? '' : name + ' does not show that it has the focus';
})()`

// checkKeyboard walks one page of each type with the Tab key, narrow and wide:
// every stop must be in sight, uncovered and marked (WCAG 2.2, 2.4.7 and 2.4.11).
func (l *looker) checkKeyboard() []string {
	return l.browser.each(l.tree.oneOfEach(false), func(ctx context.Context, t *tab, page string) ([]string, error) {
		var problems []string
		for _, width := range []int64{360, 1280} {
			if err := look(ctx, width, "light"); err != nil {
				return nil, err
			}
			if _, err := t.open(ctx, l.atRoot+escapePath(page)); err != nil {
				return nil, err
			}
			stops := 0
			for ; stops < maxStops; stops++ {
				if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.Tab)); err != nil {
					return nil, fmt.Errorf("pressing Tab: %w", err)
				}
				found, err := chromedp.Run(ctx, chromedp.Evaluate[string](settled+`.then(() => `+stop+`)`, chromedp.EvalAwaitPromise))
				if err != nil {
					return nil, err
				}
				if found == "end" {
					break
				}
				if found != "" {
					problems = append(problems, fmt.Sprintf("%d px: %s", width, found))
				}
			}
			if stops == 0 {
				problems = append(problems, fmt.Sprintf("%d px: Tab leads to nothing", width))
			}
		}
		return problems, nil
	})
}
