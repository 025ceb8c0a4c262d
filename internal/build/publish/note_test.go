package publish

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"testing"
)

// noting publishes a site and leaves a note; nil leaves the one that there is.
func (s site) noting(t *testing.T, o Options, note []byte) {
	t.Helper()
	st := begin(t, o)
	st.Notes(func(Report) []byte { return note })
	if err := s.putAll(st); err != nil {
		t.Fatal(err)
	}
	if _, err := st.Commit(noCtx(), Stamp{}); err != nil {
		t.Fatal(err)
	}
}

// TestNotesHoldForTheirCommit: a note is given back while the destination is as its commit
// left it, for the same audience, and as a whole or not at all.
func TestNotesHoldForTheirCommit(t *testing.T) {
	o, s := temp(t), first()
	o.Audience = "public"
	noted := func() string {
		st := begin(t, o)
		defer st.Abort()
		return string(st.Noted())
	}
	if got := noted(); got != "" {
		t.Errorf("before any commit: %q", got)
	}
	s.noting(t, o, []byte("một"))
	s.noting(t, o, nil)
	if got := noted(); got != "một" {
		t.Errorf("after a commit of the same: %q", got)
	}
	if p, err := Read(o); err != nil || string(p.Noted()) != "một" {
		t.Error("a reader is told another", err)
	}
	at, err := locate(o)
	if err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(at.note())
	if err != nil {
		t.Fatal(err)
	}
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 0x40
		for _, data := range [][]byte{bad, good[:i]} {
			if err := os.WriteFile(at.note(), data, 0o600); err != nil {
				t.Fatal(err)
			}
			if got := noted(); got != "" {
				t.Fatalf("damaged at byte %d it is %q", i, got)
			}
		}
	}
	if err := os.WriteFile(at.note(), good, 0o600); err != nil {
		t.Fatal(err)
	}
	s["index.html"] = page("trang khác")
	s.mustPublish(t, o)
	if got := noted(); got != "" {
		t.Errorf("after a commit that left none: %q", got)
	}
	s.noting(t, o, []byte("hai"))
	if _, err := Clean(noCtx(), o); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(at.note()); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a destination that was cleaned has a note", err)
	}
}
