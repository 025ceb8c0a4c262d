package site

import (
	"slices"
)

// guessMost bounds how many names are compared for "did you mean" in one run:
// when a whole folder was renamed, thousands of links are dead at once, and
// guessing at each must not take minutes. The first ones get their guess.
const guessMost = 3_000_000

// guesses keeps the lists of names that guesses are made from. Its zero value
// is ready to use.
type guesses struct {
	lists map[string][]string
	spent int
}

// among is the sorted list of that name, collected once; nil when enough was
// compared.
func (g *guesses) among(name string, collect func() []string) []string {
	list, known := g.lists[name]
	if !known {
		list = collect()
		slices.Sort(list)
		if g.lists == nil {
			g.lists = map[string][]string{}
		}
		g.lists[name] = list
	}
	if g.spent += len(list); g.spent > guessMost {
		return nil
	}
	return list
}
