package archive

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"aead.dev/minisign"
)

// testKey is a key of the tests; the same number, the same key.
func testKey(t *testing.T, n byte) PrivateKey {
	t.Helper()
	_, key, err := minisign.GenerateKey(bytes.NewReader(bytes.Repeat([]byte{n}, 64)))
	must(t, err)
	return PrivateKey{key}
}

// signed gives bags signed when they were sealed and afterwards.
func signed(t *testing.T, key PrivateKey) []string {
	t.Helper()
	dir := t.TempDir()
	var paths []string
	for _, name := range []string{"at-once", "at-once.zip", "later", "later.zip"} {
		p := filepath.Join(dir, name)
		b := year(t, 2020)
		if strings.HasPrefix(name, "at-once") {
			b.Key = &key
		}
		digest := write(t, p, b)
		if b.Key == nil {
			must(t, Sign(context.Background(), p, key, "niêm phong\n2020"))
		}
		if d, err := DigestOf(context.Background(), p); err != nil || d != digest {
			t.Errorf("%s: signing changed the digest: %s, %v", name, d, err)
		}
		paths = append(paths, p)
	}
	left, err := os.ReadDir(dir)
	must(t, err)
	if len(left) != 4 {
		t.Errorf("left beside the bags: %v", left)
	}
	return paths
}

func TestSignatures(t *testing.T) {
	key, other := testKey(t, 1), testKey(t, 2)
	for _, p := range signed(t, key) {
		r := verify(t, p, Options{Keys: []PublicKey{other.Public(), key.Public()}})
		expectTold(t, r.Problems)
		if r.Signer != key.Public().ID() {
			t.Errorf("%s: signed by %q", p, r.Signer)
		}
		expectTold(t, verify(t, p, Options{Keys: []PublicKey{other.Public()}}).Problems, "error signature-unknown "+signatureName)
		expectTold(t, verify(t, p, Options{}).Problems, "info signature-unchecked "+signatureName)
		var refusal *Refusal
		if err := Sign(context.Background(), p, other, "x"); !errors.As(err, &refusal) || refusal.Problems[0].Code != codeExists {
			t.Errorf("signing again: %v", err)
		}
	}
}

// TestSignatureOfAnotherBag: a bag that was changed and sealed again, with the
// old signature put in, is found out. So is one without.
func TestSignatureOfAnotherBag(t *testing.T) {
	key := testKey(t, 1)
	o := Options{Keys: []PublicKey{key.Public()}}
	dir := filepath.Join(t.TempDir(), "bag")
	b := year(t, 2021)
	write(t, dir, b)
	expectTold(t, verify(t, dir, o).Problems, "error signature-missing "+signatureName)
	old, err := os.ReadFile(filepath.Join(signed(t, key)[0], signatureName))
	must(t, err)
	for _, text := range []string{string(old), "", "x", strings.Replace(string(old), "2020", "2021", 1), strings.Repeat("x", largestKey)} {
		must(t, os.WriteFile(filepath.Join(dir, signatureName), []byte(text), 0o666))
		expectTold(t, verify(t, dir, o).Problems, "error signature-bad "+signatureName)
	}
	must(t, os.WriteFile(filepath.Join(dir, signatureName), make([]byte, largestKey+1), 0o666))
	expectTold(t, verify(t, dir, o).Problems, "error tag-large "+signatureName)
}

// TestSigningCopiesThePacked: a zip keeps the bytes of its entries.
func TestSigningCopiesThePacked(t *testing.T) {
	paths := signed(t, testKey(t, 1))
	one, err := zip.OpenReader(paths[1])
	must(t, err)
	defer one.Close()
	two, err := zip.OpenReader(paths[3])
	must(t, err)
	defer two.Close()
	if len(one.File) != len(two.File) {
		t.Fatalf("%d and %d entries", len(one.File), len(two.File))
	}
	for i, f := range one.File {
		g := two.File[i]
		g.Name = strings.Replace(g.Name, "later", "at-once", 1)
		if f.Name != g.Name || f.CRC32 != g.CRC32 && !strings.HasSuffix(f.Name, ".minisig") || f.Modified != g.Modified || len(g.Extra) > 0 {
			t.Errorf("%s: %+v, %+v", f.Name, f.FileHeader, g.FileHeader)
		}
	}
}

// TestMinisignReadsOurs: the program minisign checks our signatures with our
// public key, and signs with our private key what we check.
func TestMinisignReadsOurs(t *testing.T) {
	dir := t.TempDir()
	private, public := filepath.Join(dir, "k.key"), filepath.Join(dir, "k.pub")
	pub, err := NewKeys(private, public, "")
	must(t, err)
	key, err := ReadPrivateKey(open(t, private), "")
	must(t, err)
	bag := filepath.Join(dir, "bag")
	b := year(t, 2020)
	b.Key = key
	write(t, bag, b)
	said := run(t, "minisign", "-V", "-p", public, "-m", filepath.Join(bag, sealName))
	if !strings.Contains(said, "bag of 2020, sealed 2021-01-15, digest ") {
		t.Errorf("minisign says %q", said)
	}
	run(t, "minisign", "-V", "-P", pub.String(), "-m", filepath.Join(bag, sealName))

	must(t, os.Remove(filepath.Join(bag, signatureName)))
	run(t, "minisign", "-S", "-W", "-s", private, "-m", filepath.Join(bag, sealName))
	read, err := ReadPublicKey(open(t, public))
	must(t, err)
	r := verify(t, bag, Options{Keys: []PublicKey{read}})
	expectTold(t, r.Problems)
	if r.Signer != pub.ID() {
		t.Errorf("signed by %q, not %q", r.Signer, pub.ID())
	}
}

// TestEncryptedKeys makes one, which takes some seconds and a gigabyte, as
// minisign means it to; the key that is read was encrypted for less.
func TestEncryptedKeys(t *testing.T) {
	dir := t.TempDir()
	private, public := filepath.Join(dir, "k.key"), filepath.Join(dir, "k.pub")
	_, err := NewKeys(private, public, "mật khẩu dài")
	must(t, err)
	secret, err := os.ReadFile(private)
	must(t, err)
	if !minisign.IsEncrypted(secret[:len(secret)-1]) {
		t.Error("the key is not encrypted")
	}
	key, err := ReadPrivateKey(open(t, filepath.Join("testdata", "cheap.key")), "mật khẩu dài")
	must(t, err)
	if key.Public().ID() != "6E6974656C6C7562" {
		t.Errorf("another key came back: %s", key.Public().ID())
	}
	for _, wrong := range []string{"", "sai"} {
		var refusal *Refusal
		if _, err := ReadPrivateKey(open(t, filepath.Join("testdata", "cheap.key")), wrong); !errors.As(err, &refusal) {
			t.Errorf("the passphrase %q: %v", wrong, err)
		}
	}
	if info, err := os.Stat(private); err != nil || info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("others can read the key: %v %v", info.Mode(), err)
	}
	if _, err := NewKeys(private, filepath.Join(dir, "new.pub"), ""); !errors.Is(err, os.ErrExist) {
		t.Errorf("a key was overwritten: %v", err)
	}
	if _, err := NewKeys(filepath.Join(dir, "new.key"), public, ""); !errors.Is(err, os.ErrExist) {
		t.Errorf("a key was overwritten: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "new.key")); err == nil {
		t.Error("half a pair is left")
	}
}

func open(t *testing.T, name string) *os.File {
	t.Helper()
	f, err := os.Open(name)
	must(t, err)
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// run runs another program; it must be there and succeed.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %q: %v (scripts/test-deps installs it)\n%s", name, args, err, out)
	}
	return string(out)
}
