package public

import (
	"crypto/tls"
	"fmt"
	"os"
	"sync"
	"time"
)

// Certificate is TLS (1.2 and later) with the certificate and key of two PEM files. They
// are looked at again every minute, so that a certificate can be renewed without a stop;
// what cannot be read then leaves the former in use.
func Certificate(certFile, keyFile string) (*tls.Config, error) {
	k := &keyPair{cert: certFile, key: keyFile}
	if err := k.read(); err != nil {
		return nil, err
	}
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: k.get}, nil
}

type keyPair struct {
	cert, key string // files

	mu     sync.Mutex
	pair   *tls.Certificate
	of     [2]time.Time // the files' times when they were read
	looked time.Time
}

// lookAtKeys is how often the files are looked at.
const lookAtKeys = time.Minute

func (k *keyPair) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if time.Since(k.looked) > lookAtKeys {
		if times, err := k.times(); err == nil && times != k.of {
			_ = k.read() // half a renewal: the next look sees the rest
		}
		k.looked = time.Now()
	}
	return k.pair, nil
}

func (k *keyPair) read() error {
	times, err := k.times()
	if err != nil {
		return err
	}
	pair, err := tls.LoadX509KeyPair(k.cert, k.key)
	if err != nil {
		return fmt.Errorf("reading the certificate %s: %w", k.cert, err)
	}
	k.pair, k.of, k.looked = &pair, times, time.Now()
	return nil
}

func (k *keyPair) times() (times [2]time.Time, err error) {
	for i, name := range []string{k.cert, k.key} {
		info, err := os.Stat(name)
		if err != nil {
			return times, fmt.Errorf("reading the certificate: %w", err)
		}
		times[i] = info.ModTime()
	}
	return times, nil
}
