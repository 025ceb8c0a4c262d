package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/chromedp"
)

// takeShots writes a picture of one page of each type into dir, in three
// widths and two schemes, as news-index-360-dark.png.
func takeShots(ctx context.Context, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("making the folder for pictures: %w", err)
	}
	built := *siteFlag
	if built == "" {
		tmp, err := os.MkdirTemp("", "bulletin-shots-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(tmp)
		built = filepath.Join(tmp, "site")
		if err := buildSite(ctx, tmp, built); err != nil {
			return err
		}
	}
	tr, err := readTree(built, "")
	if err != nil {
		return err
	}
	b, err := startBrowser(ctx)
	if err != nil {
		return err
	}
	defer b.close()
	server := serveTree(built, "/")
	defer server.Close()
	problems := b.each(tr.oneOfEach(false), func(ctx context.Context, t *tab, page string) ([]string, error) {
		for _, width := range []int64{360, 768, 1280} {
			for _, scheme := range []string{"light", "dark"} {
				name := strings.ReplaceAll(strings.TrimSuffix(page, ".html"), "/", "-")
				name = fmt.Sprintf("%s-%d-%s.png", name, width, scheme)
				if err := t.shoot(ctx, server.URL+"/"+escapePath(page), filepath.Join(dir, name), width, scheme); err != nil {
					return nil, err
				}
			}
		}
		return nil, nil
	})
	if len(problems) > 0 {
		return fmt.Errorf("taking pictures: %s", strings.Join(problems, "\n"))
	}
	return nil
}

func (t *tab) shoot(ctx context.Context, url, file string, width int64, scheme string) error {
	if err := look(ctx, width, scheme); err != nil {
		return err
	}
	if _, err := t.open(ctx, url); err != nil {
		return err
	}
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		return err
	}
	return os.WriteFile(file, png, 0o644)
}
