package schema

import "go.yaml.in/yaml/v4"

// node is a value of a YAML text.
type node struct {
	kind      nodeKind
	null      bool // written as nothing, "null" or "~"
	quoted    bool
	line, col int        // 1-based, in the YAML text; the column in characters
	value     string     // of a scalar
	content   []node     // of a sequence; of a mapping, keys and values in turn
	odd       *yaml.Node // of what no text of ours needs: an alias, an anchor, a tag
}

type nodeKind uint8

const (
	scalarNode nodeKind = iota
	sequenceNode
	mappingNode
	otherNode
)

var nodeKinds = map[yaml.Kind]nodeKind{
	yaml.ScalarNode: scalarNode, yaml.SequenceNode: sequenceNode, yaml.MappingNode: mappingNode,
}

// nodeOf copies what is to be known of the library's node.
func nodeOf(n *yaml.Node) node {
	kind, known := nodeKinds[n.Kind]
	if !known {
		kind = otherNode
	}
	out := node{
		kind: kind, line: n.Line, col: n.Column, value: n.Value,
		null:   n.Kind == yaml.ScalarNode && n.Tag == "!!null" && n.Style == 0 && n.Anchor == "",
		quoted: n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0,
	}
	if n.Kind == yaml.AliasNode || n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 {
		out.odd = n
	}
	if len(n.Content) > 0 {
		out.content = make([]node, len(n.Content))
		for i, c := range n.Content {
			out.content[i] = nodeOf(c)
		}
	}
	return out
}
