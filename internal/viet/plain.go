package viet

// Plain tells whether s is certainly UTF-8 in normal form C without control characters
// and line separators: whether it is of printable ASCII, tab, line feed, the Latin
// blocks U+00A0–02FF and U+1E00–1EFF, and U+2002–203F but 2028 and 2029. None of them
// combines with what stands before, and none has a canonical composition that differs
// from itself. Most text is plain, and to know it at once saves asking for each.
//
// An automaton goes over the bytes. Its states are shifts: what follows each of them
// stands in one word for each byte, six bits at the place of the state, so that no
// step waits for memory that the last one names (Per Vognsen, "Shift-based DFAs",
// 2022).
func Plain[T string | []byte](s T) bool {
	state := uint64(between)
	for i := range len(s) {
		state = steps[s[i]] >> (state & 63)
	}
	return state&63 == between
}

// The states of [Plain]: what the next byte may be.
const (
	amiss    = 6 * iota // nothing any more
	between             // the first one of a character
	last                // the last one of a character
	lastC2              // the same after C2: not below A0, which are control characters
	middleE1            // the second one of U+1E00–1EFF
	middleE2            // the second one of U+2000–203F
	lastE280            // the last one of these
)

// steps are, for each byte, the state after each state.
var steps = func() (all [256]uint64) {
	allow := func(state, first, last, next int) {
		for c := first; c <= last; c++ {
			all[c] |= uint64(next) << state
		}
	}
	allow(between, ' ', '~', between)
	allow(between, '\t', '\n', between)
	allow(between, 0xc2, 0xc2, lastC2)
	allow(between, 0xc3, 0xcb, last)
	allow(between, 0xe1, 0xe1, middleE1)
	allow(between, 0xe2, 0xe2, middleE2)
	allow(last, 0x80, 0xbf, between)
	allow(lastC2, 0xa0, 0xbf, between)
	allow(middleE1, 0xb8, 0xbb, last)
	allow(middleE2, 0x80, 0x80, lastE280)
	allow(lastE280, 0x82, 0xa7, between)
	allow(lastE280, 0xaa, 0xbf, between)
	return all
}()
