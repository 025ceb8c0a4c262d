package browser

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// facts is what a person would see of the single file, and what its links lead to.
const facts = `(() => {
	const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
	return {
		shown: [...document.querySelectorAll('.single-page')].filter(e => e.checkVisibility()).map(e => e.id),
		pages: document.querySelectorAll('.single-page').length,
		twice: ids.filter((id, i) => ids.indexOf(id) !== i),
		dead: [...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href')).filter(to => !document.getElementById(decodeURIComponent(to.slice(1)))),
		relative: [...document.querySelectorAll('[href], [src]')].map(e => e.getAttribute('href') ?? e.getAttribute('src')).filter(to => !/^(#|data:|https?:|mailto:|tel:)/.test(to)),
		faces: [...document.fonts].filter(f => f.status === 'loaded').length,
		scripts: document.scripts.length,
		heading: [...document.querySelectorAll('h1')].filter(e => e.checkVisibility()).map(e => e.textContent.trim()),
	};
})()`

type factsOf struct {
	Shown, Twice, Dead, Relative, Heading []string
	Pages, Faces, Scripts                 int
}

// TestSingleFile opens the whole site as one file, by double-click: one page is shown at a
// time, every link leads somewhere in it, and it asks nobody for anything.
func TestSingleFile(t *testing.T) {
	if *siteFlag != "" {
		return // the tree was built by someone else
	}
	file := filepath.Join(t.TempDir(), "bản tin #1.html")
	buildSample(t, "--single-file="+file)
	folder, err := fileURL(filepath.Dir(file))
	if err != nil {
		t.Fatal(err)
	}
	address := folder + escapePath(filepath.Base(file))
	b, err := chromium.start()
	if err != nil {
		t.Fatal(err)
	}
	check(t, "single", func() []string {
		return b.each([]string{"bản tin.html"}, func(ctx context.Context, t *tab, _ string) ([]string, error) {
			if err := look(ctx, 1280, "light"); err != nil {
				return nil, err
			}
			story, err := t.open(ctx, address)
			if err != nil {
				return nil, err
			}
			problems := story.problems
			for _, url := range story.requests {
				if url != address && !strings.HasPrefix(url, "data:") {
					problems = append(problems, "it asks for "+url)
				}
			}
			seen, err := chromedp.Run(ctx, chromedp.Evaluate[factsOf](facts))
			if err != nil {
				return nil, err
			}
			for what, found := range map[string][]string{"ids that are there twice": seen.Twice, "links that lead nowhere": seen.Dead, "relative addresses": seen.Relative} {
				if len(found) > 0 {
					problems = append(problems, fmt.Sprintf("%s: %q", what, found))
				}
			}
			if seen.Pages < 20 || seen.Faces == 0 || seen.Scripts != 0 || len(seen.Shown) != 1 || seen.Shown[0] != "index" {
				problems = append(problems, fmt.Sprintf("at first: %+v", seen))
			}
			for to, want := range map[string]string{
				"years/2020/report/": "years/2020/report/", "years/2020/report/~muc_awards": "years/2020/report/",
				"stories/2020/cai-thuoc-la/": "stories/2020/cai-thuoc-la/", "index": "index", "none": "index",
			} {
				moved := fmt.Sprintf(`(location.hash = %q, %s)`, to, facts)
				seen, err := chromedp.Run(ctx, chromedp.Evaluate[factsOf](moved))
				if err != nil {
					return nil, err
				}
				if len(seen.Shown) != 1 || seen.Shown[0] != want || len(seen.Heading) != 1 {
					problems = append(problems, fmt.Sprintf("#%s shows %q with the headings %q", to, seen.Shown, seen.Heading))
				}
			}
			return problems, nil
		})
	})
}
