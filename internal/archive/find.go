package archive

import (
	"bulletin/internal/viet"
	"strings"
)

// find gives the file that a path of a manifest means: the one of that name,
// else one that a careless program can have meant, with a warning, else a new
// one that is missing.
func (in *inspection) find(written string, told *spellingTold, manifest string, line int) *file {
	tell := func(s spelling) {
		if told != nil {
			told.tell(s, manifest, line, written, &in.problems)
		}
	}
	p := decodePath(written)
	if f := in.files[p]; f != nil {
		if p == written && strings.Contains(p, "%") && in.declaration.version.atLeast(rfc) {
			tell(percent)
		}
		return f
	}
	if f := in.files[written]; f != nil {
		if in.declaration.version.atLeast(rfc) {
			tell(percent)
		}
		return f
	}
	if strings.Contains(p, `\`) {
		slashed := tidied(strings.ReplaceAll(p, `\`, "/"))
		if f := in.files[slashed]; f != nil || strings.HasPrefix(slashed, dataFolder+"/") {
			tell(backslash)
			p = slashed
		}
		if f := in.files[p]; f != nil {
			return f
		}
	}
	nfc := viet.NFC(p)
	f := in.composed[nfc]
	if f == nil && nfc != p {
		f = in.files[nfc]
	}
	if f != nil && f.present {
		tell(decomposed)
		return f
	}
	f = &file{entry: entry{path: p, size: -1}}
	in.files[p] = f
	in.order = append(in.order, f)
	return f
}
