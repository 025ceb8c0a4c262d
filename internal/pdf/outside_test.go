package pdf

import (
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
)

// TestNothingOutsideTheTree prints a page that asks, in every way there is
// without script, for another server of this machine and for a file of it.
func TestNothingOutsideTheTree(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var connections atomic.Int32
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			connections.Add(1)
			_ = c.Close()
		}
	}()
	server := "http://" + l.Addr().String() + "/"
	asks := func(address string) string {
		return fmt.Sprintf(`<img src="%[1]simg" alt=""><iframe src="%[1]sframe"></iframe><object data="%[1]sobject"></object><embed src="%[1]sembed">`+
			`<video src="%[1]svideo" poster="%[1]sposter" preload="auto"></video><svg><use href="%[1]suse#a"/><image href="%[1]simage"/></svg>`+
			`<p style="background:url(%[1]sbackground)">x</p><style>@import "%[1]simport"; @font-face{font-family:a;src:url(%[1]sfont)}</style>`+
			`<script src="%[1]sscript"></script><script>fetch("%[1]sfetch"); document.title = "script"</script><iframe srcdoc='<img src="%[1]ssrcdoc">'></iframe>`, address)
	}
	head := fmt.Sprintf(`<link rel="preconnect" href="%[1]s"><link rel="dns-prefetch" href="%[1]s"><link rel="prefetch" href="%[1]sprefetch">`+
		`<link rel="stylesheet" href="%[1]sstyle"><link rel="icon" href="%[1]sicon"><meta http-equiv="refresh" content="0;url=%[1]srefresh"><title>yên</title>`, server)
	body := asks(server) + asks("file:///etc/passwd?") + `<iframe src="file:///etc/passwd"></iframe><iframe src="../../../../etc/passwd"></iframe>` +
		`<iframe src="data:text/html,` + url.PathEscape(asks(server)) + `"></iframe><p>hết</p>`
	doc := mustPrint(t, published(t, head, body), Options{})

	_ = l.Close()
	<-closed
	if n := connections.Load(); n > 0 {
		t.Errorf("the server was connected to %d times", n)
	}
	var text strings.Builder
	for page := range doc.Pages {
		text.WriteString(pageText(t, doc, page+1))
	}
	if !strings.Contains(text.String(), "hết") || strings.Contains(text.String(), "root:") {
		t.Errorf("printed: %s", &text)
	}
	if info := read(t, doc, "pdfinfo", "FILE"); !strings.Contains(info, "Title:           yên") {
		t.Error("the page's script ran, or another page was printed:\n", info)
	}
	var told []string
	for _, p := range doc.Problems {
		told = append(told, fmt.Sprintf("%s %s", p.Code, p.Args[0]))
	}
	for _, want := range []string{"print-outside " + server + "img", "print-outside " + server + "style", "print-outside " + server + "font"} {
		if !slices.Contains(told, want) {
			t.Errorf("%q is not told: %q", want, told)
		}
	}
}

// What the tree lacks is told, and the rest is printed.
func TestMissingFiles(t *testing.T) {
	doc := mustPrint(t, published(t, "", `<img src="../no%20picture.png?x" alt="ảnh"><img src="here/" alt=""><p>còn lại</p>`), Options{})
	var told []string
	for _, p := range doc.Problems {
		told = append(told, fmt.Sprintf("%s %s %s", p.Pos.File, p.Code, p.Args[0]))
	}
	if want := []string{"report/index.html print-missing no picture.png", "report/index.html print-missing report/here/index.html"}; !slices.Equal(told, want) {
		t.Errorf("%q, not %q", told, want)
	}
	if text := pageText(t, doc, 1); !strings.Contains(text, "còn lại") {
		t.Error(text)
	}
	if _, err := Print(t.Context(), fstest.MapFS{}, "report/index.html", Options{}); err == nil || !strings.Contains(err.Error(), "report/index.html") {
		t.Error("a page that is not there:", err)
	}
}

func TestLibraryGivesOnlyTheTree(t *testing.T) {
	base, err := url.Parse("https://example.vn/chi-bo/")
	if err != nil {
		t.Fatal(err)
	}
	lib := library{tree: fstest.MapFS{"index.html": {}, "a/index.html": {}, "a b/ă.css": {}}, base: base}
	for address, want := range map[string]string{
		"https://example.vn/chi-bo/": "index.html", "https://example.vn/chi-bo/a/?q": "a/index.html", "https://example.vn/chi-bo/a%20b/%C4%83.css": "a b/ă.css",
		"https://example.vn/": "", "https://example.vn/chi-boa/": "", "http://example.vn/chi-bo/": "", "https://example.vn:8080/chi-bo/": "",
		"https://example.vn/chi-bo/..%2f..%2fetc/passwd": "", "https://example.vn/chi-bo//etc/passwd": "", "file:///etc/passwd": "", "https://example.vn/chi-bo/a": "",
		"data:text/plain,x": "", "%": "",
	} {
		_, name, err := lib.file(address)
		if want == "" && err == nil || want != "" && (err != nil || name != want) {
			t.Errorf("%s: %q, %v", address, name, err)
		}
	}
	if _, _, err := lib.file("https://example.vn/chi-bo/none.css"); !isMissing(err) {
		t.Error(err)
	}
	if got := lib.address("a b/ă.css"); got != "https://example.vn/chi-bo/a%20b/%C4%83.css" {
		t.Error(got)
	}
}

func isMissing(err error) bool {
	return err != nil && err != errOutside && strings.Contains(err.Error(), fs.ErrNotExist.Error())
}
