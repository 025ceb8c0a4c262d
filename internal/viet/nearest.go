package viet

// Nearest returns the candidate that word was most probably meant to be, for
// "did you mean". Words are compared folded, so that missing diacritics and case
// cost nothing. Slips (a character added, dropped or changed, two neighbours
// swapped) may be a third of the longer word's length, and three at most. Of
// equally near candidates the first wins.
func Nearest(word string, candidates []string) (string, bool) {
	const most = 3
	target := []rune(Fold(word))
	best, found, least := "", false, most+1
	for _, c := range candidates {
		other := []rune(Fold(c))
		bound := min(most, max(len(target), len(other))/3, least-1)
		if abs(len(target)-len(other)) > bound {
			continue
		}
		if d := slips(target, other); d <= bound {
			best, found, least = c, true, d
		}
	}
	return best, found
}

func abs(n int) int { return max(n, -n) }

// slips is the optimal string alignment distance (Damerau 1964, restricted:
// no part is edited twice), kept in three rows.
func slips(a, b []rune) int {
	before := make([]int, len(b)+1)
	prev := make([]int, len(b)+1)
	cur := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], before[j-2]+1)
			}
		}
		before, prev, cur = prev, cur, before
	}
	return prev[len(b)]
}
