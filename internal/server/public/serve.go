package public

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"time"
)

// How long a client may take: for the headers of a request (there are no bodies), and
// without a request between two. How long answers may take is said in paced.go.
const (
	headerTime = 10 * time.Second
	idleTime   = 75 * time.Second
	mostHeader = 16 << 10 // bytes
)

// endWithin is how long answers under way may take after the end.
const endWithin = 10 * time.Second

// Serve answers on a TCP listener until the context ends; then it takes no more
// connections, lets answers under way finish for some seconds, and returns nil.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	all := newConns(withinFiles(cmp.Or(s.opt.Conns, defaultConns)), cmp.Or(s.opt.PerClient, defaultPerClient))
	hs := s.httpServer()
	within := net.Listener(listener{l, all})
	if s.opt.TLS != nil {
		within = tls.NewListener(within, hs.TLSConfig)
	}
	following, stop := context.WithCancel(ctx)
	followed := make(chan struct{})
	go func() {
		defer close(followed)
		s.Follow(following)
	}()
	defer func() {
		stop()
		<-followed
	}()
	failed := make(chan error, 1)
	go func() { failed <- hs.Serve(within) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serving on %s: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	_ = l.Close() // nobody is let in while the others leave
	all.closeSilent()
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), endWithin)
	defer cancel()
	err := hs.Shutdown(late)
	if errors.Is(err, context.DeadlineExceeded) {
		err = hs.Close()
	}
	<-failed
	if err != nil && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("closing the server: %w", err)
	}
	return nil
}

// withinFiles bounds the connections by what the system lets a process open: beyond that
// nobody could be let in at all. A quarter is for the files that are being sent.
func withinFiles(conns int) int {
	if most := mostFiles(); most > 0 {
		return max(1, min(conns, most*3/4))
	}
	return conns
}

func (s *Server) httpServer() *http.Server {
	hs := &http.Server{
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if c := connOf(r.Context()); c != nil {
				c.begin()
				defer c.end()
			}
			s.answer(w, r)
		}),
		ReadHeaderTimeout:            headerTime,
		ReadTimeout:                  2 * headerTime,
		WriteTimeout:                 pieceTime,
		IdleTimeout:                  idleTime,
		MaxHeaderBytes:               mostHeader,
		ConnContext:                  withConn,
		DisableGeneralOptionsHandler: true,
		ErrorLog:                     log.New(io.Discard, "", 0), // handshakes that failed and the like: the clients' affair
	}
	if s.opt.TLS != nil {
		hs.TLSConfig = s.opt.TLS.Clone()
		hs.TLSConfig.NextProtos = []string{"h2", "http/1.1"}
	}
	return hs
}
