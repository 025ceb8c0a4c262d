// Package award is the catalogue of awards: the built-in one (catalogue.yaml)
// and what a site adds to it in its configuration.
package award

import (
	_ "embed"
	"slices"

	"bulletin/internal/diag"
	"bulletin/internal/record"
	"bulletin/internal/schema"
)

// Type is one award of the catalogue.
type Type struct {
	Key       string `key:"key" vi:"Khóa" en:"Key" required:"true" help_vi:"Chữ không dấu, số và gạch dưới" help_en:"Plain letters, digits and underscores"`
	Name      string `key:"name" vi:"Tên" en:"Name" required:"true"`
	NameEN    string `key:"name_en" vi:"Tên tiếng Anh" en:"English name"`
	Level     Level  `key:"level" vi:"Cấp" en:"Level" required:"true"`
	DecidedBy string `key:"decided_by" vi:"Cấp quyết định" en:"Decided by"`
}

// Label is the award's name in a language; only built-in awards have English names.
func (t Type) Label(lang diag.Lang) string {
	if lang == diag.EN && t.NameEN != "" {
		return t.NameEN
	}
	return t.Name
}

// Level is where in the State or the Party an award stands.
type Level string

// Options are the levels, highest first.
func (*Level) Options() []schema.Option {
	return []schema.Option{
		{Value: "national", VI: "Cấp Nhà nước", EN: "National"},
		{Value: "ministry", VI: "Cấp bộ, ban, ngành", EN: "Ministry"},
		{Value: "province", VI: "Cấp tỉnh", EN: "Province"},
		{Value: "sector", VI: "Cấp ngành", EN: "Sector"},
		{Value: "base", VI: "Cấp cơ sở", EN: "Unit"},
		{Value: "party", VI: "Của Đảng", EN: "Party"},
	}
}

// Catalogue is a list of awards with distinct keys.
type Catalogue []Type

//go:embed catalogue.yaml
var builtin []byte

// Builtin reads the catalogue of DOMAIN.md §3, laid down by the Law on emulation
// and commendation (2003, 2022) and the Party's rules. It panics when the
// embedded file is broken: that is a programmer's error.
func Builtin() Catalogue {
	var file struct {
		Awards []Type `key:"awards" vi:"Danh mục" en:"Awards"`
	}
	origin := schema.Origin{File: "catalogue.yaml", FirstLine: 1}
	if _, problems := schema.Of(file).Decode(schema.Parse(builtin, origin), &file); problems.HasErrors() {
		panic(problems.Err())
	}
	return file.Awards
}

// With adds a site's awards; one with a key already there replaces it.
func (c Catalogue) With(more []Type) Catalogue {
	all := slices.Clone(c)
	for _, t := range more {
		if i := slices.IndexFunc(all, func(have Type) bool { return have.Key == t.Key }); i >= 0 {
			all[i] = t
		} else {
			all = append(all, t)
		}
	}
	return all
}

// codec writes catalogues, for their fingerprint.
var codec = record.For[Catalogue]()

// Fingerprint names the catalogue: what a document may say depends on it.
func (c Catalogue) Fingerprint() record.Sum { return record.SumOf(codec.Append(nil, &c)) }

// Find looks an award up by its key.
func (c Catalogue) Find(key string) (Type, bool) {
	for _, t := range c {
		if t.Key == key {
			return t, true
		}
	}
	return Type{}, false
}

// Keys are the keys of the catalogue in its order.
func (c Catalogue) Keys() []string {
	keys := make([]string, len(c))
	for i, t := range c {
		keys[i] = t.Key
	}
	return keys
}
