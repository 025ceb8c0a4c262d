package publish

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// model is what a reader of the promises expects of the destination.
type model struct {
	o    Options
	t    testing.TB // for t.TempDir and reading; failures go to rapid's
	site site       // what the next build produces
	disk site       // what stands in the destination
	ours map[string]bool
	lost bool // the manifest is gone
}

// modelPaths holds pairs that are a file in one site and a folder in another.
// None is a page by its folder only: see the model's recognised.
var modelPaths = []string{
	"index.html", "a.html", "b.html", "a.html/x.html", "tin/q1.html", "tin/q2.html", "tin", "tin/2020/a/b.html",
	"sitemap.xml", "feeds/atom.xml", "feeds", "ảnh/bìa.jpg", "assets/x",
}

// fits tells whether a path can stand beside the others.
func fits(s site, p string) bool {
	for q := range s {
		if q != p && (strings.HasPrefix(q, p+"/") || strings.HasPrefix(p, q+"/")) {
			return false
		}
	}
	return true
}

func (m *model) change(t *rapid.T) {
	p := rapid.SampledFrom(modelPaths).Draw(t, "path")
	if _, ok := m.site[p]; ok && rapid.Bool().Draw(t, "delete") {
		delete(m.site, p)
	} else if fits(m.site, p) {
		data := rapid.SampledFrom([]string{"một", "hai", "ba ba"}).Draw(t, "text")
		if path.Ext(p) == ".html" {
			data = page(data)
		}
		m.site[p] = data
	}
}

func (m *model) changeAsset(t *rapid.T) {
	for p := range m.site {
		if fingerprinted().MatchString(p) {
			delete(m.site, p)
		}
	}
	if fits(m.site, "assets/x.css") {
		m.site.asset("assets/x.css", rapid.StringMatching("[a-c]{3}").Draw(t, "css"))
	}
}

// damage spoils, replaces or deletes a file of the destination.
func (m *model) damage(t *rapid.T) {
	if len(m.disk) == 0 {
		return
	}
	p := rapid.SampledFrom(slices.Sorted(maps.Keys(m.disk))).Draw(t, "file")
	name := join(m.o.Dest, p)
	data := []byte(m.disk[p])
	switch rapid.IntRange(0, 3).Draw(t, "damage") {
	case 0:
		m.must(t, os.Remove(name))
		delete(m.disk, p)
		return
	case 1:
		data = data[:len(data)/2]
	case 2:
		data = append(data, "thêm"...)
	default:
		if len(data) > 0 {
			data[len(data)-1] ^= 1 // the same size
		}
	}
	m.must(t, os.WriteFile(name, data, 0o644))
	m.disk[p] = string(data)
}

// drop adds a file that is not ours, perhaps where an output goes.
func (m *model) drop(t *rapid.T) {
	p := rapid.SampledFrom(append(slices.Clone(modelPaths), "của tôi.txt", "kho/a/b.pdf", "tin/ghi chú.txt")).Draw(t, "path")
	if _, ok := m.disk[p]; ok || !fits(m.disk, p) {
		return
	}
	if info, err := os.Lstat(join(m.o.Dest, p)); err == nil && info.IsDir() {
		return // an empty folder
	}
	m.must(t, os.MkdirAll(filepath.Dir(join(m.o.Dest, p)), 0o755))
	m.must(t, os.WriteFile(join(m.o.Dest, p), []byte("của tôi"), 0o644))
	m.disk[p] = "của tôi"
	// A file at a path that the manifest lists cannot be told from a damaged output.
}

func (m *model) loseManifest(t *rapid.T) {
	at, err := locate(m.o)
	m.must(t, err)
	if err := os.Remove(at.manifest()); err == nil {
		m.lost = true
		m.ours = map[string]bool{}
	}
}

// recognised says by the promise's own words which file shows that it is ours.
func recognised(p, data string) bool {
	if path.Ext(p) == ".html" {
		return strings.Contains(data, `<meta name="generator" content="bulletin `)
	}
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte(data)))
	return strings.HasSuffix(p, "."+sum[:10]+path.Ext(p))
}

// expect returns the files in the way of a build and what it would leave.
func (m *model) expect() (inWay []string, after site) {
	after = m.site.with(nil)
	for p, data := range m.disk {
		now, wanted := m.site[p]
		mine := m.ours[p] || recognised(p, data)
		switch {
		case wanted && (mine || now == data):
		case wanted:
			inWay = append(inWay, p)
		case !fits(m.site, p):
			if !mine {
				inWay = append(inWay, p)
			}
		case m.ours[p] || m.lost && mine:
		default:
			after[p] = data
		}
	}
	slices.Sort(inWay)
	return inWay, after
}

func (m *model) publish(t *rapid.T) {
	inWay, after := m.expect()
	before := times(m.t, m.o.Dest)
	r, err := m.site.publish(m.o)
	var foreign *ForeignError
	if errors.As(err, &foreign) {
		if !slices.Equal(foreign.Paths, inWay) {
			t.Fatalf("in the way: %q, want %q", foreign.Paths, inWay)
		}
		m.same(t, m.disk)
		return
	}
	m.must(t, err)
	if len(inWay) > 0 {
		t.Fatalf("%q were in the way and nothing was said", inWay)
	}
	m.same(t, after)
	for p, when := range times(m.t, m.o.Dest) {
		was, stood := m.disk[p]
		if stood && was == after[p] && !when.Equal(before[p]) {
			t.Fatalf("%s had not changed but was written", p)
		}
		if changed := slices.Contains(r.Changed, p); changed != (m.site[p] != was || !stood) && m.has(p) {
			t.Fatalf("%s: reported as changed: %v", p, changed)
		}
	}
	m.disk, m.lost, m.ours = after, false, map[string]bool{}
	for p := range m.site {
		m.ours[p] = true
	}
}

func (m *model) has(p string) bool { _, ok := m.site[p]; return ok }

// same compares files; which empty folders stay is another test's business.
func (m *model) same(t *rapid.T, want site) {
	got := read(m.t, m.o.Dest)
	maps.DeleteFunc(got, func(p, _ string) bool { return strings.HasSuffix(p, "/") })
	if !maps.Equal(got, want) {
		t.Fatalf("the destination holds\n%q, want\n%q", got, want)
	}
}

func (m *model) must(t *rapid.T, err error) {
	if err != nil {
		t.Fatal(err)
	}
}

// Any sequence of builds, edits, damage, lost manifests and foreign files ends
// in what the promises say.
func TestAnySequenceKeepsThePromises(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := &model{o: temp(t), t: t, site: site{}, disk: site{}, ours: map[string]bool{}, lost: true}
		rt.Repeat(map[string]func(*rapid.T){
			"change":  m.change,
			"asset":   m.changeAsset,
			"damage":  m.damage,
			"drop":    m.drop,
			"lose":    m.loseManifest,
			"publish": m.publish,
		})
		m.publish(rt)
	})
}
