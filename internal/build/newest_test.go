package build

import (
	"strings"
	"testing"
)

// TestNewsletterFeeds: the newsletter has feeds of its own, which hold its issues only
// and are named on its list; the site's hold all.
func TestNewsletterFeeds(t *testing.T) {
	s := small{config: "title: Bản tin\nbase_url: https://example.vn/\n", files: map[string]string{
		"news/tin.md":  doc("Một tin", "date: 2020-07-01"),
		"issues/so.md": doc("Số 7", "date: 2020-07", "masthead: {issue_no: 7, year: 2020}"),
	}}
	pages := s.html(t)
	for _, name := range []string{"atom.xml", "rss.xml", "feed.json"} {
		if own := pages["issues/"+name]; !strings.Contains(own, "Số 7") || strings.Contains(own, "Một tin") {
			t.Errorf("issues/%s:\n%s", name, own)
		}
		if all := pages[name]; !strings.Contains(all, "Số 7") || !strings.Contains(all, "Một tin") {
			t.Errorf("%s:\n%s", name, all)
		}
		if list := pages["issues/index.html"]; !strings.Contains(list, `href="../issues/`+name) {
			t.Errorf("the list of issues does not name %s", name)
		}
	}
	if list := pages["issues/index.html"]; !strings.Contains(list, `class="cover"`) || strings.Contains(pages["news/index.html"], `class="cover"`) {
		t.Error("issues are not shown by their covers, or news are")
	}
}
