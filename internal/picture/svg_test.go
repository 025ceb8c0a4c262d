package picture

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// inkscape is a drawing as that program saves it, and clean what is published of it.
const (
	inkscape = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?xml-stylesheet href="C:\Users\GPS 21.59N 105.84E\a.css"?>
<!-- Created by GPS 21.59N 105.84E with Inkscape (http://www.inkscape.org/) -->
<svg width="20" height="10" id="svg1"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:sodipodi='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd'
   xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   sodipodi:docname="GPS 21.59N 105.84E.svg" inkscape:export-filename = "/home/GPS 21.59N 105.84E/a.png" xml:base="file:///GPS 21.59N 105.84E" xml:space="preserve">
  <sodipodi:namedview id="base" inkscape:zoom="2"><inkscape:grid note="GPS 21.59N 105.84E"/></sodipodi:namedview>
  <metadata id="m">GPS 21.59N 105.84E<rdf:RDF><x xmlns="http://creativecommons.org/ns#" rdf:about=""/></rdf:RDF></metadata>
  <title>Sơ đồ &amp; chú giải</title><desc>Lời tả</desc>
  <g inkscape:label="GPS 21.59N 105.84E" id="g1" style='fill:#f00' inkscape:groupmode="layer"  ><path d="M 0,0 > 1"/><!-- GPS 21.59N 105.84E --><path
     d="M1 1" sodipodi:nodetypes="cc" /></g><image xlink:href="file:///C:/GPS 21.59N 105.84E.jpg" width="1"/>
  <style><![CDATA[ path { fill: red } ]]></style>
</svg>
<!-- GPS 21.59N 105.84E -->
GPS 21.59N 105.84E`
	inkscapeClean = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>


<svg width="20" height="10" id="svg1"
   xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg" xml:space="preserve">
  
  
  <title>Sơ đồ &amp; chú giải</title><desc>Lời tả</desc>
  <g id="g1" style='fill:#f00'  ><path d="M 0,0 > 1"/><path
     d="M1 1" /></g><image width="1"/>
  <style><![CDATA[ path { fill: red } ]]></style>
</svg>
`
	illustrator = `<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 24.0, GPS 21.59N 105.84E -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
	<!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">
	<!-- GPS 21.59N 105.84E -->
	<!ENTITY ns_svg "http://www.w3.org/2000/svg">
	<!ATTLIST path d CDATA #IMPLIED>
]>
<a:svg xmlns:a="&ns_svg;" xmlns:i="&ns_ai;" i:viewOrigin="1 2"><i:pgf id="adobe_illustrator_pgf">GPS 21.59N 105.84E</i:pgf><a:path d="M1 1"/></a:svg>`
	illustratorClean = `<?xml version="1.0" encoding="utf-8"?>

<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
<!ENTITY ns_svg "http://www.w3.org/2000/svg">
<!ATTLIST path d CDATA #IMPLIED>
]>
<a:svg xmlns:a="&ns_svg;"><a:path d="M1 1"/></a:svg>`
)

// TestCleanSVG: what programs wrote is gone, all else is the same to the byte.
func TestCleanSVG(t *testing.T) {
	for drawn, want := range map[string]string{
		inkscape: inkscapeClean, illustrator: illustratorClean, inkscapeClean: inkscapeClean,
		"\ufeff<svg/>": "\ufeff<svg/>",
		`<!DOCTYPE svg [<!ENTITY x "http://ns.adobe.com/">]><svg xmlns:x="&x;"/>`: `<!DOCTYPE svg ><svg/>`,
	} {
		if got, err := CleanSVG([]byte(drawn)); err != nil || string(got) != want {
			t.Errorf("%s\n%v", got, err)
		}
	}
}

// TestCleanSVGRefuses: what browsers would not draw either, or read in another way, and what
// becomes something else than what stands there.
func TestCleanSVGRefuses(t *testing.T) {
	for _, drawn := range []string{
		"<svg>", "<svg a=b/>", "<svg><g></svg>", "<svg>&nbsp;</svg>", "\xff\xfe<\x00s\x00v\x00g\x00/\x00>\x00",
		`<!DOCTYPE svg [<!ENTITY x "<script/>">]><svg>&x;</svg>`, `<!DOCTYPE svg [<!ENTITY x "&#60;script/>">]><svg>&x;</svg>`,
		`<!DOCTYPE svg [<!ENTITY % x "y"> %x;]><svg/>`, `<svg/><!DOCTYPE svg>`, `<!DOCTYPE svg [<!ENTITY x "y"]><svg/>`,
	} {
		if got, err := CleanSVG([]byte(drawn)); !errors.Is(err, ErrFormat) {
			t.Errorf("%q: %q, %v", drawn, got, err)
		}
	}
}

// TestCleanSVGInside: a photograph in a drawing tells no place, however it is written.
func TestCleanSVGInside(t *testing.T) {
	data := dirty(t)["jpeg"]
	clean, err := Clean(data)
	if err != nil {
		t.Fatal(err)
	}
	written := base64.StdEncoding.EncodeToString(data)
	inner := base64.StdEncoding.EncodeToString([]byte("<svg><!-- x --></svg>"))
	before := `<svg><image href="data:image/jpeg;base64,`
	behind := `"/><image href='data:image/svg+xml;base64,` + inner + `'/><style>@font-face{src:url(data:font/woff2;base64,AAAA)}</style></svg>`
	want := before + base64.StdEncoding.EncodeToString(clean) + strings.Replace(behind, inner, base64.StdEncoding.EncodeToString([]byte("<svg></svg>")), 1)
	for _, form := range []string{written, strings.ReplaceAll(written, "=", ""), written[:100] + "\n " + written[100:200] + "&#10;" + written[200:], strings.ReplaceAll(written, "+", "%2B")} {
		if got, err := CleanSVG([]byte(before + form + behind)); err != nil || string(got) != want {
			t.Errorf("%.200s, %v", got, err)
		}
	}
	if _, err := CleanSVG([]byte(before + written[:400] + behind)); !errors.Is(err, ErrFormat) {
		t.Errorf("a damaged picture inside: %v", err)
	}
}

// FuzzCleanSVG: cleaning ends, and once is enough; what is left is what was drawn.
func FuzzCleanSVG(f *testing.F) {
	for _, seed := range []string{inkscape, illustrator, `<svg a='"'>]]&gt;<a:b xmlns:a="x"/></svg>`, `<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/gif;base64,R0lG"/></svg>`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		clean, err := CleanSVG(data)
		if err != nil {
			if !errors.Is(err, ErrFormat) {
				t.Fatal(err)
			}
			return
		}
		if again, err := CleanSVG(clean); err != nil || !bytes.Equal(again, clean) {
			t.Fatalf("cleaned twice it differs: %q, %v", again, err)
		}
		if bytes.Contains(data, []byte("<!DOCTYPE")) || bytes.Contains(data, []byte("base64")) {
			return
		}
		d := xml.NewDecoder(bytes.NewReader(clean))
		d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatalf("%q: %v", clean, err)
			}
			switch token := token.(type) {
			case xml.Comment:
				t.Fatalf("%q holds a remark", clean)
			case xml.StartElement:
				if !drawn(token.Name) {
					t.Fatalf("%q holds %v", clean, token.Name)
				}
			}
		}
	})
}
