package pdf

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestReadDict(t *testing.T) {
	const text = "<</A 1\n/B#20C [1 0 R (a\\)(b)>>) <41>]/D<</E/F>>/G 12 0 R/H true/I -.5 /J()>> rest"
	d, err := readDict([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"A": "1", "B C": "[1 0 R (a\\)(b)>>) <41>]", "D": "<</E/F>>", "G": "12 0 R", "H": "true", "I": "-.5", "J": "()", "Z": ""} {
		if got := string(d.get(key)); got != want {
			t.Errorf("%s is %q, not %q", key, got, want)
		}
	}
	list, err := readArray(d.get("B C"))
	if err != nil || len(list) != 3 || readRef(list[0]) != 1 || string(list[1]) != "(a\\)(b)>>)" {
		t.Errorf("%q, %v", list, err)
	}
	again, err := readDict(d.with("A", "2").with("Ă", "3").bytes())
	if err != nil || string(again.get("A")) != "2" || string(again.get("Ă")) != "3" || string(again.get("B C")) != string(d.get("B C")) || len(again) != len(d)+1 {
		t.Errorf("%q, %v", again, err)
	}
	if string(d.get("A")) != "1" {
		t.Error("with changed what it was called on")
	}
}

// FuzzReadFile: what is not a PDF of Chromium's form is refused, never misread
// into a panic.
func FuzzReadFile(f *testing.F) {
	for _, text := range []string{
		"", "%PDF-1.4", "%PDF-1.4\nxref\nstartxref\n9\n%%EOF", "%PDF-1.4\nstartxref", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Root 1 0 R/Info 1 0 R>>\nstartxref\n32\n%%EOF",
		"<</A[<</B(", "<</A 1 0 R", "(\\", "<<//",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(_ *testing.T, text []byte) {
		_, _ = readDict(text)
		_, _ = readArray(text)
		if file, err := readFile(text); err == nil {
			_, _, _ = file.anchors()
			_, _ = file.seal(about{})
		}
	})
}

func TestOtherFormsAreRefused(t *testing.T) {
	for _, text := range []string{"", "GIF89a", "%PDF-1.7\n1 0 obj\n<</Type /XRef>> stream\nendstream\nendobj\nstartxref\n9\n%%EOF\n"} {
		if _, err := readFile([]byte(text)); !errors.Is(err, errForm) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestTextStrings(t *testing.T) {
	for text, want := range map[string]string{"": "()", `a(b\)`: `(a\(b\\\))`, "Đ": "<FEFF0110>", "a\n": "<FEFF0061000A>", "😀": "<FEFFD83DDE00>"} {
		if got := textString(text); got != want {
			t.Errorf("%q: %s, not %s", text, got, want)
		}
	}
	info := string(about{title: "x", time: time.Date(2020, 1, 2, 3, 4, 5, 0, time.FixedZone("", -(3*3600+30*60)))}.info())
	if !strings.Contains(info, "(D:20200102030405-03'30')") || strings.Contains(info, "Author") {
		t.Error(info)
	}
}

// TestProfile has poppler's colour management read the profile, through a file
// whose only colour space is that profile; a profile it cannot read, it says so.
func TestProfile(t *testing.T) {
	profile := sRGB()
	if len(profile)%4 != 0 || !bytes.Equal(profile[36:40], []byte("acsp")) {
		t.Errorf("no profile: %d bytes", len(profile))
	}
	f := file{objects: map[int][]byte{}, catalog: 1, info: 2, size: 6}
	own := map[int][]byte{
		1: []byte("<</Type /Catalog /Pages 3 0 R>>"), 2: []byte("<<>>"), 3: []byte("<</Type /Pages /Count 1 /Kids [4 0 R]>>"),
		4: []byte("<</Type /Page /Parent 3 0 R /MediaBox [0 0 9 9] /Contents 5 0 R /Resources <</ColorSpace <</C [/ICCBased 6 0 R]>>>>>>"),
		5: stream("", []byte("/C cs .2 .4 .8 sc 0 0 9 9 re f"), false), 6: stream("/N 3", deflate(profile), true),
	}
	f.order = []int{1, 2, 3, 4, 5}
	name := filepath.Join(t.TempDir(), "p.pdf")
	if err := os.WriteFile(name, f.write(own, 7, [16]byte{}), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftoppm", "-r", "72", name).CombinedOutput()
	if err != nil || !bytes.HasPrefix(out, []byte("P6\n9 9\n255\n")) {
		t.Fatalf("%v %.200q", err, out)
	}
	if got, want := out[len(out)-3:], []byte{51, 102, 204}; !slices.Equal(got, want) {
		t.Errorf("the colour %v came out as %v", want, got)
	}
}

func TestMajor(t *testing.T) {
	for product, want := range map[string]int{"Chrome/156.0.8078.108": 156, "HeadlessChrome/99.0": 99, "Edg/131": 131, "": 0, "x": 0, "a/b": 0} {
		if got := major(product); got != want {
			t.Errorf("%q: %d", product, got)
		}
	}
}

func TestLastWords(t *testing.T) {
	var w lastWords
	for i := range 2000 {
		_, _ = w.Write([]byte("dòng " + strings.Repeat("x", i%7) + "\n"))
	}
	_, _ = w.Write([]byte("[1:2:ERROR:dbus/bus.cc:405] no bus\n\nhết\xff\n"))
	got := w.String()
	if !strings.HasSuffix(got, "\nhết?") || strings.Contains(got, "dbus") || len(got) > wordsShown {
		t.Errorf("%q", got)
	}
}
