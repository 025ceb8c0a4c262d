package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"bulletin/internal/tempdir"
)

// flags make the browser a printer: nothing of its own is fetched, asked, kept
// or shown. The names are Chromium's, explained in its source beside
// content/public/common/content_switches.cc and chrome/common/chrome_switches.cc.
var flags = []string{
	"--headless=new", "--remote-debugging-pipe",
	"--host-resolver-rules=MAP * ~NOTFOUND", "--no-proxy-server",
	"--no-first-run", "--no-default-browser-check", "--no-pings", "--no-service-autorun",
	"--disable-background-networking", "--disable-component-update", "--disable-client-side-phishing-detection",
	"--disable-default-apps", "--disable-domain-reliability", "--disable-extensions", "--disable-sync",
	"--disable-breakpad", "--disable-crash-reporter", "--metrics-recording-only", "--safebrowsing-disable-auto-update",
	"--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,MediaRouter,OptimizationHints,Translate",
	"--password-store=basic", "--use-mock-keychain",
	"--disable-gpu", "--force-color-profile=srgb", "--hide-scrollbars", "--mute-audio",
}

// grace is how long the browser may take to end by itself when asked to, and
// its processes to be gone when ended.
const grace = 3 * time.Second

// browser is a running browser with a profile of its own.
type browser struct {
	program  string
	profile  string
	cmd      *exec.Cmd
	group    group
	conn     *conn
	said     lastWords
	answered bool // it has spoken the protocol: it is a browser

	exited chan struct{} // closed when the first process has ended
	exit   error         // how, after that
}

// start runs the browser and waits for its first answer. The browser it gives
// has ended when the error is not nil.
func start(ctx context.Context, program string) (*browser, error) {
	b := &browser{program: program, exited: make(chan struct{})}
	if err := b.launch(); err != nil {
		_ = b.remove() // empty; the reason is what a person wants to know
		return b, err
	}
	var version struct{ Product string }
	if err := b.conn.call(ctx, "", "Browser.getVersion", nil, &version); err != nil {
		var broken *brokenError
		if errors.As(err, &broken) { // let it say why: its end is near
			select {
			case <-b.exited:
			case <-time.After(grace):
			case <-ctx.Done():
			}
		}
		return b, errors.Join(err, b.end())
	}
	b.answered = true
	return b, nil
}

// launch starts the process with its two pipes.
func (b *browser) launch() error {
	profile, err := tempdir.Make("print")
	if err != nil {
		return fmt.Errorf("making a profile for the browser: %w", err)
	}
	b.profile = profile
	args := append([]string{"--user-data-dir=" + profile}, flags...)
	if needsNoSandbox() {
		args = append(args, "--no-sandbox")
	}
	b.cmd = exec.Command(b.program, append(args, "about:blank")...)
	b.cmd.Stdout, b.cmd.Stderr = &b.said, &b.said
	b.cmd.WaitDelay = grace // a process that is left over may hold the pipe of its words open
	// Reports of a breakdown lie in the profile (components/crash/core/app), as
	// does what a killed browser leaves of its temporary files.
	b.cmd.Env = append(b.cmd.Environ(), "BREAKPAD_DUMP_LOCATION="+profile)
	if tmp := filepath.Join(profile, "tmp"); shortEnough(tmp) && os.Mkdir(tmp, 0o700) == nil {
		b.cmd.Env = append(b.cmd.Env, "TMPDIR="+tmp)
	}
	theirs, ours, err := pipes()
	if err != nil {
		return err
	}
	inherit(b.cmd, theirs)
	b.group, err = startGroup(b.cmd, profile)
	theirs.close()
	if err != nil {
		ours.close()
		return err
	}
	b.conn = dial(ours)
	go func() {
		b.exit = b.cmd.Wait()
		close(b.exited)
	}()
	return nil
}

// needsNoSandbox: Chromium's sandbox for Linux does not start as root
// (content/browser/zygote_host, crbug.com/638180); anywhere else it stays.
func needsNoSandbox() bool { return runtime.GOOS == "linux" && os.Getuid() == 0 }

// shortEnough tells whether the browser can make its socket in a folder: the
// longest name of a socket is 104 bytes on macOS, 108 on Linux, and it adds
// "/org.chromium.Chromium.XXXXXX/SingletonSocket".
func shortEnough(tmp string) bool { return runtime.GOOS == "linux" && len(tmp) < 60 }

// end ends the browser with all its processes and removes its profile.
func (b *browser) end() error {
	if b.cmd == nil || b.cmd.Process == nil {
		return b.remove()
	}
	if b.answered {
		ctx, cancel := context.WithTimeout(context.Background(), grace)
		_ = b.conn.call(ctx, "", "Browser.close", nil, nil) // it is killed if this does not end it
		select {
		case <-b.exited:
		case <-ctx.Done():
		}
		cancel()
	}
	b.group.kill()
	<-b.exited
	b.conn.close()
	return b.remove()
}

// remove removes the profile. A process that was killed a moment ago may still
// be writing, and Windows lets nothing be removed that is open.
func (b *browser) remove() error {
	if b.profile == "" {
		return nil
	}
	var err error
	for deadline := time.Now().Add(grace); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if err = os.RemoveAll(b.profile); err == nil {
			_, err = os.Lstat(b.profile)
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
		}
	}
	return fmt.Errorf("removing the browser's profile: %w", err)
}

// lastWords keeps the end of what the browser says.
type lastWords struct {
	mu   sync.Mutex
	text []byte
}

// wordsKept is how many bytes of what the browser says are kept, wordsShown how
// many a person sees.
const wordsKept, wordsShown = 8 << 10, 480

// Write satisfies io.Writer; it never fails.
func (w *lastWords) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.text = append(w.text, p...)
	w.text = w.text[max(0, len(w.text)-wordsKept):]
	return len(p), nil
}

// String is the last whole lines. Chromium on a machine without a desktop always
// laments that it finds no message bus; these words are left out.
func (w *lastWords) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var kept []string
	size := 0
	lines := bytes.Split(bytes.ToValidUTF8(bytes.TrimSpace(w.text), []byte("?")), []byte("\n"))
	for i := len(lines) - 1; i >= 0; i-- {
		line := strings.TrimSpace(string(lines[i]))
		if line == "" || strings.Contains(line, ":dbus/") {
			continue
		}
		if size += len(line) + 1; size > wordsShown && len(kept) > 0 {
			break
		}
		kept = append([]string{line}, kept...)
	}
	return strings.Join(kept, "\n")
}
