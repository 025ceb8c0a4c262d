package markdown

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAgain: a text gives the same when its page has been used for another before, to
// what is nil.
func TestAgain(t *testing.T) {
	for _, unsafe := range []bool{false, true} {
		r := New(Options{Unsafe: unsafe})
		first := r.Render([]byte("Một.\n"))
		for range 20 { // pages are kept for a while, or not
			r.Render([]byte("# Đầu\n\n[a](b.md) ![c](d.png) <b>e</b> <script>f</script>\n"))
			if diff := cmp.Diff(first, r.Render([]byte("Một.\n"))); diff != "" {
				t.Fatalf("unsafe %t: it is another now:\n%s", unsafe, diff)
			}
		}
	}
}
