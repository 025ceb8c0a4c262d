package photos

import (
	"bytes"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"bulletin/internal/record"
)

func key(text string) record.Sum { return record.SumOf([]byte(text)) }

// TestStore: what was added is read back, also an empty picture and none at all.
func TestStore(t *testing.T) {
	s := Store{filepath.Join(t.TempDir(), "photos")}
	if s.Has(key("a"), 0) || s.Picture(key("a"), 0) != nil || s.Prune(time.Now()) != nil {
		t.Error("an empty store holds something, or cannot be pruned")
	}
	pictures := [][]byte{[]byte("one"), {}, bytes.Repeat([]byte("three"), 5000)}
	if err := s.Add(key("a"), pictures); err != nil {
		t.Fatal(err)
	}
	if err := s.Add(key("b"), nil); err != nil {
		t.Fatal(err)
	}
	if !s.Has(key("a"), 3) || s.Has(key("a"), 2) || !s.Has(key("b"), 0) || s.Picture(key("b"), 0) != nil || s.Picture(key("a"), 3) != nil {
		t.Error("the store says other than what it was given")
	}
	for i, want := range pictures {
		if got := s.Picture(key("a"), i); !bytes.Equal(got, want) {
			t.Errorf("%d: %q, want %q", i, got, want)
		}
	}
}

// TestDamageIsAbsence: whatever byte is flipped or cut off, no other picture is given.
func TestDamageIsAbsence(t *testing.T) {
	s := Store{t.TempDir()}
	if err := s.Add(key("a"), [][]byte{[]byte("one"), []byte("two")}); err != nil {
		t.Fatal(err)
	}
	name := s.name(key("a"))
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		flipped := bytes.Clone(whole)
		flipped[i] ^= 0x40
		for _, damaged := range [][]byte{flipped, whole[:i]} {
			if err := os.WriteFile(name, damaged, 0o644); err != nil {
				t.Fatal(err)
			}
			first, second := s.Picture(key("a"), 0), s.Picture(key("a"), 1)
			if first != nil && string(first) != "one" || second != nil && string(second) != "two" || first != nil && second != nil {
				t.Fatalf("byte %d: %q and %q", i, first, second)
			}
		}
	}
}

// TestPrune: what was asked for lately stays.
func TestPrune(t *testing.T) {
	s := Store{t.TempDir()}
	old := time.Now().Add(-100 * aDay)
	for _, name := range []string{"used", "not"} {
		if err := s.Add(key(name), nil); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(s.name(key(name)), old, old); err != nil {
			t.Fatal(err)
		}
	}
	if !s.Has(key("used"), 0) {
		t.Fatal("an old entry is taken for none")
	}
	if err := s.Prune(time.Now().Add(-90 * aDay)); err != nil {
		t.Fatal(err)
	}
	if !s.Has(key("used"), 0) || s.Has(key("not"), 0) {
		t.Error("the wrong entry was deleted")
	}
}

// TestNoTraceOfFailure: what cannot be written leaves nothing behind.
func TestNoTraceOfFailure(t *testing.T) {
	s := Store{t.TempDir()}
	name := s.name(key("a"))
	if err := os.MkdirAll(filepath.Join(name, "in the way"), 0o755); err != nil {
		t.Fatal(err)
	}
	if s.Add(key("a"), [][]byte{[]byte("one")}) == nil {
		t.Error("a folder was replaced")
	}
	left, err := os.ReadDir(filepath.Dir(name))
	if err != nil || len(left) != 1 {
		t.Errorf("%v, %v", left, err)
	}
}

// TestBudget: no more is taken at a time than there is, and what takes more is done alone.
func TestBudget(t *testing.T) {
	budget := Budget{Most: 100}
	var taken, most atomic.Int64
	var workers sync.WaitGroup
	for i := range 200 {
		cost := int64(30 + i%3*10)
		if i%50 == 0 {
			cost = 1000
		}
		workers.Go(func() {
			budget.Do(cost, func() {
				now := taken.Add(cost)
				if now > 100 && now != cost {
					t.Errorf("%d at once", now)
				}
				most.Store(max(most.Load(), now))
				taken.Add(-cost)
			})
		})
	}
	workers.Wait()
	if most.Load() != 1000 {
		t.Errorf("what takes more than there is was not done: %d", most.Load())
	}
}
