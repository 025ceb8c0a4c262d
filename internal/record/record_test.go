package record

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// everything has a field of every kind that can be written.
type everything struct {
	Yes     bool
	Int     int
	Small   int8
	Big     uint64
	Float   float64
	Text    string
	Named   named
	Bytes   []byte
	Sum     Sum
	Pair    [2]string
	Texts   []string
	Inner   inner
	Pointer *inner
	Number  *int
	Many    []inner
	Tree    *tree
	At      time.Time
	Left    func() `record:"-"`
}

type (
	named string
	inner struct {
		A string
		B int
	}
	tree struct{ Below []tree }
)

func draw(t *rapid.T, label string) everything {
	text := rapid.StringN(0, 5, -1)
	in := func(label string) inner { return inner{text.Draw(t, label), rapid.Int().Draw(t, label)} }
	v := everything{
		Yes: rapid.Bool().Draw(t, label), Int: rapid.Int().Draw(t, label), Small: rapid.Int8().Draw(t, label),
		Big: rapid.Uint64().Draw(t, label), Float: rapid.Float64().Draw(t, label), Text: text.Draw(t, label),
		Named: named(text.Draw(t, label)), Bytes: rapid.SliceOfN(rapid.Byte(), 0, 3).Draw(t, label),
		Pair: [2]string{text.Draw(t, label), "b"}, Texts: rapid.SliceOfN(text, 0, 3).Draw(t, label), Inner: in(label),
		At: time.Unix(rapid.Int64Range(-1e10, 1e10).Draw(t, label), 5).UTC(),
	}
	v.Sum[3] = rapid.Byte().Draw(t, label)
	if rapid.Bool().Draw(t, label) {
		pointed, number := in(label), 0
		v.Pointer, v.Number, v.Many, v.Tree = &pointed, &number, []inner{in(label), {}}, &tree{[]tree{{}, {nil}}}
	}
	if rapid.Bool().Draw(t, label) {
		v.Bytes, v.Texts = nil, nil
	}
	return v
}

// TestRoundTrip: what was written is read back, nil and empty told apart; and
// two values have equal bytes exactly when they are equal.
func TestRoundTrip(t *testing.T) {
	codec := For[everything]()
	rapid.Check(t, func(t *rapid.T) {
		a, b := draw(t, "a"), draw(t, "b")
		data := codec.Append(nil, &a)
		var back everything
		if err := codec.Read(string(data), &back); err != nil || !reflect.DeepEqual(a, back) {
			t.Fatal(err, cmp.Diff(a, back))
		}
		if same := string(data) == string(codec.Append(nil, &b)); same != reflect.DeepEqual(a, b) {
			t.Fatalf("equal bytes: %v\n%+v\n%+v", same, a, b)
		}
	})
}

// TestMarkAfter: the mark is that of all bytes, however many there are, and the
// memory that was used serves again.
func TestMarkAfter(t *testing.T) {
	codec := For[[]inner]()
	var used []byte
	for _, n := range []int{0, 1, 3, 5000, 2, 20000} {
		v := make([]inner, n)
		for i := range v {
			v[i] = inner{strings.Repeat("chữ ", i%7), i}
		}
		want := MarkOf(codec.Append([]byte("trước"), &v))
		var got Sum
		if got, used = codec.MarkAfter(append(used[:0], "trước"...), &v); got != want {
			t.Errorf("%d elements: %x, want %x", n, got, want)
		}
		if cap(used) > 4*part {
			t.Errorf("%d elements took %d bytes", n, cap(used))
		}
	}
}

// TestDamage: no bytes make reading panic, loop or take much memory, and bytes
// too few or too many are damage.
func TestDamage(t *testing.T) {
	codec := For[everything]()
	rapid.Check(t, func(t *rapid.T) {
		a := draw(t, "a")
		data := codec.Append(nil, &a)
		var v everything
		if cut := rapid.IntRange(0, len(data)-1).Draw(t, "cut"); codec.Read(string(data[:cut]), &v) == nil {
			t.Fatalf("cut at %d of %d", cut, len(data))
		}
		if codec.Read(string(data)+"\x00", &v) == nil {
			t.Fatal("one byte too many")
		}
		data[rapid.IntRange(0, len(data)-1).Draw(t, "at")] ^= byte(rapid.IntRange(1, 255).Draw(t, "bits"))
		_ = codec.Read(string(data), &v) // may be another value, may be damage
	})
}

// TestLayout: any change of a type is another layout.
func TestLayout(t *testing.T) {
	layouts := map[string]string{}
	for name, layout := range map[string]string{
		"struct": For[struct{ A, B string }]().Layout(), "other name": For[struct{ A, C string }]().Layout(),
		"other order": For[struct{ B, A string }]().Layout(), "other type": For[struct{ A, B int }]().Layout(),
		"one more": For[struct{ A, B, C string }]().Layout(), "slice": For[struct{ A, B []string }]().Layout(),
		"pointer": For[struct{ A, B *string }]().Layout(), "nested": For[struct{ A, B struct{ A string } }]().Layout(),
	} {
		if other, taken := layouts[layout]; taken {
			t.Errorf("%s and %s have one layout", name, other)
		}
		layouts[layout] = name
	}
	if a, b := For[tree]().Layout(), For[tree]().Layout(); a != b || !strings.Contains(a, "Below") {
		t.Errorf("%s\n%s", a, b)
	}
}

type known struct{ text string }

func (k *known) Digest() [16]byte { return SumOf([]byte(k.text)) }

// TestInterfacesAndDigests: an interface is written with its type's name, and a
// value that knows its digest as that.
func TestInterfacesAndDigests(t *testing.T) {
	codec := For[any]()
	values := []any{nil, 1, "1", inner{"1", 1}, &inner{"1", 1}, []string{"1"}, (*inner)(nil), &known{"1"}, &known{"2"}, (*known)(nil), struct{ A any }{1}}
	seen := map[string]any{}
	for _, v := range values {
		data := string(codec.Append(nil, &v))
		if other, twice := seen[data]; twice {
			t.Errorf("%#v and %#v have the same bytes", v, other)
		}
		seen[data] = v
		if again := string(codec.Append(nil, &v)); again != data {
			t.Errorf("%#v is written in two ways", v)
		}
	}
}

// TestNotPlain: a type that cannot be written is found when the codec is used.
func TestNotPlain(t *testing.T) {
	for name, make := range map[string]func(){
		"map":        func() { For[map[string]int]().Layout() },
		"function":   func() { For[struct{ F func() }]().Layout() },
		"unexported": func() { For[struct{ a int }]().Layout() },
		"channel":    func() { For[[]chan int]().Layout() },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("a %s was taken", name)
				}
			}()
			make()
		}()
	}
}

func BenchmarkCodec(b *testing.B) {
	codec := For[everything]()
	n := 3
	v := everything{Text: "văn bản", Texts: []string{"một", "hai"}, Pointer: &inner{"x", 1}, Number: &n, Many: make([]inner, 4)}
	data := codec.Append(nil, &v)
	b.Run("append", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			data = codec.Append(data[:0], &v)
		}
	})
	b.Run("read", func(b *testing.B) {
		b.ReportAllocs()
		text := string(data)
		for b.Loop() {
			var back everything
			if codec.Read(text, &back) != nil {
				b.Fatal("damaged")
			}
		}
	})
}
