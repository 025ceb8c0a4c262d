package markdown

import (
	"sync"

	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// grammar is the parser of every renderer: what differs between them is told in the
// context of a text. It is made for the first text, since most builds parse none.
var grammar = sync.OnceValue(newParser)

// newParser puts goldmark's parsers together, in goldmark's own order of
// priority, each that nests or searches behind its limit.
func newParser() parser.Parser {
	at := util.Prioritized
	return parser.NewParser(
		parser.WithBlockParsers(
			at(headingParser{parser.NewSetextHeadingParser()}, 100),
			at(boundedBlock{extension.NewDefinitionListParser()}, 101),
			at(extension.NewDefinitionDescriptionParser(), 102),
			at(parser.NewThematicBreakParser(), 200),
			at(boundedBlock{parser.NewListParser()}, 300),
			at(parser.NewListItemParser(), 400), // opens only in a list that may be open
			at(parser.NewCodeBlockParser(), 500),
			at(headingParser{parser.NewATXHeadingParser()}, 600),
			at(parser.NewFencedCodeBlockParser(), 700),
			at(boundedBlock{quoteParser{parser.NewBlockquoteParser()}}, 800),
			at(parser.NewHTMLBlockParser(), 900),
			at(boundedBlock{noteParser{}}, 999),
			at(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			at(extension.NewTaskCheckBoxParser(), 0),
			at(boundedTicks{parser.NewCodeSpanParser()}, 100),
			at(noteRefParser{}, 101),
			at(boundedLinks{parser.NewLinkParser()}, 200),
			at(parser.NewAutoLinkParser(), 300),
			at(parser.NewRawHTMLParser(), 400),
			at(boundedMarks{parser.NewEmphasisParser()}, 500),
			at(boundedMarks{extension.NewStrikethroughParser()}, 500),
			at(rareLinks{extension.NewLinkifyParser()}, 999),
		),
		parser.WithParagraphTransformers(
			at(boundedLinkDefs{parser.LinkReferenceParagraphTransformer}, 100),
			at(boundedTable{extension.NewTableParagraphTransformer()}, 200),
		),
	)
}
