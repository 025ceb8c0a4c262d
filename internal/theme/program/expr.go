package program

import (
	"strconv"
	"text/template/parse"
)

// declaration translates a pipeline that may declare one variable.
func (c *compiler) declaration(pipe *parse.PipeNode) (expr, bool) {
	value, ok := c.commands(pipe.Cmds)
	if len(pipe.Decl) == 0 {
		return value.eval, ok
	}
	if len(pipe.Decl) > 1 || pipe.IsAssign {
		return nil, false
	}
	slot := c.declare(pipe.Decl[0].Ident[0])
	return func(f *frame) (Value, error) {
		v, err := value.eval(f)
		f.vars[f.base+slot] = v
		return v, err
	}, ok
}

// pipe translates a pipeline that declares nothing.
func (c *compiler) pipe(pipe *parse.PipeNode) (operand, bool) {
	if len(pipe.Decl) > 0 {
		return operand{}, false
	}
	return c.commands(pipe.Cmds)
}

// commands translates a | b | c; each value is the last argument of the next.
func (c *compiler) commands(cmds []*parse.CommandNode) (value operand, ok bool) {
	for i, cmd := range cmds {
		var last []operand
		if i > 0 {
			last = []operand{value}
		}
		if value, ok = c.command(cmd, last); !ok {
			return value, false
		}
	}
	return value, ok
}

func (c *compiler) command(cmd *parse.CommandNode, last []operand) (operand, bool) {
	if id, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
		args, ok := c.operands(cmd.Args[1:])
		if !ok {
			return operand{}, false
		}
		return c.function(id.Ident, append(args, last...))
	}
	if len(cmd.Args) > 1 || len(last) > 0 {
		return operand{}, false
	}
	return c.operand(cmd.Args[0])
}

func (c *compiler) operands(nodes []parse.Node) ([]operand, bool) {
	var all []operand
	for _, n := range nodes {
		o, ok := c.operand(n)
		if !ok {
			return nil, false
		}
		all = append(all, o)
	}
	return all, true
}

// operand translates one word.
func (c *compiler) operand(n parse.Node) (operand, bool) {
	switch n := n.(type) {
	case *parse.DotNode:
		return fields(func(f *frame) Value { return f.dot }, nil), true
	case *parse.FieldNode:
		return fields(func(f *frame) Value { return f.dot }, n.Ident), true
	case *parse.VariableNode:
		for slot := len(c.scope) - 1; slot >= 0; slot-- {
			if c.scope[slot] == n.Ident[0] {
				return fields(func(f *frame) Value { return f.vars[f.base+slot] }, n.Ident[1:]), true
			}
		}
	case *parse.PipeNode:
		return c.pipe(n)
	case *parse.IdentifierNode:
		return c.function(n.Ident, nil)
	case *parse.StringNode:
		return constant(Value{kind: plain, text: n.Text}), true
	case *parse.BoolNode:
		return constant(valueOf(n.True)), true
	case *parse.NumberNode:
		if number, err := strconv.Atoi(n.Text); err == nil && n.IsInt {
			return constant(valueOf(number)), true
		}
	}
	return operand{}, false
}

// fields translates .A.B after a value. What an interface holds is unpacked,
// since every use of a value does so.
func fields(start func(*frame) Value, names []string) operand {
	path := make([]*field, len(names))
	for i, name := range names {
		path[i] = &field{name: name}
	}
	return operand{eval: func(f *frame) (Value, error) {
		v := start(f)
		for _, field := range path {
			at, err := field.of(v.any)
			if err != nil {
				return v, err
			}
			v = Value{any: at}
		}
		return v.inner(), nil
	}}
}

// function translates a call. One with constant arguments is made here and now.
func (c *compiler) function(name string, args []operand) (operand, bool) {
	fn, ok := builtins[name]
	if own := c.funcs.Values[name]; own != nil {
		fn = functionOf(own)
		ok = fn.call != nil
	}
	if (name == "and" || name == "or") && !ok && len(args) > 0 {
		return operand{eval: choose(args, name == "or")}, true
	}
	if !ok || len(args) < fn.args || len(args) > fn.args && !fn.variadic {
		return operand{}, false
	}
	call := operand{eval: func(f *frame) (Value, error) { return withArgs(f, args, fn.call) }}
	for _, a := range args {
		if !a.constant {
			return call, true
		}
	}
	v, err := call.eval(&frame{})
	if err != nil {
		return call, true
	}
	return constant(v), true
}
