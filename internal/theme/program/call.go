package program

import (
	"fmt"
	"html/template"
	"reflect"
	"strings"
)

// function is a function of a template: how many arguments it takes (at least,
// if it is variadic), and how it is called.
type function struct {
	args     int
	variadic bool
	call     func(Args) (Value, error)
}

// builtins are text/template's functions that are known here, except those of logic.
var builtins = map[string]function{"printf": functionOf(fmt.Sprintf)}

// functionOf makes a function of a Go function with one of the signatures that
// the themes' functions have; others have no call. An argument of another type
// is declined, since text/template may convert it.
func functionOf(fn any) function {
	switch fn := fn.(type) {
	case func(string, ...any) string:
		return function{1, true, func(a Args) (Value, error) {
			s, ok := a.Text(0)
			if !ok {
				return Value{}, ErrDeclined
			}
			return Value{kind: plain, text: fn(s, a.rest(1)...)}, nil
		}}
	case func(int) string:
		return function{1, false, func(a Args) (Value, error) {
			n, ok := a.Int(0)
			if !ok {
				return Value{}, ErrDeclined
			}
			return Value{kind: plain, text: fn(n)}, nil
		}}
	case func(string) (string, error):
		return function{1, false, func(a Args) (Value, error) {
			s, ok := a.Text(0)
			if !ok {
				return Value{}, ErrDeclined
			}
			text, err := fn(s)
			return Value{kind: plain, text: text}, err
		}}
	case func(string, string) template.URL:
		return function{2, false, func(a Args) (Value, error) {
			s, ok := a.Text(0)
			t, also := a.Text(1)
			if !ok || !also {
				return Value{}, ErrDeclined
			}
			return Value{kind: link, text: string(fn(s, t))}, nil
		}}
	case func(string, any) any:
		return function{2, false, func(a Args) (Value, error) {
			s, ok := a.Text(0)
			if !ok {
				return Value{}, ErrDeclined
			}
			return valueOf(fn(s, a.Any(1))), nil
		}}
	case func(string, any) (template.Srcset, error):
		return function{2, false, func(a Args) (Value, error) {
			s, ok := a.Text(0)
			if !ok {
				return Value{}, ErrDeclined
			}
			set, err := fn(s, a.Any(1))
			return Value{kind: links, text: string(set)}, err
		}}
	case func(any) (bool, error):
		return function{1, false, func(a Args) (Value, error) {
			is, err := fn(a.Any(0))
			return valueOf(is), err
		}}
	}
	return function{}
}

// equal compares two texts or two integers.
func equal(a, b Value) (bool, error) {
	s, k := a.content()
	t, l := b.content()
	switch {
	case k != other && l != other:
		return s == t, nil
	case k == other && l == other && a.any.Kind() == reflect.Int && b.any.Kind() == reflect.Int:
		return a.any.Int() == b.any.Int(), nil
	}
	return false, ErrDeclined
}

// withArgs evaluates the arguments of a call and hands them on.
func withArgs[T any](f *frame, args []operand, use func(Args) (T, error)) (T, error) {
	from := len(f.args)
	for i := range args {
		v, err := args[i].eval(f)
		if err != nil {
			var none T
			return none, err
		}
		f.args = append(f.args, v)
	}
	result, err := use(Args(f.args[from:]))
	f.args = f.args[:from]
	return result, err
}

// logical are text/template's functions whose results are mostly asked for being
// true, and which do not always evaluate their arguments.
var logical = map[string]func([]operand) (operand, bool){
	"and": func(args []operand) (operand, bool) { return choose(args, false) },
	"or":  func(args []operand) (operand, bool) { return choose(args, true) },
	"not": func(args []operand) (operand, bool) {
		if len(args) != 1 {
			return operand{}, false
		}
		holds := args[0].test()
		return tested(func(f *frame) (bool, error) { is, err := holds(f); return !is, err }), true
	},
	"eq": func(args []operand) (operand, bool) { return compared(args, true) },
	"ne": func(args []operand) (operand, bool) { return compared(args, false) },
}

// compared is eq or ne of two values.
func compared(args []operand, same bool) (operand, bool) {
	if len(args) != 2 {
		return operand{}, false
	}
	left, right := args[0].eval, args[1].eval
	return tested(func(f *frame) (bool, error) {
		a, err := left(f)
		if err != nil {
			return false, err
		}
		b, err := right(f)
		if err != nil {
			return false, err
		}
		is, err := equal(a, b)
		return is == same, err
	}), true
}

// choose is and (until a value is false) and or (until one is true); the value
// that decides is the result.
func choose(args []operand, until bool) (operand, bool) {
	if len(args) == 0 {
		return operand{}, false
	}
	tests := make([]test, len(args))
	for i := range args {
		tests[i] = args[i].test()
	}
	holds := func(f *frame) (bool, error) {
		for _, holds := range tests {
			if is, err := holds(f); err != nil || is == until {
				return is, err
			}
		}
		return !until, nil
	}
	return operand{holds: holds, eval: func(f *frame) (v Value, err error) {
		for i := range args {
			if v, err = args[i].eval(f); err != nil {
				return v, err
			}
			if is, err := v.truth(); err != nil || is == until {
				return v, err
			}
		}
		return v, nil
	}}, true
}

// escaperName is the escaper that an identifier means, "" if none.
func escaperName(ident string) string {
	name, ok := strings.CutPrefix(ident, "_html_template_")
	if !ok {
		return ""
	}
	return name
}
