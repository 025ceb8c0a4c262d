package build

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSitemap: it names every page that people may look for, the items from the
// oldest, so that more lists leave the parts of a long one as they are.
func TestSitemap(t *testing.T) {
	s := newsOf(7, 2)
	s.config += "base_url: https://chibo.vn/\n"
	s.files["news/cu.md"] = doc("Cũ", "date: 2019", "tags: [a]", "aliases: [xưa.html]")
	pages := s.html(t)
	var got, want []string
	for _, loc := range regexp.MustCompile(`<loc>https://chibo\.vn/(.*?)</loc>`).FindAllStringSubmatch(pages[sitemapAddress], -1) {
		got = append(got, loc[1]+"index.html")
	}
	if len(got) < 8 || got[0] != "news/2019/cu/index.html" || got[7] != "news/2020/tin-07/index.html" {
		t.Errorf("the sitemap begins with %q", got[:min(8, len(got))])
	}
	for path := range pages {
		if strings.HasSuffix(path, "index.html") {
			want = append(want, path)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
