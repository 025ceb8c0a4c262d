package deploy_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"

	"bulletin/internal/deploy"
	"bulletin/internal/deploy/s3"
	"bulletin/internal/deploy/sftp"
	"bulletin/internal/deploy/webdav"
	"bulletin/internal/diag"
)

// freePort is one of 127.0.0.1 that nobody listens on.
func freePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	must(t, l.Close())
	return l.Addr().String()
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// serve runs a server's program until the test ends, and waits until it listens.
func serve(t testing.TB, addr string, env []string, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	must(t, cmd.Start())
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // may have ended itself, which is told below
		<-ended
		if t.Failed() {
			t.Logf("%s said: %s", name, said.String())
		}
	})
	for deadline := time.Now().Add(time.Minute); ; {
		conn, err := net.Dial("tcp", addr)
		if err == nil {
			must(t, conn.Close())
			return
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("%s ended: %v: %s", name, err, said.String())
		case <-time.After(20 * time.Millisecond):
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s does not listen", name)
		}
	}
}

// newKey draws a key of SSH and writes it as OpenSSH does.
func newKey(t testing.TB, file string) ssh.PublicKey {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	must(t, err)
	block, err := ssh.MarshalPrivateKey(private, "")
	must(t, err)
	must(t, os.WriteFile(file, pem.EncodeToMemory(block), 0o600))
	signer, err := ssh.NewSignerFromKey(private)
	must(t, err)
	return signer.PublicKey()
}

// sshd is OpenSSH's server, and how to log in.
type sshd struct {
	addr, user, key, known string
}

func startSSHD(t testing.TB) sshd {
	t.Helper()
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	me, err := user.Current()
	must(t, err)
	s := sshd{freePort(t), me.Username, in("key"), in("known_hosts")}
	host, port, _ := strings.Cut(s.addr, ":")
	hostKey, userKey := newKey(t, in("host")), newKey(t, s.key)
	must(t, os.WriteFile(s.known, []byte(knownhosts.Line([]string{knownhosts.Normalize(s.addr)}, hostKey)+"\n"), 0o600))
	must(t, os.WriteFile(in("authorized"), ssh.MarshalAuthorizedKey(userKey), 0o600))
	must(t, os.WriteFile(in("config"), fmt.Appendf(nil, `ListenAddress %s
Port %s
HostKey %s
AuthorizedKeysFile %s
PidFile none
StrictModes no
UsePAM no
PermitRootLogin yes
PasswordAuthentication no
MaxStartups 100
Subsystem sftp internal-sftp
`, host, port, in("host"), in("authorized")), 0o600))
	if os.Getuid() == 0 {
		must(t, os.MkdirAll("/run/sshd", 0o755)) // what Debian's service makes
	}
	program, err := exec.LookPath("sshd")
	if err != nil {
		program = "/usr/sbin/sshd" // which is on no user's PATH
	}
	serve(t, s.addr, nil, program, "-D", "-e", "-f", in("config"))
	return s
}

// at is a folder of the server's.
func (s sshd) at(dir string) place {
	open := func(t testing.TB, addr string) deploy.Target {
		known := s.known
		if addr != s.addr { // the same server by another address
			text, err := os.ReadFile(s.known)
			must(t, err)
			known = filepath.Join(t.TempDir(), "known_hosts")
			must(t, os.WriteFile(known, bytes.ReplaceAll(text, []byte(knownhosts.Normalize(s.addr)), []byte(knownhosts.Normalize(addr))), 0o600))
		}
		server := sftp.Open(sftp.Options{Addr: addr, User: s.user, Dir: dir, KeyFiles: []string{s.key}, KnownHosts: []string{known}})
		t.Cleanup(func() { must(t, server.Close()) })
		return server
	}
	return place{
		way:   way{"sftp", s.addr, s.user, dir, s.key, s.known},
		open:  func(t testing.TB) deploy.Target { return open(t, s.addr) },
		fresh: func(_ testing.TB, name string) place { return s.at(filepath.Join(dir, name)) },
		read:  readFiles(dir), spoil: spoilFiles(dir),
		cut: func(t testing.TB, most int64) deploy.Target { return open(t, cutLine(t, s.addr, most)) },
	}
}

// nginx is the web server: readers ask one port, who publishes another.
type nginx struct{ dav, web, root string }

const davUser, davPassword = "lan", "mật khẩu"

func startNginx(t testing.TB) nginx {
	t.Helper()
	dir := quick(t)
	n := nginx{freePort(t), freePort(t), filepath.Join(dir, "root")}
	must(t, os.MkdirAll(filepath.Join(n.root, "ban-tin"), 0o777))
	modules := ""
	if dynamic := "/usr/lib/nginx/modules/ngx_http_dav_ext_module.so"; exists(dynamic) {
		modules = "load_module " + dynamic + ";"
	}
	must(t, os.WriteFile(filepath.Join(dir, "users"), []byte(davUser+":{PLAIN}"+davPassword+"\n"), 0o600))
	runAs := ""
	if me, err := user.Current(); err == nil && os.Getuid() == 0 {
		runAs = "user " + me.Username + ";"
	}
	must(t, os.WriteFile(filepath.Join(dir, "nginx.conf"), fmt.Appendf(nil, `%[6]s %[5]s
daemon off; master_process off; pid %[1]s/pid; error_log stderr crit;
events {}
http {
  access_log off; client_max_body_size 0;
  client_body_temp_path %[1]s/body; proxy_temp_path %[1]s/proxy; fastcgi_temp_path %[1]s/fastcgi; uwsgi_temp_path %[1]s/uwsgi; scgi_temp_path %[1]s/scgi;
  server { listen %[2]s; root %[4]s;
    auth_basic "bulletin"; auth_basic_user_file %[1]s/users;
    dav_methods PUT DELETE MKCOL COPY MOVE; dav_ext_methods PROPFIND OPTIONS; }
  server { listen %[3]s; root %[4]s; location ~ /\.bulletin- { return 404; } }
}
`, dir, n.dav, n.web, n.root, modules, runAs), 0o600))
	program, err := exec.LookPath("nginx")
	if err != nil {
		program = "/usr/sbin/nginx"
	}
	serve(t, n.dav, nil, program, "-c", filepath.Join(dir, "nginx.conf"), "-e", "stderr")
	return n
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// at is a folder of the server's.
func (n nginx) at(dir string) place {
	open := func(t testing.TB, addr string) deploy.Target {
		server := webdav.Open(webdav.Options{URL: &url.URL{Scheme: "http", Host: addr, Path: "/" + dir}, User: davUser, Password: davPassword})
		t.Cleanup(func() { must(t, server.Close()) })
		return server
	}
	return place{
		way:   way{"webdav", n.dav, dir},
		open:  func(t testing.TB) deploy.Target { return open(t, n.dav) },
		fresh: func(_ testing.TB, name string) place { return n.at(dir + url.PathEscape(name) + "/") },
		read: func(t testing.TB, p string) (string, bool) {
			r, err := http.Get("http://" + n.web + "/" + dir + p)
			must(t, err)
			text, err := io.ReadAll(r.Body)
			must(t, err)
			must(t, r.Body.Close())
			return string(text), r.StatusCode == http.StatusOK
		},
		spoil: spoilFiles(filepath.Join(n.root, dir)),
		cut:   func(t testing.TB, most int64) deploy.Target { return open(t, cutLine(t, n.dav, most)) },
	}
}

// storage is versitygw, which keeps objects as files.
type storage struct{ addr, root string }

const s3Key, s3Secret, s3Bucket = "bulletin-key", "bulletin-secret", "bantin"

func startStorage(t testing.TB) storage {
	t.Helper()
	s := storage{freePort(t), quick(t)}
	must(t, os.Mkdir(filepath.Join(s.root, s3Bucket), 0o777))
	find := exec.Command("go", "tool", "-modfile=tools/s3/go.mod", "-n", "versitygw") // builds it, and says where
	find.Dir = filepath.Join("..", "..")
	find.Env = append(os.Environ(), "CGO_ENABLED=0")
	program, err := find.Output()
	if err != nil {
		t.Fatalf("building versitygw: %v", err)
	}
	serve(t, s.addr, []string{"ROOT_ACCESS_KEY=" + s3Key, "ROOT_SECRET_KEY=" + s3Secret},
		strings.TrimSpace(string(program)), "--port", s.addr, "--quiet", "posix", s.root)
	return s
}

func (s storage) client(t testing.TB, addr, prefix string) *s3.Storage {
	b, err := s3.Open(s3.Options{Endpoint: addr, Plain: true, Region: "us-east-1", Bucket: s3Bucket, Prefix: prefix, Key: s3Key, Secret: s3Secret})
	must(t, err)
	return b
}

// at is a prefix of the bucket's.
func (s storage) at(t testing.TB, prefix string) place {
	reader := s.client(t, s.addr, prefix)
	return place{
		way:   way{"s3", s.addr, prefix},
		open:  func(t testing.TB) deploy.Target { return s.client(t, s.addr, prefix) },
		fresh: func(t testing.TB, name string) place { return s.at(t, prefix+"/"+name) },
		read: func(t testing.TB, p string) (string, bool) {
			data, err := reader.Get(t.Context(), p)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Fatal(err)
			}
			return string(data), err == nil
		},
		spoil: func(t testing.TB, p, text string) { must(t, reader.Put(t.Context(), p, []byte(text))) },
		cut:   func(t testing.TB, most int64) deploy.Target { return s.client(t, cutLine(t, s.addr, most), prefix) },
	}
}

// cutLine is an address that leads to another, by a line that breaks after some bytes
// each time, and carries more the next.
func cutLine(t testing.TB, to string, most int64) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	var lines sync.WaitGroup
	t.Cleanup(func() { _ = l.Close(); lines.Wait() })
	lines.Go(func() {
		for {
			here, err := l.Accept()
			if err != nil {
				return
			}
			there, err := net.Dial("tcp", to)
			if err != nil {
				_ = here.Close()
				continue
			}
			limit := most
			most = min(most+most/2, 1<<40)
			lines.Go(func() {
				both := func() { _ = here.Close(); _ = there.Close() }
				lines.Go(func() { _, _ = io.Copy(here, there); both() })
				_, _ = io.CopyN(there, here, limit)
				both()
			})
		}
	})
	return l.Addr().String()
}

func TestSFTP(t *testing.T)   { conform(t, startSSHD(t).at(quick(t))) }
func TestWebDAV(t *testing.T) { conform(t, startNginx(t).at("ban-tin/")) }
func TestS3(t *testing.T)     { conform(t, startStorage(t).at(t, "ban-tin")) }

// TestS3Headers: a CDN and browsers keep what never changes, and ask again for the rest.
func TestS3Headers(t *testing.T) {
	s := startStorage(t)
	publish(t, s.client(t, s.addr, ""), newSite, options(t.TempDir()))
	reader, err := minio.New(s.addr, &minio.Options{Creds: credentials.NewStaticV4(s3Key, s3Secret, ""), Region: "us-east-1"})
	must(t, err)
	for p, want := range map[string][2]string{
		"index.html":                {"text/html; charset=utf-8", "public, max-age=60"},
		newAsset:                    {"text/css; charset=utf-8", "public, max-age=31536000, immutable"},
		"search.js":                 {"text/javascript; charset=utf-8", "public, max-age=60"},
		deploy.Home + "/state.json": {"application/json", "no-store"},
	} {
		info, err := reader.StatObject(t.Context(), s3Bucket, p, minio.StatObjectOptions{})
		must(t, err)
		if got := [2]string{info.ContentType, info.Metadata.Get("Cache-Control")}; got != want {
			t.Errorf("%s: %q, not %q", p, got, want)
		}
	}
}

// TestSFTPRefuses a server that is not known, one with another key, and a wrong login.
func TestSFTPRefuses(t *testing.T) {
	s, dir := startSSHD(t), t.TempDir()
	good := sftp.Options{Addr: s.addr, User: s.user, Dir: dir, KeyFiles: []string{s.key}, KnownHosts: []string{s.known}}
	wrongKnown, wrongKey := filepath.Join(dir, "known"), filepath.Join(dir, "key")
	other := newKey(t, wrongKey)
	must(t, os.WriteFile(wrongKnown, []byte(knownhosts.Line([]string{knownhosts.Normalize(s.addr)}, other)+"\n"), 0o600))
	for _, c := range []struct {
		code   diag.Code
		change func(*sftp.Options)
	}{
		{"deploy-host-unknown", func(o *sftp.Options) { o.KnownHosts = []string{filepath.Join(dir, "none")} }},
		{"deploy-host-changed", func(o *sftp.Options) { o.KnownHosts = []string{wrongKnown} }},
		{"deploy-login", func(o *sftp.Options) { o.KeyFiles = []string{wrongKey} }},
		{"deploy-login-bare", func(o *sftp.Options) { o.KeyFiles = nil }},
	} {
		o := good
		c.change(&o)
		server := sftp.Open(o)
		_, err := deploy.Publish(t.Context(), server, oldSite.site(), options(t.TempDir()))
		var known interface{ Diagnostics() diag.List }
		if !errors.As(err, &known) || known.Diagnostics()[0].Code != c.code {
			t.Errorf("%s: %v", c.code, err)
		}
		must(t, server.Close())
	}
}
