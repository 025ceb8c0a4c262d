package diag

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TestCatalogueIsOne: a code has one text, so no table hides another's.
func TestCatalogueIsOne(t *testing.T) {
	seen := map[Code]bool{}
	for _, table := range catalogue {
		for code := range table {
			if seen[code] {
				t.Errorf("%s stands in two tables", code)
			}
			seen[code] = true
			if !regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`).MatchString(string(code)) {
				t.Errorf("%s is not kebab-case", code)
			}
		}
	}
}

// eachText calls f for every text of the catalogue, in the order of the codes.
func eachText(f func(Code, text)) {
	for _, table := range catalogue {
		for _, code := range slices.Sorted(maps.Keys(table)) {
			f(code, table[code])
		}
	}
}

// TestTextsAreComplete: every problem says in both languages what is wrong and
// what to do next, in composed letters, as a phrase and not a full sentence.
func TestTextsAreComplete(t *testing.T) {
	eachText(func(code Code, texts text) {
		for name, s := range map[string]string{"vi": texts.vi, "en": texts.en, "hintVI": texts.hintVI, "hintEN": texts.hintEN} {
			switch {
			case s == "":
				t.Errorf("%s has no %s", code, name)
			case !utf8.ValidString(s) || !norm.NFC.IsNormalString(s):
				t.Errorf("%s: %s is not composed: %q", code, name, s)
			case strings.HasSuffix(s, "."):
				t.Errorf("%s: %s ends in a full stop: %q", code, name, s)
			case strings.TrimSpace(s) != s || strings.Contains(s, "  ") || strings.ContainsAny(s, "\n\t"):
				t.Errorf("%s: %s has stray blanks: %q", code, name, s)
			}
		}
	})
}

var placeholder = regexp.MustCompile(`\{[0-9]+\}`)

// TestLanguagesSayTheSame: what one language tells of the place, the other tells
// too, so nobody has to switch languages to find the file that is meant. The
// numbers have no gaps, or an argument would be passed for nothing.
func TestLanguagesSayTheSame(t *testing.T) {
	places := func(texts ...string) []string {
		all := placeholder.FindAllString(strings.Join(texts, " "), -1)
		slices.Sort(all)
		return slices.Compact(all)
	}
	eachText(func(code Code, texts text) {
		vi, en := places(texts.vi, texts.hintVI), places(texts.en, texts.hintEN)
		if !slices.Equal(vi, en) {
			t.Errorf("%s: Vietnamese uses %q, English %q", code, vi, en)
		}
		for i, p := range vi {
			if p != fmt.Sprintf("{%d}", i) {
				t.Errorf("%s uses %q: a number is left out", code, vi)
				break
			}
		}
	})
}

// waiting are tables whose package is not part of the module yet.
var waiting = map[string]map[Code]text{}

// TestEveryCodeIsUsedAndHasAText reads the module as the compiler does: every
// constant of type Code outside this package is looked up, and every code of the
// catalogue must be one of them.
func TestEveryCodeIsUsedAndHasAText(t *testing.T) {
	used := codesOfModule(t)
	for code, where := range used {
		if _, ok := textOf(code); !ok {
			t.Errorf("%s: the code %q has no text in the catalogue", where, code)
		}
	}
	for folder, table := range waiting {
		if _, err := os.Stat(filepath.Join("../..", filepath.FromSlash(folder))); errors.Is(err, os.ErrNotExist) {
			for code := range table {
				used[code] = "waiting for " + folder
			}
		}
	}
	eachText(func(code Code, _ text) {
		if used[code] == "" {
			t.Errorf("nothing reports %q", code)
		}
	})
}

// listed is what `go list -json` tells of a package.
type listed struct {
	Dir, ImportPath, Export string
	GoFiles                 []string
	Module                  *struct{ Main bool }
}

// codesOfModule type-checks the module's packages and returns every constant of
// type Code in them with its place.
func codesOfModule(t *testing.T) map[Code]string {
	t.Helper()
	command := exec.Command("go", "list", "-export", "-deps", "-json=Dir,ImportPath,Export,GoFiles,Module", "./...")
	command.Dir = "../.."
	var complaints bytes.Buffer
	command.Stderr = &complaints
	out, err := command.Output()
	if err != nil {
		t.Fatalf("listing the module's packages: %v\n%s", err, &complaints)
	}
	exports, own := map[string]string{}, []listed{}
	for stream := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := stream.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		exports[p.ImportPath] = p.Export
		if p.Module != nil && p.Module.Main && !strings.HasSuffix(p.ImportPath, "/internal/diag") {
			own = append(own, p)
		}
	}
	fset := token.NewFileSet()
	compiled := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	codes := map[Code]string{}
	for _, p := range own {
		var files []*ast.File
		for _, name := range p.GoFiles {
			file, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
		info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
		conf := types.Config{Importer: compiled}
		if _, err := conf.Check(p.ImportPath, fset, files, info); err != nil {
			t.Fatal(err)
		}
		for expr, tv := range info.Types {
			if tv.Value == nil || !strings.HasSuffix(tv.Type.String(), "internal/diag.Code") {
				continue
			}
			if code := constant.StringVal(tv.Value); code != "" {
				codes[Code(code)] = fset.Position(expr.Pos()).String()
			}
		}
	}
	return codes
}
