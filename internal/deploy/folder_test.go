package deploy_test

import (
	"os"
	"path/filepath"
	"testing"

	"bulletin/internal/deploy"
	"bulletin/internal/deploy/folder"
)

// folderPlace is a folder that is read as a share is.
func folderPlace(dir string) place {
	return place{
		way: way{"folder", dir},
		open: func(t testing.TB) deploy.Target {
			f, err := folder.Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = f.Close() })
			return f
		},
		fresh: func(t testing.TB, name string) place { return folderPlace(filepath.Join(dir, name)) },
		read:  readFiles(dir), spoil: spoilFiles(dir),
	}
}

func readFiles(dir string) func(testing.TB, string) (string, bool) {
	return func(t testing.TB, p string) (string, bool) {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p)))
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		return string(data), err == nil
	}
}

func spoilFiles(dir string) func(testing.TB, string, string) {
	return func(t testing.TB, p, text string) {
		name := filepath.Join(dir, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(name); err != nil && !os.IsNotExist(err) { // others may have its bytes by another name
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFolder(t *testing.T) { conform(t, folderPlace(quick(t))) }
