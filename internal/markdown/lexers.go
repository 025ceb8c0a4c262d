package markdown

import (
	"embed"
	"io/fs"
	"sync"

	"github.com/alecthomas/chroma/v2"
)

// lexerFiles are the rules of the languages, copied from chroma by
// scripts/vendor-lexers: chroma's own package would read 280 of them whenever the
// program starts.
//
//go:embed lexers/*.xml
var lexerFiles embed.FS

// lexers are the languages' lexers, read for the first block of code.
var lexers = sync.OnceValue(func() *chroma.LexerRegistry {
	registry := chroma.NewLexerRegistry()
	names, err := fs.Glob(lexerFiles, "lexers/*.xml")
	if err != nil {
		panic(err) // a pattern of our own
	}
	for _, name := range names {
		registry.Register(chroma.MustNewXMLLexer(lexerFiles, name))
	}
	return registry
})
