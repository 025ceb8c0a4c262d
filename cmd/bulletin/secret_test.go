package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestSecret: a file that is named comes before the environment, as the help says, and
// holds the secret as editors write it.
func TestSecret(t *testing.T) {
	dir := t.TempDir()
	plain, noted := filepath.Join(dir, "plain"), filepath.Join(dir, "noted")
	for name, text := range map[string]string{plain: "mật khẩu dài", noted: "\ufeffmật khẩu dài\r\nchú thích"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	env := func(name string) string { return map[string]string{"KEY": "từ môi trường"}[name] }
	for _, c := range []struct{ variable, file, want string }{
		{"KEY", "", "từ môi trường"}, {"KEY", plain, "mật khẩu dài"}, {"KEY", noted, "mật khẩu dài"}, {"NONE", noted, "mật khẩu dài"}, {"NONE", "", ""},
	} {
		if got, err := secret(env, c.variable, c.file); err != nil || got != c.want {
			t.Errorf("secret(%q, %q) = %q, %v", c.variable, c.file, got, err)
		}
	}
	if _, err := secret(env, "KEY", filepath.Join(dir, "none")); err == nil {
		t.Error("a file that is not there is no error")
	}
}
