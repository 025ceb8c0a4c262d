package server

import (
	"fmt"
	"net/url"
	"os/exec"
	"runtime"
)

// OpenBrowser shows an http address in the person's browser. It does not wait
// for the browser; its error means that none could be started.
func OpenBrowser(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("opening a browser: %q is no web address", address)
	}
	args := browserCommand(runtime.GOOS, u.String())
	cmd := exec.Command(args[0], args[1:]...)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("opening a browser: %w", err)
	}
	go func() { _ = cmd.Wait() }() // its end and its status mean nothing to us
	return nil
}

func browserCommand(goos, address string) []string {
	switch goos {
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler", address}
	case "darwin":
		return []string{"open", address}
	default:
		return []string{"xdg-open", address}
	}
}
