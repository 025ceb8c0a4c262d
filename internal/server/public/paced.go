package public

import (
	"io"
	"math"
	"net/http"
	"time"
)

// An answer is sent in pieces, and each has its time: a large file may take hours on a
// slow line, but whoever takes less than 4 KB a second is not waited for.
const (
	piece     = 256 << 10
	pieceTime = time.Minute
)

// paced is an answer that counts what is sent, and gives each piece its time.
type paced struct {
	http.ResponseWriter
	status int
	sent   int64 // bytes of the body
}

func (p *paced) WriteHeader(status int) {
	p.status = status
	p.ResponseWriter.WriteHeader(status)
}

// Write sends what is small at once; the server's own bound is that of one piece.
func (p *paced) Write(text []byte) (int, error) {
	done := 0
	for {
		part := text[done:min(done+piece, len(text))]
		if done > 0 {
			p.extend()
		}
		n, err := p.ResponseWriter.Write(part)
		done += n
		p.sent += int64(n)
		if err != nil || done == len(text) {
			return done, err
		}
	}
}

// ReadFrom lets the system copy a file to the connection by itself, where it can.
func (p *paced) ReadFrom(r io.Reader) (int64, error) {
	to, ok := p.ResponseWriter.(io.ReaderFrom)
	if !ok { // HTTP/2
		return io.Copy(struct{ io.Writer }{p}, r)
	}
	limited, ok := r.(*io.LimitedReader) // as package http copies a file
	if !ok {
		limited = &io.LimitedReader{R: r, N: math.MaxInt64}
	}
	var all int64
	for limited.N > 0 {
		p.extend()
		part := &io.LimitedReader{R: limited.R, N: min(limited.N, piece)} // one around the file: package net looks no deeper
		wanted := part.N
		n, err := to.ReadFrom(part)
		all += n
		p.sent += n
		limited.N -= n
		if err != nil || n < wanted {
			return all, err
		}
	}
	return all, nil
}

// extend gives the next piece its time.
func (p *paced) extend() {
	_ = http.NewResponseController(p.ResponseWriter).SetWriteDeadline(time.Now().Add(pieceTime)) // without one, the server's holds
}

// Unwrap is for [http.ResponseController].
func (p *paced) Unwrap() http.ResponseWriter { return p.ResponseWriter }
