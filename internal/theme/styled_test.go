package theme_test

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	classAttribute = regexp.MustCompile(` class="([^"]*)"`)
	cssSelector    = regexp.MustCompile(`([^{}@;]+)\{`)
	classSelector  = regexp.MustCompile(`\.([a-z][a-z0-9-]*)`)
)

// TestClassesAreStyled: a page that has all the classes of a selector loads the style
// sheet that it stands in: a style that moves to another sheet takes no page's looks with
// it.
func TestClassesAreStyled(t *testing.T) {
	th := load(t)
	selectors := map[string][][]string{} // the classes of each, by sheet
	for _, a := range th.Assets() {
		if path.Ext(a.Path) != ".css" {
			continue
		}
		for _, rule := range cssSelector.FindAllStringSubmatch(string(dataOf(t, a)), -1) {
			for selector := range strings.SplitSeq(rule[1], ",") {
				var classes []string
				for _, m := range classSelector.FindAllStringSubmatch(selector, -1) {
					classes = append(classes, m[1])
				}
				if len(classes) > 0 {
					selectors[a.Path] = append(selectors[a.Path], classes)
				}
			}
		}
	}
	for _, p := range allPages() {
		html := render(t, th, p)
		if p.layout == "mail" { // its styles are its own
			continue
		}
		has := map[string]bool{}
		for _, m := range classAttribute.FindAllStringSubmatch(html, -1) {
			for _, class := range strings.Fields(m[1]) {
				has[class] = true
			}
		}
		for sheet, all := range selectors {
			i := slices.IndexFunc(all, func(classes []string) bool {
				return !slices.ContainsFunc(classes, func(class string) bool { return !has[class] })
			})
			if i >= 0 && !strings.Contains(html, sheet) {
				t.Errorf("%s: .%s is styled in %s, which the page does not load", p.name, strings.Join(all[i], " ."), sheet)
			}
		}
	}
}
