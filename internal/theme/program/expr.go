package program

import (
	"reflect"
	"strconv"
	"text/template/parse"
)

// declaration translates a pipeline that may declare one variable.
func (c *compiler) declaration(pipe *parse.PipeNode) (operand, bool) {
	value, ok := c.commands(pipe.Cmds)
	if len(pipe.Decl) == 0 {
		return value, ok
	}
	if len(pipe.Decl) > 1 || pipe.IsAssign {
		return operand{}, false
	}
	slot := c.declare(pipe.Decl[0].Ident[0])
	return operand{eval: func(f *frame) (Value, error) {
		v, err := value.eval(f)
		f.vars[f.base+slot] = v
		return v, err
	}}, ok
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
		return operand{eval: func(f *frame) (Value, error) { return Value{f.dot.kind, f.dot.text, inner(f.dot.any)}, nil }}, true
	case *parse.FieldNode:
		path := fields(n.Ident)
		return operand{eval: func(f *frame) (Value, error) { return path.from(f.dot.any) }}, true
	case *parse.VariableNode:
		slot := len(c.scope) - 1
		for slot >= 0 && c.scope[slot] != n.Ident[0] {
			slot--
		}
		switch path := fields(n.Ident[1:]); {
		case slot < 0:
		case len(path) == 0:
			return operand{eval: func(f *frame) (Value, error) {
				v := &f.vars[f.base+slot]
				return Value{v.kind, v.text, inner(v.any)}, nil
			}}, true
		default:
			return operand{eval: func(f *frame) (Value, error) { return path.from(f.vars[f.base+slot].any) }}, true
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

// path is .A.B after a value.
type path []*field

func fields(names []string) path {
	all := make(path, len(names))
	for i, name := range names {
		all[i] = &field{name: name}
	}
	return all
}

// from is what the path leads to. What an interface holds is unpacked, since every
// use of a value does so.
func (p path) from(v reflect.Value) (_ Value, err error) {
	for _, field := range p {
		if v, err = field.of(v); err != nil {
			return Value{}, err
		}
	}
	return Value{any: inner(v)}, nil
}

// function translates a call. One with constant arguments is made here and now.
func (c *compiler) function(name string, args []operand) (operand, bool) {
	fn, ok := builtins[name]
	if own := c.funcs.Values[name]; own != nil {
		fn = functionOf(own)
		ok = fn.call != nil
	}
	if logic := logical[name]; logic != nil && c.funcs.Values[name] == nil {
		return logic(args)
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
