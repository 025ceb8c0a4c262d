// Package webp writes pictures as lossy WebP.
//
// The encoder is Google's libwebp, compiled to WebAssembly (see scripts/vendor-webp): so
// there is no cgo, the bytes are the same on every system, and whatever a picture did to the
// encoder, it stays in a memory of its own, which has a bound. It runs as machine code on the
// systems that wazero has a compiler for, which are all that the program is built for; on
// others it is interpreted, which takes some seventy times as long and gives the same bytes.
//
// Nothing is done before the first picture. What is compiled then, and the memory of the
// encoders, is let go of when no picture has come for a while.
package webp

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"image"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

//go:embed libwebp/webp.wasm.gz
var packed string

// Version names the encoder and its settings, which decide the bytes of a picture beside
// its pixels. It changes with every change of this package that shows in them.
const Version = "libwebp 1.4.0 q75 m2"

// The settings of libwebp: quality of 100, and how long it looks for the smallest, of 6.
const (
	quality = 75
	method  = 2
)

const (
	sideMost   = 16383     // pixels that a WebP may have each way
	pixelsMost = 8_000_000 // that an encoder's memory has room for, whatever they are
	memoryMost = 112 << 20 // of one encoder, in bytes
	keptMost   = 24 << 20  // of one that is kept for the next picture, in bytes
	pageSize   = 64 << 10  // of WebAssembly, in bytes
)

// Fits tells whether a picture of a size can be encoded.
func Fits(size image.Point) bool {
	return size.X > 0 && size.Y > 0 && size.X <= sideMost && size.Y <= sideMost && size.X*size.Y <= pixelsMost
}

// Cost is how much memory an encoder takes for a picture at most, in bytes: of a photograph
// it is a third of that, of noise nearly all.
func Cost(size image.Point) int64 { return 2<<20 + 12*int64(size.X)*int64(size.Y) }

// keptFor is how long an encoder that is not used is kept: pictures of a page are asked for
// one after the other.
const keptFor = 10 * time.Second

// Encoder encodes pictures, several at a time. Its zero value can be used.
type Encoder struct {
	mu     sync.Mutex
	code   *code
	idle   []*instance
	busy   int
	unused *time.Timer // calls Release; nil before the first picture
}

// code is the encoder compiled for this computer.
type code struct {
	runtime wazero.Runtime
	module  wazero.CompiledModule
}

// instance is an encoder with a memory of its own, for one picture at a time.
type instance struct {
	module               api.Module
	malloc, free, encode api.Function
}

// errModel is a picture that is not as JPEGs have it.
var errModel = errors.New("the picture is neither grey nor of brightness and two colours with a quarter of the samples")

// Encode is a picture as WebP. It must be as JPEGs have it: grey, or brightness and two
// colours with a quarter of the samples.
func (e *Encoder) Encode(picture image.Image) ([]byte, error) {
	p, err := planesOf(picture)
	if err != nil {
		return nil, err
	}
	in, err := e.take()
	if err != nil {
		return nil, fmt.Errorf("preparing the encoder of WebP: %w", err)
	}
	data, err := in.write(p)
	e.giveBack(in, err == nil)
	if err != nil {
		return nil, fmt.Errorf("writing a picture of %d × %d pixels as WebP: %w", p.width, p.height, err)
	}
	return data, nil
}

// take is an encoder that nobody uses.
func (e *Encoder) take() (*instance, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.unused == nil {
		e.unused = time.AfterFunc(keptFor, e.Release)
	}
	e.unused.Stop()
	if last := len(e.idle) - 1; last >= 0 {
		in := e.idle[last]
		e.idle = e.idle[:last]
		e.busy++
		return in, nil
	}
	if e.code == nil {
		made, err := compile(wazero.NewRuntimeConfig())
		if err != nil {
			return nil, err
		}
		e.code = made
	}
	in, err := e.code.instance()
	if err == nil {
		e.busy++
	}
	return in, err
}

// giveBack leaves an encoder to others, unless it is broken.
func (e *Encoder) giveBack(in *instance, whole bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.busy--
	if whole && in.module.Memory().Size() <= keptMost {
		e.idle = append(e.idle, in)
	} else {
		_ = in.module.Close(context.Background())
	}
	if e.busy == 0 {
		e.unused.Reset(keptFor)
	}
}

// Release gives back all memory, unless a picture is being encoded. It is taken anew by the
// next picture.
func (e *Encoder) Release() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.busy > 0 || e.code == nil {
		return
	}
	e.unused.Stop()
	_ = e.code.runtime.Close(context.Background()) // with all that is of it
	e.code, e.idle = nil, nil
}

// compile compiles the encoder, which takes less than half a second and 30 MB.
func compile(how wazero.RuntimeConfig) (*code, error) {
	unpacking, err := gzip.NewReader(strings.NewReader(packed))
	if err != nil {
		return nil, err
	}
	wasm, err := io.ReadAll(unpacking)
	if err != nil {
		return nil, err
	}
	ctx := context.Background() // a build that is given up ends after the picture that it is at
	c := &code{runtime: wazero.NewRuntimeWithConfig(ctx, how.WithMemoryLimitPages(memoryMost/pageSize).WithDebugInfoEnabled(false))}
	if c.module, err = c.runtime.CompileModule(ctx, wasm); err != nil {
		return nil, errors.Join(err, c.runtime.Close(ctx))
	}
	return c, nil
}

func (c *code) instance() (*instance, error) {
	module, err := c.runtime.InstantiateModule(context.Background(), c.module, wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize"))
	if err != nil {
		return nil, err
	}
	return &instance{module, module.ExportedFunction("malloc"), module.ExportedFunction("free"), module.ExportedFunction("encode")}, nil
}

var (
	errMemory  = errors.New("there is no room for it")
	errRefused = errors.New("the encoder refuses it")
)

// What libwebp calls a picture of brightness, two colours with a quarter of the samples,
// and opacity (WEBP_YUV420A).
const modelYUVA = 4

// write encodes the planes of a picture.
func (in *instance) write(p planes) ([]byte, error) {
	pixels, err := in.alloc(p.length())
	if err != nil {
		return nil, err
	}
	length, err := in.alloc(4)
	if err != nil {
		return nil, err
	}
	memory := in.module.Memory()
	view, ok := memory.Read(pixels, uint32(p.length())) // #nosec G115 -- bounded by pixelsMost
	if !ok || !memory.WriteUint32Le(length, 0) {
		return nil, errMemory
	}
	p.put(view)
	out, err := in.call(in.encode, uint64(pixels), uint64(p.width), uint64(p.height), uint64(length), modelYUVA, quality, method, 0, 0) // #nosec G115 -- a picture's sides
	if err != nil {
		return nil, err
	}
	size, ok := memory.ReadUint32Le(length)
	if out == 0 || size == 0 || !ok {
		return nil, errRefused
	}
	made, ok := memory.Read(out, size)
	if !ok {
		return nil, errRefused
	}
	data := bytes.Clone(made)
	for _, at := range []uint32{pixels, length, out} {
		if _, err := in.call(in.free, uint64(at)); err != nil {
			return nil, err
		}
	}
	return data, nil
}

// alloc takes so many bytes of the encoder's memory.
func (in *instance) alloc(bytes int) (uint32, error) {
	at, err := in.call(in.malloc, uint64(bytes)) // #nosec G115 -- not negative
	if err == nil && at == 0 {
		err = errMemory
	}
	return at, err
}

// call calls a function that returns an address or nothing.
func (in *instance) call(f api.Function, args ...uint64) (uint32, error) {
	results, err := f.Call(context.Background(), args...)
	if err != nil || len(results) == 0 {
		return 0, err
	}
	return api.DecodeU32(results[0]), nil
}
