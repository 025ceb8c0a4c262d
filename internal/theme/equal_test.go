package theme

import (
	"bytes"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"bulletin/themes"
)

// mains are what each layout shows, as the build fills it.
func mains() map[string][]any {
	item := func(detail any) []any { return []any{&Item{Detail: detail}} }
	return map[string][]any{
		"404": {&NotFound{}}, "home": {&Home{}}, "list": {&List{}}, "tags": {&Tags{}}, "year": {&Year{}}, "years": {&Years{}}, "redirect": {&Redirect{}},
		"award": item(&Award{}), "classification": item(&Classification{}), "issue": item(&Issue{}), "edition": {&Edition{Issue: &Issue{}}}, "mail": {&Mail{Issue: &Issue{}}}, "meeting": item(&Meeting{}),
		"report": {&Report{}}, "story": item(&Story{}), "news": item(nil), "page": item(nil),
	}
}

// texts are what escaping has to deal with.
var texts = []string{
	"", "x", "Đảng bộ tỉnh", `<b>"&'+` + "\x00`=", "javascript:alert(1)", "https://example.vn/?a=b&c=d+e#f", "HTTP://x", "mailto:a@b",
	"a b%20%zz%", "tags/đền-ơn/index.html", "./a:b/c", "\xff\ufdd0\uffff\u2028\u00a0", "</script><!--", "{0}",
}

// fill gives everything below v a drawn value.
func fill(t *rapid.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[Card]() {
			fill(t, v.Field(0))
			return
		}
		for i := range v.NumField() {
			fill(t, v.Field(i))
		}
	case reflect.Pointer:
		if v.Type() == reflect.TypeFor[*Card]() || rapid.Bool().Draw(t, "present") {
			v.Set(reflect.New(v.Type().Elem()))
			fill(t, v.Elem())
		}
	case reflect.Interface:
		if !v.IsNil() {
			fill(t, v.Elem().Elem())
		}
	case reflect.Slice:
		n := rapid.IntRange(0, 2).Draw(t, "length")
		if v.Type() == reflect.TypeFor[[]Heading]() && rapid.Bool().Draw(t, "leaf") {
			n = 0 // headings nest
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			fill(t, v.Index(i))
		}
	case reflect.String:
		v.SetString(rapid.SampledFrom(texts).Draw(t, "text"))
	case reflect.Int:
		v.SetInt(int64(rapid.SampledFrom([]int{0, 1, 2, -7, 1234567}).Draw(t, "number")))
	case reflect.Float64:
		v.SetFloat(rapid.SampledFrom([]float64{0, 18.18, -1}).Draw(t, "share"))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "flag"))
	default:
		t.Fatalf("a View holds a %s", v.Type())
	}
}

// TestProgramEqualsTemplate renders random Views both ways. The program may
// decline what the build never gives; what it writes is html/template's.
func TestProgramEqualsTemplate(t *testing.T) {
	th, _ := Load(Options{Layers: []Layer{{FS: themes.Default()}}})
	layouts := mains()
	for layout := range layouts {
		if ls, err := th.set(layout+".html", "vi"); err != nil || !ls.program.Knows(layout+".html") {
			t.Errorf("%s is left to html/template: %v", layout, err)
		}
	}
	taken := 0
	rapid.Check(t, func(t *rapid.T) {
		layout := rapid.SampledFrom(Layouts()).Draw(t, "layout")
		v := View{Site: &Site{}, Main: rapid.SampledFrom(layouts[layout]).Draw(t, "main")}
		fill(t, reflect.ValueOf(&v).Elem())
		if v.Site == nil {
			v.Site = &Site{}
		}
		ls, err := th.set(layout+".html", rapid.SampledFrom([]string{"vi", "en"}).Draw(t, "language"))
		if err != nil {
			t.Fatal(err)
		}
		data := &pageView{View: &v, Chrome: chromeHTML{Head: "<meta>", Header: "<header>", Footer: "<footer>"}}
		fast, err := ls.program.Run(nil, layout+".html", data)
		if err != nil {
			return
		}
		taken++
		set, err := ls.html()
		if err != nil {
			t.Fatal(err)
		}
		var slow bytes.Buffer
		if err := set.ExecuteTemplate(&slow, layout+".html", data); err != nil {
			t.Fatalf("html/template fails: %v", err)
		}
		if !bytes.Equal(fast, slow.Bytes()) {
			t.Fatalf("got\n%s\nwant\n%s", fast, slow.Bytes())
		}
	})
	if taken == 0 {
		t.Error("the program declined every View")
	}
	t.Logf("%d Views were not declined", taken)
}
