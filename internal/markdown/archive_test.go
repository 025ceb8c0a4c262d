package markdown

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// archive is a text file of several parts, each after a line "-- name --", as
// in Go's own txtar; what stands before the first is a comment.
type archive struct {
	comment string
	parts   []part
}

type part struct{ name, text string }

func readArchive(t testing.TB, file string) archive {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var a archive
	for line := range strings.Lines(string(data)) {
		name, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "-- ")
		if name, closed := strings.CutSuffix(name, " --"); ok && closed {
			a.parts = append(a.parts, part{name: name})
		} else if n := len(a.parts); n > 0 {
			a.parts[n-1].text += line
		} else {
			a.comment += line
		}
	}
	return a
}

func (a archive) String() string {
	var b strings.Builder
	b.WriteString(a.comment)
	for _, p := range a.parts {
		fmt.Fprintf(&b, "-- %s --\n%s", p.name, p.text)
	}
	return b.String()
}
