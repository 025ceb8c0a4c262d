package archive

import (
	"bulletin/internal/diag"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// chainOf seals three years that follow each other, the second as a zip.
func chainOf(t *testing.T) (dir string, paths []string) {
	t.Helper()
	dir = t.TempDir()
	var previous Link
	for i, name := range []string{"2019", "2020.zip", "2021"} {
		b := year(t, 2019+i)
		b.Previous = previous
		previous = Link{name, write(t, filepath.Join(dir, name), b)}
		paths = append(paths, filepath.Join(dir, name))
	}
	return dir, paths
}

func expectChain(t *testing.T, paths []string, want ...string) diag.List {
	t.Helper()
	results, chain, err := VerifyChain(context.Background(), paths, Options{})
	must(t, err)
	for i, r := range results {
		if r.Name != filepath.Base(paths[i]) || !r.Valid() {
			t.Errorf("%s: %v", paths[i], r.Problems)
		}
	}
	speaks(t, chain)
	expectTold(t, chain, want...)
	return chain
}

func TestChainHolds(t *testing.T) {
	_, paths := chainOf(t)
	expectChain(t, paths)
	expectChain(t, []string{paths[2], paths[0], paths[1]})
	expectChain(t, paths[:1])
	expectChain(t, nil)
}

func TestPredecessorNotGiven(t *testing.T) {
	_, paths := chainOf(t)
	expectChain(t, paths[1:], "info chain-missing 2020.zip")
	told := expectChain(t, []string{paths[0], paths[2]}, "info chain-missing 2021")
	if said := told[0].Message(diag.EN); !strings.Contains(said, "“2020.zip” (digest ") {
		t.Errorf("says %q", said)
	}
}

// TestExchangedYear: a valid bag in place of another is found by the next year's.
func TestExchangedYear(t *testing.T) {
	dir, paths := chainOf(t)
	must(t, os.RemoveAll(paths[0]))
	b := year(t, 2019)
	b.Payload = append(b.Payload, text("data/source/thêm.md", "x"))
	write(t, paths[0], b)
	expectChain(t, paths, "error chain-broken 2020.zip")

	write(t, filepath.Join(dir, "2022"), year(t, 2022))
	expectChain(t, []string{paths[2], filepath.Join(dir, "2022")}, "info chain-missing 2021", "error chain-unlinked 2022")
	write(t, filepath.Join(dir, "2019b"), year(t, 2019))
	expectChain(t, []string{paths[0], filepath.Join(dir, "2019b")}, "error chain-double 2019")
	write(t, filepath.Join(dir, "undated"), Bag{Date: b.Date})
	expectChain(t, []string{paths[2], filepath.Join(dir, "undated")}, "info chain-missing 2021", "warning chain-no-year undated")
}

// TestResealing: a bag that replaces one of its year carries the record of all
// before it, and the chain knows it as what replaces them.
func TestResealing(t *testing.T) {
	dir, paths := chainOf(t)
	ctx := context.Background()
	first, err := DigestOf(ctx, paths[0])
	must(t, err)
	b := year(t, 2019)
	b.Payload = append(b.Payload, text("data/source/thêm.md", "x"))
	b.Seals, err = Reseal(ctx, paths[0], time.Date(2020, 6, 1, 0, 0, 0, 0, time.UTC), "Bổ sung\nbiên bản")
	must(t, err)
	second := write(t, filepath.Join(dir, "2019-2.zip"), b)
	b.Seals, err = Reseal(ctx, filepath.Join(dir, "2019-2.zip"), time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC), "Sửa tên")
	must(t, err)
	write(t, filepath.Join(dir, "2019-3"), b)
	want := []Seal{{first, "2020-06-01", "Bổ sung biên bản"}, {second, "2021-06-01", "Sửa tên"}}
	r := verify(t, filepath.Join(dir, "2019-3"), Options{})
	expectTold(t, r.Problems)
	if diff := cmp.Diff(want, r.Seals); diff != "" {
		t.Error(diff)
	}
	file, err := os.ReadFile(filepath.Join(dir, "2019-3", "bulletin-seals.json"))
	must(t, err)
	var record struct {
		Version  int
		Replaces []Seal
	}
	if err := json.Unmarshal(file, &record); err != nil || record.Version != 1 || len(record.Replaces) != 2 {
		t.Errorf("%s: %v", file, err)
	}
	told := expectChain(t, []string{filepath.Join(dir, "2019-3"), paths[1], paths[2]}, "warning chain-resealed 2020.zip")
	if said := told[0].Message(diag.VI); !strings.Contains(said, "2019-3 với lý do: Bổ sung biên bản") {
		t.Errorf("says %q", said)
	}
	expectChain(t, append(paths, filepath.Join(dir, "2019-3")), "info chain-replaced 2019-3")
}

func TestResealingNeedsASeal(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "bag")
	write(t, dir, year(t, 2020))
	must(t, os.Remove(filepath.Join(dir, sealName)))
	var refusal *Refusal
	if _, err := Reseal(context.Background(), dir, time.Now(), "x"); !errors.As(err, &refusal) {
		t.Errorf("Reseal = %v", err)
	}
	if _, err := DigestOf(context.Background(), dir); !errors.As(err, &refusal) {
		t.Errorf("DigestOf = %v", err)
	}
}

func TestSpoiltRecordOfSeals(t *testing.T) {
	for _, text := range []string{"", "[]", `{"version":2}`, `{"version":1,"replaces":[{"digest":"x","date":"2020-01-01","reason":"y"}]}`} {
		dir := filepath.Join(t.TempDir(), "bag")
		write(t, dir, Bag{Date: year(t, 2020).Date})
		must(t, os.WriteFile(filepath.Join(dir, sealsName), []byte(text), 0o666))
		expectTold(t, verify(t, dir, Options{}).Problems, "error seals-invalid bulletin-seals.json", "info tag-uncovered bulletin-seals.json")
	}
}

// TestChainOfOthers: a bag of another program is asked about no chain unless it is to
// stand in one.
func TestChainOfOthers(t *testing.T) {
	one := Result{Name: "khac"}
	if problems := checkChain([]Result{one}); len(problems) > 0 {
		t.Errorf("one by itself: %v", problems)
	}
	if problems := checkChain([]Result{one, {Name: "archive-2020", Year: 2020}}); problems.Count(diag.Warning) != 1 {
		t.Errorf("beside another: %v", problems)
	}
}
