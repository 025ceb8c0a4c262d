package viet

// The bases of the precomposed Latin letters, in the order of their code
// points: the lower-case ASCII letter that canonical decomposition (Unicode
// Character Database, NFD) leaves once the marks are gone; '.' where there is
// none. Đ and đ, and Ð and ð which are typed for them, have no decomposition in
// Unicode and are entered by hand. A test compares both tables with x/text.
const (
	latinBases = "aaaaaa.ceeeeiiiidnooooo..uuuuy..aaaaaa.ceeeeiiiidnooooo..uuuuy.y" + // U+00C0
		"aaaaaaccccccccddddeeeeeeeeeegggggggghh..iiiiiiiii...jjkk.llllll." + // U+0100
		"...nnnnnn...oooooo..rrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzz." + // U+0140
		"................................oo.............uu..............." + // U+0180
		".............aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa...." + // U+01C0
		"aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............" //  U+0200
	latinMoreBases = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" + // U+1E00
		"mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" + // U+1E40
		"wwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" + // U+1E80
		"eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......" //  U+1EC0
)

// baseOf returns the ASCII letter under r's marks, false when r is not a
// precomposed Latin letter with such a base.
func baseOf(r rune) (byte, bool) {
	var c byte = '.'
	switch {
	case r >= 0xC0 && r < 0xC0+rune(len(latinBases)):
		c = latinBases[r-0xC0]
	case r >= 0x1E00 && r < 0x1E00+rune(len(latinMoreBases)):
		c = latinMoreBases[r-0x1E00]
	}
	return c, c != '.'
}

// lowerASCII lowers A–Z and leaves every other byte.
func lowerASCII(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + ('a' - 'A')
	}
	return c
}
