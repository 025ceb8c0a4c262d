package pdf

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// Find gives the browser to print with: the one that is named, by its path or
// by a name on the PATH; without a name, the first of Chrome, Chromium and Edge
// in the usual places. Its error is a [*NotFoundError].
func Find(name string) (string, error) {
	return find(name, places(runtime.GOOS, os.Getenv))
}

func find(name string, places []string) (string, error) {
	if name != "" {
		program, err := lookPath(name)
		if err != nil {
			var at *exec.Error
			if errors.As(err, &at) {
				err = at.Err // the name is told anyhow
			}
			return "", &NotFoundError{Browser: name, Err: err}
		}
		return program, nil
	}
	for _, candidate := range places {
		if program, err := lookPath(candidate); err == nil {
			return program, nil
		}
	}
	return "", &NotFoundError{}
}

// lookPath is exec.LookPath, which refuses what the PATH finds in the current
// folder; the result holds from any folder.
func lookPath(name string) (string, error) {
	program, err := exec.LookPath(name)
	if err != nil {
		return "", err
	}
	return filepath.Abs(program)
}

// places lists where browsers are installed, the likeliest first: full paths,
// and names to look up on the PATH.
//
// Windows: Chrome and Edge install for everybody in one of the two folders for
// programs, or for one person in %LocalAppData%. Edge is part of Windows 10 and
// 11. (https://learn.microsoft.com/deployedge, and Chromium's
// chrome/installer/util/install_util.cc.)
func places(goos string, env func(string) string) []string {
	switch goos {
	case "windows":
		var found []string
		for _, program := range []string{`Google\Chrome\Application\chrome.exe`, `Chromium\Application\chrome.exe`, `Microsoft\Edge\Application\msedge.exe`} {
			for _, folder := range []string{"ProgramFiles", "ProgramFiles(x86)", "ProgramW6432", "LocalAppData"} {
				if root := env(folder); root != "" {
					found = append(found, strings.TrimRight(root, `\`)+`\`+program)
				}
			}
		}
		return append(found, "chrome.exe", "chromium.exe", "msedge.exe")
	case "darwin":
		var found []string
		for _, app := range []string{"Google Chrome", "Chromium", "Microsoft Edge"} {
			for _, root := range []string{"", env("HOME")} {
				found = append(found, root+"/Applications/"+app+".app/Contents/MacOS/"+app)
			}
		}
		return append(found, "google-chrome", "chromium", "microsoft-edge")
	default:
		return []string{
			"google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "microsoft-edge-stable", "microsoft-edge",
			"/opt/google/chrome/chrome", "/usr/lib/chromium/chromium", "/usr/lib64/chromium-browser/chromium-browser",
			"/snap/bin/chromium", "/opt/microsoft/msedge/msedge",
		}
	}
}
