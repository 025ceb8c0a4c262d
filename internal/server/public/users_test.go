package public

import (
	"encoding/base64"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/text/unicode/norm"
)

func usersFile(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "readers")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func basic(name, password string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(name+":"+password))
}

func TestPasswords(t *testing.T) {
	hash, err := HashPassword("mật khẩu 1")
	if err != nil {
		t.Fatal(err)
	}
	file := usersFile(t, "\uFEFF# readers\r\n\r\nlan:"+hash+"\r\n")
	users, err := LoadUsers(file)
	if err != nil {
		t.Fatal(err)
	}
	srv := sample(t).server(Options{Users: users})
	for header, want := range map[string]int{
		"": 401, "Basic !": 401, "Bearer x": 401, basic("lan", "sai sai sai"): 401, basic("ai", "mật khẩu 1"): 401, basic("lan", ""): 401,
		basic("lan", "mật khẩu 1"): 200, basic("lan", norm.NFD.String("mật khẩu 1")): 200,
	} {
		for _, path := range []string{"/", "/nowhere"} {
			got := ask(srv, "GET", path, "Authorization", header)
			expected := want
			if path == "/nowhere" && want == 200 {
				expected = 404
			}
			if got.Code != expected || want == 401 && got.Header().Get("WWW-Authenticate") != `Basic realm="bulletin", charset="UTF-8"` {
				t.Errorf("%q %s: %d %v", header, path, got.Code, got.Header())
			}
		}
	}
	if got := ask(srv, "GET", "/", "Authorization", basic("lan", "mật khẩu 1")).Header().Get("Cache-Control"); got != "private, no-cache" {
		t.Errorf("Cache-Control is %q", got)
	}
	if got := ask(srv, "GET", HealthPath); got.Code != 200 {
		t.Errorf("its health: %d", got.Code)
	}
}

// A reader who is taken out of the file is out, although the password was known before;
// while the file cannot be read, everybody is.
func TestUsersAreReadAgain(t *testing.T) {
	quick, err := bcrypt.GenerateFromPassword([]byte("password"), bcrypt.MinCost)
	if err != nil {
		t.Fatal(err)
	}
	file := usersFile(t, "a:"+string(quick)+"\nb:"+string(quick)+"\n")
	users, err := LoadUsers(file)
	if err != nil {
		t.Fatal(err)
	}
	srv := sample(t).server(Options{Users: users})
	status := func(name string) int {
		return ask(srv, "GET", "/", "Authorization", basic(name, "password")).Code
	}
	if status("a") != 200 || status("b") != 200 {
		t.Fatal("nobody is admitted")
	}
	if err := os.WriteFile(file, []byte("b:"+string(quick)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := users.reload(); err != nil || status("a") != 401 || status("b") != 200 {
		t.Errorf("after a went: %d, b %d, %v", status("a"), status("b"), err)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := users.reload(); err == nil || status("b") != 401 {
		t.Errorf("without a file: %d, %v", status("b"), err)
	}
	if err := users.reload(); err != nil {
		t.Errorf("it is told twice: %v", err)
	}
	if err := os.WriteFile(file, []byte("a:"+string(quick)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := users.reload(); err != nil || status("a") != 200 {
		t.Errorf("with a file again: %d, %v", status("a"), err)
	}
}

func TestWrongUsersFiles(t *testing.T) {
	for text, line := range map[string]int{"": 0, "# nobody\n": 0, "lan:plain\n": 1, "\nlan\n": 2, ":$2a$04$x\n": 1, "lan:{SHA}x": 1} {
		_, err := LoadUsers(usersFile(t, text))
		var wrong *UsersError
		if !errors.As(err, &wrong) || wrong.Line != line {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := LoadUsers(filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

func TestHashesThatAreNotMade(t *testing.T) {
	for password, want := range map[string]error{
		"": ErrPasswordShort, "1234567": ErrPasswordShort, "         ": ErrPasswordShort, string(make([]byte, 73)): ErrPasswordLong,
	} {
		if _, err := HashPassword(password); !errors.Is(err, want) {
			t.Errorf("%q: %v", password, err)
		}
	}
}

// The files of Apache's htpasswd are read, and it reads ours.
func TestHtpasswdAgrees(t *testing.T) {
	file := filepath.Join(t.TempDir(), "theirs")
	if out, err := exec.Command("htpasswd", "-cbB", file, "lan", "bí mật lắm").CombinedOutput(); err != nil {
		t.Fatalf("htpasswd: %v\n%s", err, out)
	}
	users, err := LoadUsers(file)
	if err != nil {
		t.Fatal(err)
	}
	srv := sample(t).server(Options{Users: users})
	if got := ask(srv, "GET", "/", "Authorization", basic("lan", "bí mật lắm")); got.Code != 200 {
		t.Errorf("their hash: %d", got.Code)
	}
	hash, err := HashPassword("bí mật lắm")
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("htpasswd", "-vb", usersFile(t, "lan:"+hash+"\n"), "lan", "bí mật lắm").CombinedOutput(); err != nil {
		t.Errorf("ours: %v\n%s", err, out)
	}
}

// A name that nobody has takes as long as one that somebody has.
func TestNobodyHasAHash(t *testing.T) {
	began := time.Now()
	if err := bcrypt.CompareHashAndPassword([]byte(nobody), []byte("x")); !errors.Is(err, bcrypt.ErrMismatchedHashAndPassword) {
		t.Errorf("%v after %v", err, time.Since(began))
	}
	if cost, err := bcrypt.Cost([]byte(nobody)); err != nil || cost != bcryptCost {
		t.Errorf("its cost is %d, %v", cost, err)
	}
}
