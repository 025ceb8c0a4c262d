package program

import (
	"html/template"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"
)

// Compile translates every template of a set that html/template has escaped,
// which it does when a template is first executed.
func Compile(set *template.Template, funcs Funcs) *Program {
	p := &Program{units: map[string]*unit{}}
	for _, t := range set.Templates() {
		if t.Tree != nil {
			p.units[t.Name()] = &unit{}
		}
	}
	for _, t := range set.Templates() {
		if u := p.units[t.Name()]; u != nil {
			c := compiler{program: p, unit: u, funcs: funcs, scope: []string{"$"}}
			u.slots = 1
			u.body, u.known = c.list(t.Tree.Root)
		}
	}
	p.spread()
	return p
}

// spread declines the templates that call one that is declined.
func (p *Program) spread() {
	for again := true; again; {
		again = false
		for _, u := range p.units {
			if u.known && slices.ContainsFunc(u.calls, func(v *unit) bool { return !v.known }) {
				u.known, again = false, true
			}
		}
	}
}

// compiler translates one template. Its methods return false for what is not
// known.
type compiler struct {
	program *Program
	unit    *unit
	funcs   Funcs
	scope   []string // names of the variables, by slot
}

// operand is an expression, or a value that is known already.
type operand struct {
	eval     expr
	holds    test // whether the value is true, where that is sooner told than the value; else nil
	constant bool
	value    Value
}

// test tells whether the operand is true.
func (o operand) test() test {
	if o.holds != nil {
		return o.holds
	}
	return func(f *frame) (bool, error) {
		v, err := o.eval(f)
		if err != nil {
			return false, err
		}
		return v.truth()
	}
}

// tested is an operand that is true or false.
func tested(holds test) operand {
	return operand{holds: holds, eval: func(f *frame) (Value, error) {
		is, err := holds(f)
		return valueOf(is), err
	}}
}

func constant(v Value) operand {
	return operand{eval: func(*frame) (Value, error) { return v, nil }, constant: true, value: v}
}

// list translates a run of nodes; texts and constants that follow each other
// become one.
func (c *compiler) list(list *parse.ListNode) (step, bool) {
	var steps []step
	var text []byte
	if list == nil {
		return sequence(nil, nil), true
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			text = append(text, n.Text...)
			continue
		case *parse.CommentNode:
			continue
		case *parse.ActionNode:
			if more, ok := c.fixed(n); ok {
				text = append(text, more...)
				continue
			}
		}
		s, ok := c.node(n)
		if !ok {
			return nil, false
		}
		if len(text) > 0 {
			steps = append(steps, write(text))
			text = nil
		}
		steps = append(steps, s)
	}
	return sequence(steps, text), true
}

func write(text []byte) step {
	return func(f *frame) error {
		f.out = append(f.out, text...)
		return nil
	}
}

// sequence is one step after the other, and a text.
func sequence(steps []step, text []byte) step {
	if len(steps) == 0 {
		return write(text)
	}
	return func(f *frame) error {
		for _, s := range steps {
			if err := s(f); err != nil {
				return err
			}
		}
		f.out = append(f.out, text...)
		return nil
	}
}

func (c *compiler) node(n parse.Node) (step, bool) {
	scope := c.scope
	switch n := n.(type) {
	case *parse.ActionNode:
		return c.action(n)
	case *parse.TemplateNode:
		return c.template(n)
	case *parse.IfNode:
		defer func() { c.scope = scope }()
		return c.branch(&n.BranchNode, false)
	case *parse.WithNode:
		defer func() { c.scope = scope }()
		return c.branch(&n.BranchNode, true)
	case *parse.RangeNode:
		defer func() { c.scope = scope }()
		return c.loop(n)
	}
	return nil, false
}

// declare gives a variable a slot.
func (c *compiler) declare(name string) int {
	c.scope = append(c.scope[:len(c.scope):len(c.scope)], name)
	c.unit.slots = max(c.unit.slots, len(c.scope))
	return len(c.scope) - 1
}

// action translates {{…}}: a declaration, or a value to write.
func (c *compiler) action(n *parse.ActionNode) (step, bool) {
	if len(n.Pipe.Decl) > 0 {
		e, ok := c.declaration(n.Pipe)
		return func(f *frame) error { _, err := e.eval(f); return err }, ok
	}
	value, escape, ok := c.written(n.Pipe)
	if ok {
		return func(f *frame) error {
			v, err := value.eval(f)
			if err == nil {
				f.out, err = escape(f.out, v)
			}
			return err
		}, true
	}
	return c.writer(n.Pipe)
}

// fixed is the text of an action that is the same on every page.
func (c *compiler) fixed(n *parse.ActionNode) ([]byte, bool) {
	value, escape, ok := c.written(n.Pipe)
	if !ok || !value.constant {
		return nil, false
	}
	text, err := escape(nil, value.value)
	return text, err == nil
}

// written splits a pipeline into its value and the escapers at its end.
func (c *compiler) written(pipe *parse.PipeNode) (operand, escaper, bool) {
	var names []string
	cmds := pipe.Cmds
	for len(cmds) > 0 && len(pipe.Decl) == 0 {
		id, ok := cmds[len(cmds)-1].Args[0].(*parse.IdentifierNode)
		if !ok || escaperName(id.Ident) == "" {
			break
		}
		names = append(names, escaperName(id.Ident))
		cmds = cmds[:len(cmds)-1]
	}
	slices.Reverse(names)
	escape := escapers[strings.Join(names, " ")]
	if escape == nil || len(cmds) == 0 {
		return operand{}, nil, false
	}
	value, ok := c.commands(cmds)
	return value, escape, ok
}

// writer translates the call of a function that appends HTML.
func (c *compiler) writer(pipe *parse.PipeNode) (step, bool) {
	if len(pipe.Cmds) != 2 || pipe.Cmds[1].String() != "_html_template_htmlescaper" {
		return nil, false
	}
	id, ok := pipe.Cmds[0].Args[0].(*parse.IdentifierNode)
	if !ok || c.funcs.Writers[id.Ident] == nil {
		return nil, false
	}
	args, ok := c.operands(pipe.Cmds[0].Args[1:])
	write := c.funcs.Writers[id.Ident]
	return func(f *frame) error {
		out, err := withArgs(f, args, func(a Args) ([]byte, error) { return write(f.out, a) })
		if err == nil {
			f.out = out
		}
		return err
	}, ok
}

func (c *compiler) template(n *parse.TemplateNode) (step, bool) {
	u := c.program.units[n.Name]
	if u == nil || n.Pipe != nil && len(n.Pipe.Decl) > 0 {
		return nil, false
	}
	c.unit.calls = append(c.unit.calls, u)
	if n.Pipe == nil {
		return func(f *frame) error { return f.call(u, Value{}) }, true
	}
	dot, ok := c.pipe(n.Pipe)
	return func(f *frame) error {
		v, err := dot.eval(f)
		if err != nil {
			return err
		}
		return f.call(u, v)
	}, ok
}

// branch translates if and with.
func (c *compiler) branch(n *parse.BranchNode, with bool) (step, bool) {
	cond, ok := c.declaration(n.Pipe)
	scope := c.scope
	then, okThen := c.list(n.List)
	c.scope = scope
	otherwise, okElse := c.list(n.ElseList)
	if ok = ok && okThen && okElse; !ok {
		return nil, false
	}
	if !with {
		holds := cond.test()
		return func(f *frame) error {
			switch is, err := holds(f); {
			case err != nil:
				return err
			case is:
				return then(f)
			}
			return otherwise(f)
		}, true
	}
	return func(f *frame) error {
		v, err := cond.eval(f)
		if err != nil {
			return err
		}
		switch is, err := v.truth(); {
		case err != nil:
			return err
		case !is:
			return otherwise(f)
		}
		outer := f.dot
		f.dot = v
		err = then(f)
		f.dot = outer
		return err
	}, true
}

// loop translates a range over a slice.
func (c *compiler) loop(n *parse.RangeNode) (step, bool) {
	over, ok := c.commands(n.Pipe.Cmds)
	var slots []int
	for _, v := range n.Pipe.Decl {
		slots = append(slots, c.declare(v.Ident[0]))
	}
	scope := c.scope
	body, okBody := c.list(n.List)
	c.scope = scope
	otherwise, okElse := c.list(n.ElseList)
	return func(f *frame) error {
		v, err := over.eval(f)
		if err != nil {
			return err
		}
		if v.kind != other || v.any.Kind() != reflect.Slice {
			return ErrDeclined
		}
		if v.any.Len() == 0 {
			return otherwise(f)
		}
		outer := f.dot
		for i := range v.any.Len() {
			f.dot = Value{any: v.any.Index(i)}
			for j, slot := range slots {
				f.vars[f.base+slot] = f.dot
				if j < len(slots)-1 { // the first of two is the index
					f.vars[f.base+slot] = valueOf(i)
				}
			}
			if err = body(f); err != nil {
				break
			}
		}
		f.dot = outer
		return err
	}, ok && okBody && okElse && !n.Pipe.IsAssign
}
