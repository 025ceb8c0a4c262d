package public

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// startNginx runs a real nginx with a configuration in its server block, and returns the
// address.
func startNginx(t *testing.T, snippet string) string {
	t.Helper()
	program, err := exec.LookPath("nginx")
	if err != nil {
		program = "/usr/sbin/nginx" // not on everybody's path
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	_ = l.Close()
	dir := t.TempDir()
	text := fmt.Sprintf(`daemon off; master_process off; pid %[1]s/pid; error_log %[1]s/error.log;
events { worker_connections 64; }
http {
	access_log off; client_body_temp_path %[1]s/body; proxy_temp_path %[1]s/proxy; fastcgi_temp_path %[1]s/fastcgi; uwsgi_temp_path %[1]s/uwsgi; scgi_temp_path %[1]s/scgi;
	server { listen %[2]s; include %[1]s/bulletin.conf; }
}`, dir, address)
	for name, text := range map[string]string{"nginx.conf": text, "bulletin.conf": snippet} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	var said bytes.Buffer
	command := exec.CommandContext(ctx, program, "-p", dir, "-c", filepath.Join(dir, "nginx.conf"))
	command.Stderr = &said
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	t.Cleanup(func() {
		cancel()
		<-ended
		if strings.Contains(said.String(), "[warn]") {
			t.Errorf("nginx warns: %s", said.String())
		}
	})
	for {
		c, err := net.Dial("tcp", address)
		if err == nil {
			_ = c.Close()
			return address
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("nginx: %v\n%s", err, said.String())
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// fetch asks without following redirections.
func fetch(t *testing.T, method, url string, header ...string) (*http.Response, []byte) {
	t.Helper()
	r, err := http.NewRequest(method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, text
}

// nginx with our snippet answers as this package does, at the root and below a prefix.
func TestNginxAnswersTheSame(t *testing.T) {
	s := sample(t)
	for _, name := range []string{"a.js", "a.svg", "a.json", "a.ics", "a.woff2", "a.xml", "a.unknown"} {
		s.write("files/"+name, "x")
		s.names = append(s.names, "files/"+name)
	}
	if err := os.Chmod(s.folder, 0o755); err != nil {
		t.Fatal(err)
	}
	ours := serve(t, s.server(Options{}))
	for _, prefix := range []string{"/", "/chi-bo/v1.0/"} {
		snippet, err := Nginx(s.folder, prefix)
		if err != nil {
			t.Fatal(err)
		}
		nginx := startNginx(t, snippet)
		for _, target := range []string{
			"", "index.html", "a/b/", "a/b", "assets/main.0123456789.css", "files/anh.jpg", "files/t%E1%BB%87p%20%C4%91%C3%ADnh%20k%C3%A8m.pdf",
			"files/a.js", "files/a.svg", "files/a.json", "files/a.ics", "files/a.woff2", "files/a.xml", "files/a.unknown", "none", "a/none/x", ".bulletin/x",
		} {
			want, text := fetch(t, "GET", "http://"+ours+"/"+target)
			got, body := fetch(t, "GET", "http://"+nginx+prefix+target)
			if got.StatusCode != want.StatusCode {
				t.Errorf("%s%s: %d, ours %d", prefix, target, got.StatusCode, want.StatusCode)
				continue
			}
			for _, name := range []string{"Content-Type", "Cache-Control", "Content-Security-Policy", "X-Content-Type-Options", "Permissions-Policy"} {
				if got.StatusCode != 301 && !strings.EqualFold(got.Header.Get(name), want.Header.Get(name)) {
					t.Errorf("%s%s: %s: %q, ours %q", prefix, target, name, got.Header.Get(name), want.Header.Get(name))
				}
			}
			text = bytes.Replace(text, []byte(`<base href="/">`), []byte(`<base href="`+prefix+`">`), 1)
			if got.StatusCode != 301 && !bytes.Equal(text, body) {
				t.Errorf("%s%s: %q, ours %q", prefix, target, body, text)
			}
		}
		packed, body := fetch(t, "GET", "http://"+nginx+prefix, "Accept-Encoding", "gzip")
		r, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil || packed.Header.Get("Vary") != "Accept-Encoding" {
			t.Fatalf("not compressed: %v, %v", err, packed.Header)
		}
		if text, err := io.ReadAll(r); err != nil || string(text) != page {
			t.Errorf("compressed: %d bytes, %v", len(text), err)
		}
		if got, _ := fetch(t, "POST", "http://"+nginx+prefix); got.StatusCode != 403 {
			t.Errorf("POST: %d", got.StatusCode)
		}
		if got, _ := fetch(t, "GET", "http://"+nginx+prefix+"a/b"); !strings.HasSuffix(got.Header.Get("Location"), prefix+"a/b/") {
			t.Errorf("a folder without its slash: %q", got.Header.Get("Location"))
		}
	}
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
}

func TestNamesThatNginxCannotHold(t *testing.T) {
	for _, folder := range []string{"/srv/$x", `/srv/a"b`, "/srv/a;b", "/srv/a\nb", "/srv/{a}"} {
		if _, err := Nginx(folder, "/"); !errors.Is(err, errName) {
			t.Errorf("%q: %v", folder, err)
		}
	}
	for _, at := range []string{"a b", "/a;b/", "/../x/", "/a//b/", "/ế/", "/a$/", "/.x/"} {
		if got, err := Prefix(at); !errors.Is(err, errName) {
			t.Errorf("%q: %q, %v", at, got, err)
		}
	}
	for at, want := range map[string]string{"": "/", "/": "/", "chibo": "/chibo/", "/chibo": "/chibo/", "/a/b/": "/a/b/"} {
		if got, err := Prefix(at); err != nil || got != want {
			t.Errorf("%q: %q, %v", at, got, err)
		}
	}
}

// The web.config is well-formed, says every type and header once after removing it, and
// lets nothing but reading through. libxml2 is asked too, since IIS reads with another
// parser than ours.
func TestWebConfig(t *testing.T) {
	text, err := IIS()
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]int{}
	for d := xml.NewDecoder(strings.NewReader(text)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok {
			key := e.Name.Local
			for _, a := range e.Attr {
				key += " " + a.Name.Local + "=" + a.Value
			}
			said[key]++
		}
	}
	wanted := []string{
		"remove fileExtension=.html", "mimeMap fileExtension=.html mimeType=text/html; charset=utf-8", "mimeMap fileExtension=.woff2 mimeType=font/woff2",
		"remove name=Content-Security-Policy", "add name=Content-Security-Policy value=" + Policy, "directoryBrowse enabled=false",
		"verbs allowUnlisted=false", "add verb=GET allowed=true", "add value=index.html", "location path=assets inheritInChildApplications=false",
		"error statusCode=404 prefixLanguageFilePath= path=404.html responseMode=File",
	}
	for _, key := range wanted {
		if said[key] != 1 {
			t.Errorf("%q is said %d times", key, said[key])
		}
	}
	command := exec.Command("xmllint", "--noout", "-")
	command.Stdin = strings.NewReader(text)
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("xmllint: %v\n%s", err, out)
	}
}
