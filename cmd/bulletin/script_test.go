package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/unicode/norm"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"bulletin": main})
}

// TestScripts runs testdata/*.txt: each is a small site and what the commands
// do with it. The clock stands still, messages are English.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			env.Setenv("BULLETIN_LANG", "en")
			env.Setenv("SOURCE_DATE_EPOCH", "1600000000") // 2020-09-13, 19:26:40 in Hanoi
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"age": age, "sameage": sameAge, "nfd": nfd, "latin1": latin1,
			"holds": holds, "bytes": writeBytes, "smtpd": smtpd, "webd": webd, "photo": photo,
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// past is a modification time that no build of today gives.
var past = time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)

// age gives every file below a folder a time in the past.
func age(ts *testscript.TestScript, neg bool, args []string) {
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return os.Chtimes(path, past, past)
	}))
}

// sameage fails unless a file still has the time that age gave it.
func sameAge(ts *testscript.TestScript, neg bool, args []string) {
	for _, arg := range args {
		info, err := os.Stat(ts.MkAbs(arg))
		ts.Check(err)
		if info.ModTime().Equal(past) == neg {
			ts.Fatalf("%s was written at %s", arg, info.ModTime())
		}
	}
}

// nfd decomposes a file's letters and renames it to its decomposed name.
func nfd(ts *testscript.TestScript, _ bool, args []string) {
	file := ts.MkAbs(args[0])
	data, err := os.ReadFile(file)
	ts.Check(err)
	ts.Check(os.Remove(file))
	ts.Check(os.WriteFile(filepath.Join(filepath.Dir(file), norm.NFD.String(filepath.Base(file))), norm.NFD.Bytes(data), 0o666))
}

// latin1 writes a file with a byte that is no UTF-8.
func latin1(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte("---\ntitle: Th\xb8i\ndate: 2020\n---\n"), 0o666))
}

// holds fails unless some file below a folder has each text in its name or its
// content; negated, it fails if one has any.
func holds(ts *testscript.TestScript, neg bool, args []string) {
	for _, text := range args[1:] {
		where := ""
		ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			if strings.Contains(string(data), text) || strings.Contains(filepath.Base(path), text) {
				where = path
			}
			return err
		}))
		if neg && where != "" {
			ts.Fatalf("%s holds %q", where, text)
		}
		if !neg && where == "" {
			ts.Fatalf("nothing below %s holds %q", args[0], text)
		}
	}
}

// writeBytes writes a file as a Go string spells it: bytes \xff\xfe a.md.
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	data, err := strconv.Unquote(`"` + args[0] + `"`)
	ts.Check(err)
	ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(args[1])), 0o777))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(data), 0o666))
}

// webd starts a web server on which everything is there but /gone, and names it in WEB.
func webd(ts *testscript.TestScript, neg bool, args []string) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/gone" {
			w.WriteHeader(http.StatusGone)
		}
	}))
	ts.Defer(server.Close)
	ts.Setenv("WEB", server.URL)
}
