package singlefile

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// tree makes a file system of names and texts in turns.
func tree(namesAndTexts ...string) (fstest.MapFS, []string) {
	fsys := fstest.MapFS{}
	var names []string
	for i := 0; i < len(namesAndTexts); i += 2 {
		fsys[namesAndTexts[i]] = &fstest.MapFile{Data: []byte(namesAndTexts[i+1])}
		names = append(names, namesAndTexts[i])
	}
	return fsys, names
}

func pageOf(root, title, main string) string {
	return `<!DOCTYPE html><html lang="vi"><head><title>` + title + `</title><link rel="stylesheet" href="` + root + `assets/main.css"><script src="` + root + `x.js"></script></head>` +
		`<body class="layout-x"><a class="skip-link" href="#page_main">Qua</a><header><a href="` + root + `index.html" aria-current="page">Nhà</a><script>alert(1)</script></header><main id="page_main">` + main + `</main><footer>chân</footer></body></html>`
}

func sample() (fstest.MapFS, []string) {
	return tree(
		"index.html", pageOf("", "Trang chủ", `<h1 id="top">Nhà</h1><a href="a/index.html">A</a><a href="a/index.html#x">Ax</a><a href="cu/index.html">Cũ</a><form action="s"><input></form>`),
		"a/index.html", pageOf("../", "A", `<h1 id="top">A</h1><p id="x"><label for="y">L</label><input id="y"></p><a href="#x">x</a><a href="tep.pdf">Tệp</a><a href="https://example.org/">ra ngoài</a><a href="print/index.html">In</a><picture><source type="image/webp" srcset="anh.webp"><img src="anh.png" srcset="b.png 2x" alt=""></picture><noscript><p id="ns">chữ</p></noscript><svg aria-labelledby="x y"><use href="#x"></use><rect fill="url(#g)"></rect></svg>`),
		"a/tep.pdf", "PDF", "a/anh.png", "PNG", "a/anh.webp", "WEBP",
		"a/print/index.html", strings.Replace(pageOf("../../", "In", "IN"), "layout-x", "layout-edition", 1),
		"cu/index.html", `<!DOCTYPE html><html><head><meta http-equiv="refresh" content="0; url=../a/index.html"></head><body><main></main></body></html>`,
		"404.html", pageOf("", "404", "KHÔNG CÓ"),
		"assets/main.css", `@font-face{src:url("fonts/f.woff2")}a{background:url(data:x)}`, "assets/fonts/f.woff2", "WOFF", "assets/fonts/F-OFL.txt", "OFL -- licence",
		"x.js", "1",
	)
}

func document(t *testing.T, fsys fstest.MapFS, names []string) (string, Result) {
	t.Helper()
	r, err := Make(context.Background(), fsys, names)
	if err != nil {
		t.Fatal(err)
	}
	return string(r.HTML), r
}

func TestDocument(t *testing.T) {
	fsys, names := sample()
	text, r := document(t, fsys, names)
	for _, want := range []string{
		`<section class="single-page layout-x" id="index"`, `<section class="single-page layout-x" id="a/" tabindex="-1" aria-label="A">`,
		`<a href="#a/">A</a>`, `<a href="#a/~x">Ax</a>`, `<a href="#a/">Cũ</a>`, `<h1 id="index~top">`, `<h1 id="a/~top">`,
		`<label for="a/~y">`, `<input id="a/~y"/>`, `<a href="#a/~x">x</a>`, `<a download="tep.pdf" href="data:application/pdf;base64,UERG">Tệp</a>`,
		`<a href="https://example.org/">`, `<a>In</a>`, `<img src="data:image/png;base64,UE5H" alt=""/>`, `<p id="a/~ns">chữ</p>`,
		`aria-labelledby="a/~x a/~y"`, `<use href="#a/~x">`, `fill="url(#a/~g)"`, `url("data:font/woff2;base64,V09GRg==")`, `url(data:x)`,
		"OFL - - licence", `<header><a href="#index">Nhà</a></header>`, "<footer>chân</footer>", `<html lang="vi">`, "<title>Trang chủ</title>", policy,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %s", want)
		}
	}
	for _, never := range []string{"<script", "<form", "skip-link", "srcset", "<source", "<picture", "webp", "noscript", "KHÔNG CÓ", "http-equiv=\"refresh\"", "x.js", "page_main"} {
		if strings.Contains(text, never) {
			t.Errorf("it holds %s", never)
		}
	}
	if r.Pages != 2 || r.Files != 3 || !slices.Equal(r.Dropped, []string{"a/print/index.html"}) {
		t.Errorf("%d pages, %d files, dropped %q", r.Pages, r.Files, r.Dropped)
	}
	slices.Reverse(names)
	if again, _ := document(t, fsys, names); again != text {
		t.Error("another order of the names gives other bytes")
	}
	if t.Failed() {
		t.Log(text)
	}
}

func TestRefused(t *testing.T) {
	home := pageOf("", "", `<p id="x"></p>`)
	for name, tt := range map[string]struct {
		files []string
		want  error
	}{
		"no home":                   {[]string{"a.html", home}, ErrNoHome},
		"no main":                   {[]string{"index.html", "<p>x</p>"}, errNoMain},
		"an id twice":               {[]string{"index.html", pageOf("", "", `<p id="x"></p><p id="x"></p>`)}, errCollision},
		"a style that is not ours":  {[]string{"index.html", home, "assets/main.css", "a{background:url(https://x.example/)}"}, errStyle},
		"a style that is not there": {[]string{"index.html", home, "assets/main.css", "a{background:url('none.png')}"}, errStyle},
		"a style that imports":      {[]string{"index.html", home, "assets/main.css", `@import "x.css";`}, errStyle},
		"the style's end":           {[]string{"index.html", home, "assets/main.css", `a::before{content:"</style>"}`}, errStyle},
	} {
		fsys, names := tree(tt.files...)
		if _, err := Make(context.Background(), fsys, names); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

// An attachment that many pages lead to is in the document once; feeds are not.
func TestAttachmentsStandOnce(t *testing.T) {
	large := strings.Repeat("%PDF", 10_000)
	fsys, names := tree(
		"index.html", pageOf("", "", `<a href="t.pdf">một</a><a href="atom.xml">nguồn tin</a>`), "b.html", pageOf("", "", `<a id="x" href="t.pdf">hai</a>`),
		"assets/main.css", "", "t.pdf", large, "atom.xml", "<feed/>",
	)
	text, r := document(t, fsys, names)
	if strings.Count(text, "data:application/pdf") != 1 || !strings.Contains(text, `id="index~tep-1">một</a>`) || !strings.Contains(text, `<a href="#index~tep-1" id="b.html~x">hai</a>`) {
		t.Errorf("%d times; %s", strings.Count(text, "data:application/pdf"), text[len(text)-300:])
	}
	if !slices.Equal(r.Dropped, []string{"atom.xml"}) || strings.Contains(text, "feed") {
		t.Errorf("dropped %q", r.Dropped)
	}
}
