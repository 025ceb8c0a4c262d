package public

import (
	"container/list"
	"context"
	"crypto/tls"
	"net"
	"sync"
	"sync/atomic"
)

// conns are the connections that are open. When there are as many as there may be, a new
// one takes the place of that which waits longest: opened in advance, kept open after an
// answer, or telling its request a letter at a time. One that is being answered stays.
type conns struct {
	most, perClient int

	mu      sync.Mutex
	open    int
	clients map[string]int // how many each address has; loopback is not counted
	waiting *list.List     // of *conn, the longest waiting first
}

func newConns(most, perClient int) *conns {
	return &conns{most: most, perClient: perClient, clients: map[string]int{}, waiting: list.New()}
}

// conn is one of them. It is a TCP connection with all that has, so that the system copies
// files to it by itself.
type conn struct {
	*net.TCPConn
	all    *conns
	client string // its address; "" = not counted
	heard  atomic.Bool

	answering int           // requests; the conns' mutex guards it, as what follows
	place     *list.Element // among those that wait
	closed    bool
}

// listener accepts connections within the bounds.
type listener struct {
	net.Listener
	all *conns
}

func (l listener) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		tcp, ok := c.(*net.TCPConn)
		if !ok {
			return nil, net.ErrClosed // the listener is ours, and of TCP
		}
		if added, gone := l.all.add(tcp); added != nil {
			if gone != nil {
				_ = gone.Close() // its client asked nothing that is not answered
			}
			return added, nil
		}
		_ = tcp.Close() // refused
	}
}

// add takes a connection in, nil if there is no place; gone is to be closed for it.
func (a *conns) add(tcp *net.TCPConn) (added, gone *conn) {
	a.mu.Lock()
	defer a.mu.Unlock()
	client := ""
	if at, ok := tcp.RemoteAddr().(*net.TCPAddr); ok && !at.IP.IsLoopback() { // a proxy on this computer speaks for many
		client = string(at.IP.To16())
	}
	if client != "" && a.clients[client] >= a.perClient {
		return nil, nil
	}
	if a.open >= a.most {
		first := a.waiting.Front()
		if first == nil {
			return nil, nil
		}
		gone = first.Value.(*conn)
		a.remove(gone)
	}
	c := &conn{TCPConn: tcp, all: a, client: client}
	c.place = a.waiting.PushBack(c)
	a.open++
	if client != "" {
		a.clients[client]++
	}
	return c, gone
}

// remove forgets a connection.
func (a *conns) remove(c *conn) {
	if c.closed {
		return
	}
	c.closed = true
	a.open--
	if c.place != nil {
		a.waiting.Remove(c.place)
		c.place = nil
	}
	if c.client != "" {
		if a.clients[c.client]--; a.clients[c.client] == 0 {
			delete(a.clients, c.client)
		}
	}
}

func (c *conn) Read(p []byte) (int, error) {
	n, err := c.TCPConn.Read(p)
	if n > 0 && !c.heard.Load() {
		c.heard.Store(true)
	}
	return n, err
}

func (c *conn) Close() error {
	c.all.mu.Lock()
	c.all.remove(c)
	c.all.mu.Unlock()
	return c.TCPConn.Close()
}

// begin tells that a request is being answered, end that it was.
func (c *conn) begin() {
	c.all.mu.Lock()
	defer c.all.mu.Unlock()
	if c.answering++; c.place != nil {
		c.all.waiting.Remove(c.place)
		c.place = nil
	}
}

func (c *conn) end() {
	c.all.mu.Lock()
	defer c.all.mu.Unlock()
	if c.answering--; c.answering == 0 && !c.closed {
		c.place = c.all.waiting.PushBack(c)
	}
}

// closeSilent closes the connections on which nothing was ever said: a server that ends
// would wait for them, and nothing is lost.
func (a *conns) closeSilent() {
	a.mu.Lock()
	var silent []*conn
	for e := a.waiting.Front(); e != nil; e = e.Next() {
		if c := e.Value.(*conn); !c.heard.Load() {
			silent = append(silent, c)
		}
	}
	a.mu.Unlock()
	for _, c := range silent {
		_ = c.Close() // nobody speaks on it
	}
}

// connKey is what the context of a request has its connection under.
type connKey struct{}

func withConn(ctx context.Context, c net.Conn) context.Context {
	if secure, ok := c.(*tls.Conn); ok {
		c = secure.NetConn()
	}
	return context.WithValue(ctx, connKey{}, c)
}

func connOf(ctx context.Context) *conn {
	c, _ := ctx.Value(connKey{}).(*conn)
	return c
}
