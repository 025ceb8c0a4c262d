package archive

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"aead.dev/minisign"
)

// PrivateKey signs bags. It is a key of minisign's, and so is its file.
type PrivateKey struct{ key minisign.PrivateKey }

// PublicKey checks signatures.
type PublicKey struct{ key minisign.PublicKey }

// Public gives the key that checks what k signs.
func (k PrivateKey) Public() PublicKey {
	public, ok := k.key.Public().(minisign.PublicKey)
	if !ok {
		panic("minisign's public key is of another type")
	}
	return PublicKey{public}
}

// ID is the key's number as minisign prints it, for people to tell keys apart.
func (k PublicKey) ID() string { return keyID(k.key.ID()) }

func keyID(id uint64) string { return fmt.Sprintf("%016X", id) }

// String is the key on one line, as "minisign -P" takes it.
func (k PublicKey) String() string { return k.key.String() }

// sign makes a minisign signature. The same key, message and comment give the
// same bytes.
func (k PrivateKey) sign(message []byte, comment string) []byte {
	return minisign.SignWithComments(k.key, message, oneLine(comment), "signature of "+sealName)
}

// NewKeys makes a pair of keys and writes them to two new files. The private
// one is encrypted with the passphrase; making and using the file then takes
// some seconds and 1 GB of memory, by minisign's design, so that guessing the
// passphrase does as well. An empty passphrase leaves it unencrypted, for
// machines that keep their secrets elsewhere.
func NewKeys(privateFile, publicFile, passphrase string) (PublicKey, error) {
	public, private, err := minisign.GenerateKey(nil)
	if err != nil {
		return PublicKey{}, fmt.Errorf("making keys: %w", err)
	}
	var secret []byte
	if passphrase == "" {
		secret, err = private.MarshalText()
	} else {
		secret, err = minisign.EncryptKey(passphrase, private)
	}
	if err != nil {
		return PublicKey{}, fmt.Errorf("making keys: %w", err)
	}
	open, err := public.MarshalText()
	if err != nil {
		return PublicKey{}, fmt.Errorf("making keys: %w", err)
	}
	if err := writeNew(privateFile, line(secret), 0o600); err != nil {
		return PublicKey{}, fmt.Errorf("writing the private key: %w", err)
	}
	if err := writeNew(publicFile, line(open), 0o644); err != nil {
		return PublicKey{}, errors.Join(fmt.Errorf("writing the public key: %w", err), os.Remove(privateFile))
	}
	return PublicKey{public}, nil
}

// line ends a text in one newline, as minisign's own files do.
func line(text []byte) []byte { return []byte(strings.TrimRight(string(text), "\n") + "\n") }

// writeNew writes a file that must not exist yet.
func writeNew(name string, text []byte, mode os.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(name))
	}
	return nil
}

// largestKey is far beyond any file of keys.
const largestKey = 16 << 10

// ReadPrivateKey reads a private key's file, encrypted or not.
func ReadPrivateKey(r io.Reader, passphrase string) (*PrivateKey, error) {
	text, err := io.ReadAll(io.LimitReader(r, largestKey))
	if err != nil {
		return nil, fmt.Errorf("reading the private key: %w", err)
	}
	var key minisign.PrivateKey
	text = []byte(strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")))
	if minisign.IsEncrypted(text) {
		key, err = minisign.DecryptKey(passphrase, text)
	} else {
		err = key.UnmarshalText(text)
	}
	if err != nil {
		return nil, refuse(codeKeyFile, "", err.Error())
	}
	return &PrivateKey{key}, nil
}

// ReadPublicKey reads a public key's file, or the key alone on a line.
func ReadPublicKey(r io.Reader) (PublicKey, error) {
	text, err := io.ReadAll(io.LimitReader(r, largestKey))
	if err != nil {
		return PublicKey{}, fmt.Errorf("reading the public key: %w", err)
	}
	var key minisign.PublicKey
	plain := strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n"))
	if err := key.UnmarshalText([]byte(plain)); err != nil {
		return PublicKey{}, refuse(codeKeyFile, "", err.Error())
	}
	return PublicKey{key}, nil
}
