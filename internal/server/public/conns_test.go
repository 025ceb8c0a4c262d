package public

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func dial(t *testing.T, address string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// request asks on a connection and returns the status.
func request(t *testing.T, c net.Conn, path string) int {
	t.Helper()
	if _, err := io.WriteString(c, "GET "+path+" HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		t.Fatal(err)
	}
	return response.StatusCode
}

// isClosed waits until the other side closes a connection.
func isClosed(t *testing.T, c net.Conn) bool {
	t.Helper()
	_ = c.SetReadDeadline(time.Now().Add(20 * time.Second))
	_, err := c.Read(make([]byte, 1))
	var late net.Error
	return err != nil && !(asNetError(err, &late) && late.Timeout())
}

func asNetError(err error, to *net.Error) bool {
	e, ok := err.(net.Error)
	if ok {
		*to = e
	}
	return ok
}

// Whoever comes when all places are taken gets that of whoever waits longest, silent or
// telling its request slowly.
func TestTheLongestWaitingMakesRoom(t *testing.T) {
	address := serve(t, sample(t).server(Options{Conns: 4}))
	first, slow := dial(t, address), dial(t, address)
	if got := request(t, first, "/"); got != 200 {
		t.Fatal(got)
	}
	if _, err := io.WriteString(slow, "GET / HT"); err != nil {
		t.Fatal(err)
	}
	for range 40 {
		c := dial(t, address)
		if got := request(t, c, "/"); got != 200 {
			t.Fatal(got)
		}
	}
	if !isClosed(t, first) || !isClosed(t, slow) {
		t.Error("those that waited kept their places")
	}
}

// A thousand connections that say nothing, and one that asks.
func TestManySilentConnections(t *testing.T) {
	address := serve(t, sample(t).server(Options{Conns: 500}))
	for range 1000 {
		dial(t, address)
	}
	if got := request(t, dial(t, address), "/a/b/"); got != 200 {
		t.Error(got)
	}
}

func TestPlacesOfOneAddress(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	all := newConns(10, 2)
	var held []*conn
	for range 3 {
		go func() {
			if c, err := net.Dial("tcp", l.Addr().String()); err == nil {
				defer c.Close()
				_, _ = io.Copy(io.Discard, c)
			}
		}()
		c, err := l.Accept()
		if err != nil {
			t.Fatal(err)
		}
		added, _ := all.add(c.(*net.TCPConn))
		if added == nil {
			t.Fatal("loopback is counted")
		}
		held = append(held, added)
	}
	all.clients["client"] = 2
	held[0].client, held[1].client = "client", "client"
	for _, c := range held {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
		_ = c.Close() // twice is counted once
	}
	if all.open != 0 || len(all.clients) != 0 || all.waiting.Len() != 0 {
		t.Errorf("after all were closed: %+v", all)
	}
}

// The end comes at once although connections are open, and an answer under way arrives.
func TestGracefulEnd(t *testing.T) {
	large := strings.Repeat("x", 32<<20)
	s := newSite(t, "index.html", page, "film.mp4", large)
	srv := s.server(Options{})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(ctx, l) }()
	dial(t, l.Addr().String()) // says nothing
	idle := dial(t, l.Addr().String())
	if got := request(t, idle, "/"); got != 200 {
		t.Fatal(got)
	}
	busy := dial(t, l.Addr().String())
	if _, err := io.WriteString(busy, "GET /film.mp4 HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(bufio.NewReader(busy), nil)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if n, err := io.Copy(io.Discard, response.Body); err != nil || n != int64(len(large)) {
		t.Errorf("%d bytes of the answer arrived: %v", n, err)
	}
	_ = busy.Close()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(endWithin):
		t.Error("it did not end")
	}
	if c, err := net.Dial("tcp", l.Addr().String()); err == nil {
		_ = c.Close()
		t.Error("somebody was let in after the end")
	}
}

// writeCertificate makes a certificate for 127.0.0.1 that lasts an hour.
func writeCertificate(t *testing.T) (cert, key string, pool *x509.CertPool) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	if err := os.WriteFile(cert, text, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: encoded}), 0o600); err != nil {
		t.Fatal(err)
	}
	pool = x509.NewCertPool()
	pool.AppendCertsFromPEM(text)
	return cert, key, pool
}

func TestTLS(t *testing.T) {
	cert, key, pool := writeCertificate(t)
	config, err := Certificate(cert, key)
	if err != nil {
		t.Fatal(err)
	}
	address := serve(t, newSite(t, "index.html", page, "film.mp4", strings.Repeat("x", 2<<20)).server(Options{TLS: config}))
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}, ForceAttemptHTTP2: true}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport}
	for path, size := range map[string]int64{"/": int64(len(page)), "/film.mp4": 2 << 20} {
		response, err := client.Get("https://" + address + path)
		if err != nil {
			t.Fatal(err)
		}
		n, err := io.Copy(io.Discard, response.Body)
		_ = response.Body.Close()
		if err != nil || n != size || response.ProtoMajor != 2 {
			t.Errorf("%s: %d bytes of %d by %s, %v", path, n, size, response.Proto, err)
		}
	}
	if _, err := tls.Dial("tcp", address, &tls.Config{RootCAs: pool, MaxVersion: tls.VersionTLS11, MinVersion: tls.VersionTLS10}); err == nil {
		t.Error("TLS 1.1 was accepted")
	}
	if _, err := Certificate(key, cert); err == nil {
		t.Error("the files in the wrong order were accepted")
	}
}

// Who tells a request a letter at a time, and who asks for much and takes nothing, is not
// waited for. Others are answered meanwhile.
func TestSlowClients(t *testing.T) {
	t.Parallel()
	address := serve(t, sample(t).server(Options{}))
	slow := dial(t, address)
	if _, err := io.WriteString(slow, "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if got := request(t, dial(t, address), "/"); got != 200 {
		t.Error(got)
	}
	if !isClosed(t, slow) {
		t.Errorf("it is waited for after %v", time.Since(began))
	}
	long := dial(t, address)
	if _, err := io.WriteString(long, "GET / HTTP/1.1\r\nHost: x\r\nX-Long: "+strings.Repeat("x", 64<<10)+"\r\n\r\n"); err == nil {
		if response, err := http.ReadResponse(bufio.NewReader(long), nil); err == nil && response.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
			t.Errorf("a long header: %d", response.StatusCode)
		}
	}
}

// A certificate that was renewed is taken over; half a renewal leaves the former in use.
func TestCertificateIsRenewed(t *testing.T) {
	cert, key, _ := writeCertificate(t)
	k := &keyPair{cert: cert, key: key}
	if err := k.read(); err != nil {
		t.Fatal(err)
	}
	first := k.pair
	newCert, newKey, _ := writeCertificate(t)
	take := func(from, to string) {
		t.Helper()
		text, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, text, 0o600); err != nil {
			t.Fatal(err)
		}
		later := time.Now().Add(time.Hour) // the clock of the file system may be coarse
		if err := os.Chtimes(to, later, later); err != nil {
			t.Fatal(err)
		}
	}
	get := func() *tls.Certificate {
		t.Helper()
		k.looked = time.Now().Add(-2 * lookAtKeys)
		pair, err := k.get(nil)
		if err != nil {
			t.Fatal(err)
		}
		return pair
	}
	take(newCert, cert)
	if get() != first {
		t.Error("half a renewal was taken over")
	}
	take(newKey, key)
	if get() == first {
		t.Error("the renewed one was not taken over")
	}
}
