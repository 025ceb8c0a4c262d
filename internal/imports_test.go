// Package internal_test holds the rules that concern the whole module: which
// package may import which, and how ARCHITECTURE.md speaks of them.
package internal_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "bulletin/"

// row places one package of this module: the layer it stands on, and which
// packages of this module it may import. A row may wait for its package.
type row struct {
	layer string
	path  string
	may   string // separated by spaces, "internal/" left out; "all" = every package
}

// packages is the table of layers; ARCHITECTURE.md holds the same one. Adding
// a package takes a row in both. Data flows downwards: nothing may import a
// package of a higher layer, and the tail sees the published tree only.
var packages = []row{
	{"1 ground", "internal/diag", ""},
	{"1 ground", "internal/viet", ""},
	{"1 ground", "internal/feed", ""},
	{"1 ground", "internal/record", ""},
	{"1 ground", "internal/pattern", ""},
	{"1 ground", "internal/tempdir", ""},
	{"1 ground", "internal/garbage", ""},
	{"1 ground", "internal/chart", "viet"},
	{"1 ground", "internal/sheet", "viet"},
	{"1 ground", "internal/webp/libwebp", ""},
	{"1 ground", "internal/webp", "webp/libwebp"},
	{"1 ground", "internal/picture", "webp"},
	{"1 ground", "internal/attachment", "viet"},
	{"1 ground", "themes", ""},
	{"2 input", "internal/schema", "diag viet pattern"},
	{"2 input", "internal/source", "diag viet"},
	{"2 input", "internal/award", "diag viet record schema"},
	{"2 input", "internal/config", "diag viet pattern schema source award"},
	{"2 input", "internal/markdown", "diag viet pattern"},
	{"2 input", "internal/lint", "diag viet source"},
	{"3 meaning", "internal/content", "diag viet pattern record award schema source config markdown lint"},
	{"4 whole", "internal/site", "diag viet picture award schema source config markdown content"},
	{"4 whole", "internal/rules", "diag viet record award schema source content"},
	{"5 faces", "internal/newsletter", "diag viet pattern schema config content site"},
	{"5 faces", "internal/report", "diag viet sheet award schema content rules"},
	{"5 faces", "internal/search", "viet"},
	{"5 faces", "internal/theme/program", ""},
	{"5 faces", "internal/theme", "diag viet pattern picture record schema themes theme/program"},
	{"6 pipeline", "internal/build/publish", "diag viet pattern record"},
	{"6 pipeline", "internal/build/cache", "diag record source"},
	{"6 pipeline", "internal/build/photos", "record"},
	{"6 pipeline", "internal/build", "diag garbage viet pattern chart picture attachment feed record award schema source config markdown lint content site rules report newsletter search theme build/publish build/cache build/photos"},
	{"tail", "internal/watch", "diag viet"},
	{"tail", "internal/server", "diag viet pattern"},
	{"tail", "internal/server/public", "diag viet pattern server"},
	{"tail", "internal/singlefile", "pattern"},
	{"tail", "internal/archive", "diag viet pattern"},
	{"tail", "internal/pdf", "diag pattern tempdir"},
	{"tail", "internal/mail", "pattern"},
	{"tail", "internal/outside", ""},
	{"tail", "internal/deploy", "diag pattern"},
	{"tail", "internal/deploy/folder", "deploy"},
	{"tail", "internal/deploy/sftp", "diag deploy"},
	{"tail", "internal/deploy/s3", "diag deploy"},
	{"tail", "internal/deploy/webdav", "diag deploy"},
	{"command", "cmd/bulletin", "all"},
	{"tests", "test/bench", ""},
	{"tests", "test/browser", ""},
}

// shared lists the modules that more than one package may import: the rule is
// one wrapping package for each dependency, and these are not wrappable.
var shared = map[string]string{
	"go.yaml.in/yaml/v4":       "positions of YAML nodes belong to every strict reader",
	"golang.org/x/sys":         "the system's own calls, like the standard library's",
	"golang.org/x/crypto":      "its packages have nothing in common: one speaks to servers by SSH, one keeps passwords",
	"golang.org/x/net":         "its packages have nothing in common: HTML is read in one place, names of domains in another",
	"golang.org/x/text":        "part of the ground, like the standard library",
	"github.com/gofrs/flock":   "a lock is one call; whoever takes one says in his own words who holds it",
	"github.com/yuin/goldmark": "the benchmark's floor is the bare library, without what the program adds to it",
}

// testOnly lists the modules that no shipped code imports.
var testOnly = []string{
	"github.com/chromedp/chromedp", "github.com/chromedp/cdproto", "pgregory.net/rapid",
	"github.com/google/go-cmp", "github.com/rogpeppe/go-internal", "go.uber.org/goleak",
	"github.com/santhosh-tekuri/jsonschema/v6", "github.com/xuri/excelize/v2",
	"github.com/emersion/go-smtp", "github.com/minio/minio-go/v7", "github.com/emersion/go-sasl", "github.com/emersion/go-message",
}

// listed is what `go list` says of a package; fields keep its names.
type listed struct {
	ImportPath string
	Standard   bool
	GoFiles    []string
	Imports    []string
	Module     *struct{ Path string }
}

// TestImportsFollowTheLayers reads the imports on every system we build for,
// because a file for one system only may import what the others do not.
func TestImportsFollowTheLayers(t *testing.T) {
	allowed, missed := map[string]row{}, map[string]bool{}
	for _, r := range packages {
		allowed[r.path] = r
	}
	for _, goos := range []string{"linux", "windows", "darwin"} {
		for _, p := range list(t, goos) {
			name, ours := strings.CutPrefix(p.ImportPath, module)
			if !ours || len(p.GoFiles) == 0 {
				continue
			}
			r, known := allowed[name]
			if !known && missed[name] {
				continue
			}
			if !known {
				missed[name] = true
				t.Errorf("%s stands on no layer: add it to the table of this test and to ARCHITECTURE.md", name)
				continue
			}
			for _, imported := range p.Imports {
				if dep, ours := strings.CutPrefix(imported, module); ours && !r.allows(dep) {
					t.Errorf("GOOS=%s: %s (%s) must not import %s (%s)", goos, name, r.layer, dep, allowed[dep].layer)
				}
			}
		}
	}
}

func (r row) allows(dep string) bool {
	return r.may == "all" || slices.Contains(r.imports(), dep)
}

// imports gives the paths of the packages the row permits.
func (r row) imports() []string {
	names := strings.Fields(r.may)
	for i, n := range names {
		if n != "themes" {
			names[i] = "internal/" + n
		}
	}
	return names
}

// TestTableGoesDown checks the table itself: no row may permit a higher layer.
func TestTableGoesDown(t *testing.T) {
	layer := map[string]string{}
	for _, r := range packages {
		layer[r.path] = r.layer
	}
	for _, r := range packages {
		for _, dep := range r.imports() {
			if r.may != "all" && (layer[dep] == "" || cmp.Compare(layer[dep], r.layer) > 0) {
				t.Errorf("%s (%s) is permitted %s (%q)", r.path, r.layer, dep, layer[dep])
			}
		}
	}
}

// TestDependenciesAreWrapped holds each third-party module to one package, the
// one that ARCHITECTURE.md names beside the reason for taking the module.
func TestDependenciesAreWrapped(t *testing.T) {
	users, documented := importers(t), dependencyTable(t)
	for m, by := range users {
		slices.Sort(by)
		wrapper, ok := documented[m]
		switch {
		case slices.Contains(testOnly, m):
			t.Errorf("%s is for tests, but imported by %v", m, by)
		case !ok:
			t.Errorf("%s (imported by %v) has no line in ARCHITECTURE.md saying why it was taken", m, by)
		case shared[m] == "" && len(by) > 1:
			t.Errorf("%s is imported by %v; one package should wrap it", m, by)
		case shared[m] == "" && !slices.Contains(wrapper, by[0]):
			t.Errorf("%s is imported by %s; ARCHITECTURE.md says %v wraps it", m, by[0], wrapper)
		}
	}
	required, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for m := range documented {
		if !bytes.Contains(required, []byte("\t"+m+" v")) {
			t.Errorf("ARCHITECTURE.md explains %s, which go.mod does not require", m)
		}
	}
	for _, m := range testOnly {
		if documented[m] == nil {
			t.Errorf("%s has no line in ARCHITECTURE.md", m)
		}
	}
}

// importers gives, for each third-party module, the packages of this module
// whose shipped code imports it.
func importers(t *testing.T) map[string][]string {
	t.Helper()
	users := map[string][]string{}
	for _, goos := range []string{"linux", "windows", "darwin"} {
		pkgs := list(t, goos)
		moduleOf := map[string]string{}
		for _, p := range pkgs {
			if p.Module != nil {
				moduleOf[p.ImportPath] = p.Module.Path
			}
		}
		for _, p := range pkgs {
			name, ours := strings.CutPrefix(p.ImportPath, module)
			if !ours {
				continue
			}
			for _, imported := range p.Imports {
				if m := moduleOf[imported]; m != "" && m+"/" != module && !slices.Contains(users[m], name) {
					users[m] = append(users[m], name)
				}
			}
		}
	}
	return users
}

// TestArchitectureHoldsTheTable compares ARCHITECTURE.md's table of layers
// with this file's, row by row.
func TestArchitectureHoldsTheTable(t *testing.T) {
	var documented []row
	for _, cells := range tableRows(t) {
		if len(cells) == 4 && strings.HasPrefix(cells[1], "`") && !strings.Contains(cells[1], ".") {
			may := strings.Join(codes(cells[2]), " ")
			if cells[2] == "all" {
				may = "all"
			}
			documented = append(documented, row{cells[0], codes(cells[1])[0], may})
		}
	}
	for _, r := range packages {
		if !slices.Contains(documented, r) {
			t.Errorf("ARCHITECTURE.md lacks or differs from: %q", r)
		}
	}
	for _, r := range documented {
		if !slices.Contains(packages, r) {
			t.Errorf("ARCHITECTURE.md has a row that this test lacks: %q", r)
		}
	}
}

// dependencyTable reads ARCHITECTURE.md's rows | `module` | `package` | why |.
func dependencyTable(t *testing.T) map[string][]string {
	t.Helper()
	deps := map[string][]string{}
	for _, cells := range tableRows(t) {
		if len(cells) != 3 || !strings.HasPrefix(cells[0], "`") || !strings.Contains(cells[0], ".") {
			continue // not a module's row
		}
		if cells[2] == "" {
			t.Errorf("ARCHITECTURE.md gives no reason for %s", cells[0])
		}
		for _, m := range codes(cells[0]) {
			deps[m] = append([]string{}, codes(cells[1])...)
		}
	}
	return deps
}

var inCode = regexp.MustCompile("`([^`]+)`")

// codes gives the words set as code in a cell of a table.
func codes(cell string) []string {
	var words []string
	for _, m := range inCode.FindAllStringSubmatch(cell, -1) {
		words = append(words, m[1])
	}
	return words
}

// tableRows gives the trimmed cells of every table row in ARCHITECTURE.md.
func tableRows(t *testing.T) [][]string {
	t.Helper()
	text, err := os.ReadFile("../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") || !strings.HasSuffix(line, "|") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		rows = append(rows, cells)
	}
	return rows
}

// list runs go list over the module and what it depends on, for one system.
func list(t *testing.T, goos string) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,Standard,GoFiles,Imports,Module", "./...")
	cmd.Dir = ".."
	cmd.Env = append(os.Environ(), "GOOS="+goos, "CGO_ENABLED=0")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.Bytes())
	}
	var pkgs []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return pkgs
		} else if err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
}
