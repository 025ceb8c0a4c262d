package archive

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// bagitPython is the Library of Congress's program for BagIt, which its authors wrote
// along with the standard, as a Go module carries it; and the sum of the module.
const (
	bagitPython    = "github.com/artefactual-labs/bagit-gython@v0.2.0"
	bagitPythonSum = "h1:Zje4Lb1goZVUPoxpc/k65sWtYpNgK9Rvphvaok5cYzE="
)

// library runs a program in Python that knows the Library's as bagit.
func library(t *testing.T, program string, args ...string) string {
	t.Helper()
	download := exec.Command("go", "mod", "download", "-json", bagitPython)
	download.Dir = t.TempDir() // it is no part of our module
	out, err := download.Output()
	if err != nil {
		t.Fatalf("fetching %s: %v\n%s", bagitPython, err, out)
	}
	var module struct{ Dir, Sum string }
	must(t, json.Unmarshal(out, &module))
	if module.Sum != bagitPythonSum {
		t.Fatalf("%s is another one: %s", bagitPython, module.Sum)
	}
	cmd := exec.Command("python3", append([]string{"-c", program}, args...)...)
	cmd.Env = append(os.Environ(), "PYTHONDONTWRITEBYTECODE=1", "PYTHONPATH="+filepath.Join(module.Dir, "internal", "dist", "data", "linux-amd64"))
	said, err := cmd.Output()
	if err != nil {
		t.Fatalf("python3: %v\n%s", err, said)
	}
	return string(said)
}

// validByLibrary tells for each bag what the Library's program finds wrong; "" when
// it is valid.
func validByLibrary(t *testing.T, bags ...string) []string {
	t.Helper()
	said := library(t, `
import bagit, json, logging, sys, warnings
logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")
def wrong(path):
    try:
        bagit.Bag(path).validate()
    except Exception as e:
        return str(e) or repr(e)
    return ""
print(json.dumps([wrong(path) for path in sys.argv[1:]]))
`, bags...)
	var wrong []string
	must(t, json.Unmarshal([]byte(said), &wrong))
	if len(wrong) != len(bags) {
		t.Fatalf("%d answers for %d bags", len(wrong), len(bags))
	}
	return wrong
}

// TestLibraryFindsOurBagsValid, and those that came to harm not, unless it is by what
// BagIt knows nothing of.
func TestLibraryFindsOurBagsValid(t *testing.T) {
	dir := t.TempDir()
	sealed := filepath.Join(dir, "sealed")
	write(t, sealed, year(t, 2020))
	var bags, names []string
	for _, h := range harms() {
		bag := unlay(t, sealed)
		h.do(bag)
		names = append(names, h.name)
		bags = append(bags, bag.lay(t, filepath.Join(dir, "harmed", h.name)))
	}
	for i, wrong := range validByLibrary(t, bags...) {
		unharmed := names[i] == "nothing" || names[i] == "the seal gone" || names[i] == "a note beside"
		if (wrong == "") != unharmed {
			t.Errorf("%s: it says %q", names[i], wrong)
		}
	}
}

// TestLibraryMakesBagsWeFindValid, with each of its sums.
func TestLibraryMakesBagsWeFindValid(t *testing.T) {
	for _, sum := range []string{"md5", "sha1", "sha224", "sha256", "sha384", "sha512"} {
		bag := tree{"Thư mời.txt": "Kính mời", "100%.txt": "trọn", "a b/c\nd.txt": "hai dòng", "trống/x": ""}.lay(t, filepath.Join(t.TempDir(), "bag"))
		library(t, `
import bagit, sys
bagit.make_bag(sys.argv[1], {"Source-Organization": "Chi bộ Cơ quan", "External-Description": "dài " * 60}, checksums=[sys.argv[2]])
`, bag, sum)
		r := verify(t, bag, Options{})
		if !r.Valid() {
			t.Errorf("%s: %v", sum, told(r.Problems))
		}
	}
}

// stricter are the cases that the Library's program takes for valid and we, as
// RFC 8493 says, do not; and one where it is the stricter one.
var stricter = map[string]string{
	"v0.97/invalid-fetch-dot-dot-blank":       "of fetch.txt it looks at the plainest ways out only",
	"v0.97/invalid-fetch-dot-dot-windows":     "the same",
	"v0.97/invalid-fetch-dot-slash-backslash": "the same",
	"v0.97/invalid-fetch-dot-slash-drive":     "the same",
	"v0.97/invalid-fetch-drive-relative":      "the same",
	"v0.97/invalid-fetch-drive":               "the same",
	"v0.97/invalid-fetch-file-url":            "the same",
	"v0.97/invalid-fetch-unc":                 "the same",
	"v0.97/invalid-fetch-unlisted":            "it does not compare fetch.txt with the manifests",
	"v0.97/invalid-manifest-line":             "it logs the line and goes on",
	"v0.97/invalid-order":                     "it takes the two lines in any order",
	"v0.97/invalid-oxum-twice":                "it takes the first of two",
	"v0.97/invalid-scope":                     "it lets a payload manifest list tag files",
	"v0.97/invalid-whitespace-1":              "it trims blanks in bagit.txt",
	"v0.97/invalid-whitespace-2":              "the same",
	"v0.97/invalid-whitespace-3":              "the same",
	"v1.0/invalid-blank-before-colon":         "the same",
	"v1.0/invalid-third-line":                 "it reads bagit.txt like bag-info.txt",
	"v1.0/invalid-manifests-differ":           "one manifest is enough for it",
	"v0.97/warning-backslash":                 "it takes a backslash for a letter where the system does",
	"v0.97/warning-normalization":             "it finds the name in another normal form, and then not the file",
}

// TestLibraryJudgesTheCases: what is said of the cases of [TestConformance] is what the
// Library's program says, but where it is known why not.
func TestLibraryJudgesTheCases(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("testdata", "conformance", "v*", "*.txt"))
	must(t, err)
	var bags, cases []string
	for _, name := range names {
		if c := readCase(t, name); c.only != "zip" {
			cases = append(cases, filepath.Base(filepath.Dir(name))+"/"+strings.TrimSuffix(filepath.Base(name), ".txt"))
			bags = append(bags, c.bag.lay(t, filepath.Join(t.TempDir(), "bag")))
		}
	}
	for i, wrong := range validByLibrary(t, bags...) {
		agree := (wrong == "") == !strings.Contains(cases[i], "/invalid-")
		if _, known := stricter[cases[i]]; agree == known {
			t.Errorf("%s: agree %v, expected %v; it says %q", cases[i], agree, !known, wrong)
		}
	}
}
