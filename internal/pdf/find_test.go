package pdf

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bulletin/internal/diag"
)

func TestPlacesOfEachSystem(t *testing.T) {
	env := func(key string) string {
		return map[string]string{
			"ProgramFiles": `C:\Program Files`, "ProgramFiles(x86)": `C:\Program Files (x86)`, "LocalAppData": `C:\Users\Hoà\AppData\Local\`,
			"HOME": "/Users/hoa",
		}[key]
	}
	for goos, want := range map[string][]string{
		"windows": {
			`C:\Program Files\Google\Chrome\Application\chrome.exe`, `C:\Program Files (x86)\Google\Chrome\Application\chrome.exe`,
			`C:\Users\Hoà\AppData\Local\Google\Chrome\Application\chrome.exe`, `C:\Users\Hoà\AppData\Local\Chromium\Application\chrome.exe`,
			`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`, `C:\Program Files\Microsoft\Edge\Application\msedge.exe`, "msedge.exe",
		},
		"darwin": {
			"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Users/hoa/Applications/Chromium.app/Contents/MacOS/Chromium",
			"/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
		},
		"linux": {"google-chrome", "chromium", "chromium-browser", "microsoft-edge", "/snap/bin/chromium"},
	} {
		got := places(goos, env)
		for _, place := range want {
			if !slices.Contains(got, place) {
				t.Errorf("%s: %s is not looked for", goos, place)
			}
		}
		if slices.ContainsFunc(got, func(place string) bool { return strings.HasPrefix(place, `\`) }) {
			t.Errorf("%s: a folder that is not set is taken for the root: %q", goos, got)
		}
	}
}

// said checks that an error has one problem of this code, which says some words
// in both languages.
func said(t *testing.T, err error, code diag.Code, words ...string) {
	t.Helper()
	var known interface{ Diagnostics() diag.List }
	if !errors.As(err, &known) || len(known.Diagnostics()) != 1 || known.Diagnostics()[0].Code != code {
		t.Fatalf("not %s: %v", code, err)
	}
	d := known.Diagnostics()[0]
	for _, lang := range []diag.Lang{diag.VI, diag.EN} {
		text := d.Message(lang) + " " + d.Hint(lang)
		for _, w := range words {
			if !strings.Contains(text, w) {
				t.Errorf("%q does not say %q", text, w)
			}
		}
	}
}

func TestNoBrowser(t *testing.T) {
	nowhere := filepath.Join(t.TempDir(), "chrome")
	_, err := find("", []string{nowhere, "no-such-browser"})
	said(t, err, "browser-missing", "Chrome", "Edge", "Chromium", "--browser")

	for _, name := range []string{nowhere, "no-such-browser", t.TempDir()} {
		_, err := Print(t.Context(), published(t, "", ""), "report/index.html", Options{Browser: name})
		said(t, err, "browser-not-there", name, "--browser")
	}
}

func TestFindTakesTheFirst(t *testing.T) {
	folder := t.TempDir()
	program := filepath.Join(folder, "chromium.exe") // found on every system
	if err := os.WriteFile(program, nil, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder)
	for _, name := range []string{"", program, "chromium.exe"} {
		got, err := find(name, []string{filepath.Join(folder, "chrome.exe"), "chromium.exe", program})
		if err != nil || got != program {
			t.Errorf("%q: %q, %v", name, got, err)
		}
	}
}
