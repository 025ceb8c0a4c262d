package theme

import (
	"net/url"
	"path"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"bulletin/themes"
)

func TestRel(t *testing.T) {
	for _, tc := range []struct{ root, href, want string }{
		{"", "index.html", "index.html"},
		{"../../", "a/index.html", "../../a/index.html"},
		{"../", "#meetings", "#meetings"},
		{"../", "a/index.html#b", "../a/index.html#b"},
		{"../", "pictures/ảnh 1?.png", "../pictures/%E1%BA%A3nh%201%3F.png"},
		{"", "a:b/c.html", "./a:b/c.html"},
		{"", "", "./"},
	} {
		if got := string(rel(tc.root, tc.href)); got != tc.want {
			t.Errorf("rel(%q, %q) = %q, want %q", tc.root, tc.href, got, tc.want)
		}
	}
}

// TestRelResolves: a browser that follows the link from the page arrives at the
// site path, whatever it is made of.
func TestRelResolves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		segment := rapid.StringMatching(`[a-zA-ZĐđơ0-9 :?%&+~._-]{0,6}[a-zđ0-9]`)
		page := strings.Join(rapid.SliceOfN(segment, 0, 3).Draw(t, "page"), "/") + "/index.html"
		page = strings.TrimPrefix(page, "/")
		href := strings.Join(rapid.SliceOfN(segment, 1, 4).Draw(t, "href"), "/")
		root := strings.Repeat("../", strings.Count(page, "/"))
		base := &url.URL{Scheme: "https", Host: "example.vn", Path: "/sub/" + page}
		link, err := url.Parse(string(rel(root, href)))
		if err != nil {
			t.Fatal(err)
		}
		if got := base.ResolveReference(link); got.Path != path.Join("/sub", href) || got.RawQuery != "" || got.Host != base.Host {
			t.Fatalf("from %s by %s to %s, want %s", page, link, got, href)
		}
	})
}

// TestKeysHoldEveryField changes every field of a site, however deep, and
// wants another key: a field that is added to the View and forgotten there would
// show stale pages.
func TestKeysHoldEveryField(t *testing.T) {
	everyField(t, func() any {
		return &Site{Menu: []MenuItem{{}}, FooterMenu: []MenuItem{{}}, Feeds: []Feed{{}}}
	}, func(v any) string {
		var k key
		k.site(v.(*Site))
		return string(k)
	})
}

// TestViewsAreValues: a View can be digested by a walk that knows values only.
func TestViewsAreValues(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var walk func(path string, at reflect.Type)
	walk = func(path string, at reflect.Type) {
		switch at.Kind() {
		case reflect.Struct:
			if seen[at] {
				return
			}
			seen[at] = true
			for field := range at.Fields() {
				if field.IsExported() {
					walk(at.Name()+"."+field.Name, field.Type)
				}
			}
		case reflect.Slice, reflect.Pointer:
			walk(path, at.Elem())
		case reflect.String, reflect.Bool, reflect.Int, reflect.Float64:
		default:
			if path != "View.Main" && path != "Item.Detail" {
				t.Errorf("%s is a %s", path, at)
			}
		}
	}
	for _, v := range []any{
		View{}, Home{}, List{}, Item{}, Year{}, Tags{}, NotFound{}, Redirect{},
		Meeting{}, Story{}, Award{}, Classification{}, Issue{},
	} {
		walk("", reflect.TypeOf(v))
	}
	if !seen[reflect.TypeFor[LinkedData]()] || !seen[reflect.TypeFor[CardFields]()] {
		t.Error("the walk does not reach the ends")
	}
}

// everyField changes one field at a time of what fresh makes.
func everyField(t *testing.T, fresh func() any, keyOf func(any) string) {
	t.Helper()
	seen := map[string]string{keyOf(fresh()): "nothing changed"}
	var change func(name string, at func(any) reflect.Value)
	change = func(name string, at func(any) reflect.Value) {
		whole := fresh()
		v := at(whole)
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				change(name+"."+v.Type().Field(i).Name, func(w any) reflect.Value { return at(w).Field(i) })
			}
			return
		case reflect.Pointer:
			change(name, func(w any) reflect.Value { return at(w).Elem() })
			return
		case reflect.Slice:
			change(name, func(w any) reflect.Value { return at(w).Index(0) })
			v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
		case reflect.String:
			v.SetString("x")
		case reflect.Int:
			v.SetInt(7)
		case reflect.Bool:
			v.SetBool(true)
		default:
			t.Fatalf("%s has a kind that this test does not know: %s", name, v.Kind())
		}
		if other, taken := seen[keyOf(whole)]; taken {
			t.Errorf("%s and %s have the same key", name, other)
		}
		seen[keyOf(whole)] = name
	}
	change("", func(w any) reflect.Value { return reflect.ValueOf(w).Elem() })
}

// TestCardStandsAnywhere: what a card was rendered as at one place is never taken
// for what it is at another, nor in another language.
func TestCardStandsAnywhere(t *testing.T) {
	th, problems := Load(Options{Layers: []Layer{{FS: themes.Default(), Name: "themes/default"}}})
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	fields := CardFields{Title: "Thi đua", Href: "awards/a/index.html", Kind: "award", Revoked: true, Summary: "Tóm tắt."}
	kept := []*Card{NewCard(fields)}
	for range 2 {
		for _, lang := range []string{"vi", "en"} {
			ls, err := th.set("", lang)
			if err != nil {
				t.Fatal(err)
			}
			for _, root := range []string{"", "../", "../../"} {
				for level := 2; level <= 4; level++ {
					got, err := ls.list(nil, root, kept, level)
					want, err2 := ls.list(nil, root, []*Card{NewCard(fields)}, level)
					if err != nil || err2 != nil || string(got) != string(want) {
						t.Errorf("%s %q %d: %v %v\n%s\nwant %s", lang, root, level, err, err2, got, want)
					}
				}
			}
		}
	}
}
