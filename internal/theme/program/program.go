// Package program runs the templates that html/template has parsed and escaped,
// several times as fast.
//
// text/template, which html/template executes with, looks up every field by its
// name and calls every function and every escaper by reflection, on each page
// anew. [Compile] translates the same escaped trees into closures that remember
// where a type keeps its fields and call functions and escapers directly.
//
// A Program gives the bytes that html/template gives, or it declines: a template
// that holds something it does not know, a value of an unexpected type, a nil
// pointer, a function's error. Then the page is to be rendered by html/template,
// which knows everything and words the errors. A value that html/template gave no
// escaper is never written. So there is one meaning of a
// template and this package cannot change it, only run it sooner; tests compare
// the two.
package program

import (
	"errors"
	"html/template"
	"sync"
)

// ErrDeclined tells that the data has to be rendered by html/template.
var ErrDeclined = errors.New("template needs html/template")

// Writer is a function of a template that appends HTML to dst. It can be called
// only where its result is written as the text of an element.
type Writer func(dst []byte, args Args) ([]byte, error)

// Funcs are the functions of a template. They must be pure.
type Funcs struct {
	Values  template.FuncMap // the templates' own; see call for the signatures that are known
	Writers map[string]Writer
}

// Program is a set of templates. It is safe for concurrent use.
type Program struct {
	units  map[string]*unit
	frames sync.Pool // of *frame
}

// unit is one template.
type unit struct {
	body  step
	slots int // variables in use at once, "$" among them
	calls []*unit
	known bool // holds nothing that has to be declined
}

// step writes a part of a page; expr works out a value; test tells whether one is true.
type (
	step func(*frame) error
	expr func(*frame) (Value, error)
	test func(*frame) (bool, error)
)

// frame is the state of one execution.
type frame struct {
	out   []byte
	dot   Value
	vars  []Value // of all templates under way
	base  int     // of the innermost one's
	args  []Value // of all calls under way
	depth int
}

// Knows tells whether a template can be run, data permitting.
func (p *Program) Knows(name string) bool {
	u := p.units[name]
	return u != nil && u.known
}

// Run appends what the template makes of data to dst. data should be a pointer,
// which is dereferenced. On an error, dst is returned as it was.
func (p *Program) Run(dst []byte, name string, data any) ([]byte, error) {
	if !p.Knows(name) {
		return dst, ErrDeclined
	}
	f, ok := p.frames.Get().(*frame)
	if !ok {
		f = &frame{}
	}
	f.out = dst
	err := f.call(p.units[name], dotOf(data))
	out := f.out
	clear(f.vars[:cap(f.vars)]) // keep nothing of the data alive
	clear(f.args[:cap(f.args)])
	*f = frame{vars: f.vars[:0], args: f.args[:0]}
	p.frames.Put(f)
	if err != nil {
		return dst, err
	}
	return out, nil
}

// maxDepth of templates calling each other; text/template has the last word on
// deeper ones.
const maxDepth = 1000

// call runs a template with a dot and variables of its own.
func (f *frame) call(u *unit, dot Value) error {
	if f.depth++; f.depth > maxDepth {
		return ErrDeclined
	}
	outer, base, end := f.dot, f.base, len(f.vars)
	f.dot, f.base = dot, end
	f.vars = append(f.vars, dot)
	for range u.slots - 1 {
		f.vars = append(f.vars, Value{})
	}
	err := u.body(f)
	f.dot, f.base, f.vars = outer, base, f.vars[:end]
	f.depth--
	return err
}
