package archive

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestCoreutilsAgree: sha256sum and sha512sum, which know nothing of BagIt, find
// every file of our bags as the manifests say, unpacked from the zip by unzip.
func TestCoreutilsAgree(t *testing.T) {
	dir := t.TempDir()
	digest := write(t, filepath.Join(dir, "bag.zip"), year(t, 2020))
	run(t, "unzip", "-q", filepath.Join(dir, "bag.zip"), "-d", dir)
	expectTold(t, verify(t, filepath.Join(dir, "bag"), Options{}).Problems)
	for _, name := range []string{"manifest-sha256.txt", "manifest-sha512.txt", "tagmanifest-sha256.txt", "tagmanifest-sha512.txt"} {
		program := strings.TrimSuffix(name[strings.Index(name, "-")+1:], ".txt") + "sum"
		cmd := exec.Command(program, "--check", "--strict", name)
		cmd.Dir = filepath.Join(dir, "bag")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%s %s: %v\n%s", program, name, err, out)
		}
		lines, err := os.ReadFile(filepath.Join(cmd.Dir, name))
		must(t, err)
		if n := strings.Count(string(out), ": OK\n"); n != strings.Count(string(lines), "\n") || n < 4 {
			t.Errorf("%s checked %d files:\n%s", program, n, out)
		}
	}
	if said := run(t, "sha256sum", filepath.Join(dir, "bag", sealName)); !strings.HasPrefix(said, string(digest)+" ") {
		t.Errorf("sha256sum says %q, the digest is %s", said, digest)
	}
}
