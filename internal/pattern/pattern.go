// Package pattern holds regular expressions that are compiled when they are first
// asked for: most runs of the program ask for few, and compiling all took a fortieth of
// each start.
package pattern

import (
	"regexp"
	"sync"
)

// Of is a regular expression (package regexp/syntax). The first call compiles it, and
// panics if it is none.
func Of(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
