package archive

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const childEnv = "ARCHIVE_TEST_CHILD"

func TestMain(m *testing.M) {
	if job := os.Getenv(childEnv); job != "" {
		os.Exit(sealAndDie(job))
	}
	os.Exit(m.Run())
}

// sealAndDie writes a bag and is killed by the system, not by returning, at a
// piece of its payload: "number destination".
func sealAndDie(job string) int {
	number, dest, _ := strings.Cut(job, " ")
	at, err := strconv.Atoi(number)
	if err != nil {
		return 2
	}
	b, err := bagOf(2020)
	if err != nil {
		return 2
	}
	n := 0
	b.Progress = func(Progress) {
		if n++; n != at {
			return
		}
		if self, err := os.FindProcess(os.Getpid()); err == nil {
			_ = self.Kill()
		}
		select {}
	}
	if _, err := Write(context.Background(), dest, b); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// TestKilledSealLeavesNoBag: whenever it is killed, there is no bag of that
// name, or a valid one, and sealing again succeeds.
func TestKilledSealLeavesNoBag(t *testing.T) {
	for _, name := range []string{"bag", "bag.zip"} {
		killed := 0
		for step := 1; step <= 12; step++ {
			dir := t.TempDir()
			dest := filepath.Join(dir, name)
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d %s", childEnv, step, dest))
			var said strings.Builder
			cmd.Stdout, cmd.Stderr = &said, &said
			if err := cmd.Run(); said.Len() > 0 {
				t.Fatalf("the child failed: %v: %s", err, said.String())
			} else if err == nil {
				expectTold(t, verify(t, dest, Options{}).Problems)
				break
			}
			killed++
			if _, err := os.Lstat(dest); err == nil {
				t.Errorf("%s, killed at piece %d: it is there", name, step)
			}
			left, err := os.ReadDir(dir)
			must(t, err)
			if len(left) != 1 || !strings.Contains(left[0].Name(), ".partial-") {
				t.Errorf("%s, killed at piece %d: left %v", name, step, left)
			}
			write(t, dest, year(t, 2020))
		}
		if killed < 4 {
			t.Errorf("%s: only killed %d times", name, killed)
		}
	}
}
