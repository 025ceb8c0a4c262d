package browser

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"testing"
)

// checkHTML has html-validate read every page in one process. Its rules, and
// the reason for each exception, are in htmlvalidate.mjs.
func checkHTML(t *testing.T, dir string) []string {
	t.Helper()
	problems, err := validate(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return problems
}

func validate(ctx context.Context, dir string) ([]string, error) {
	dir, err := filepath.Abs(dir) // as in the answer
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, "node", "node_modules/html-validate/bin/html-validate.mjs",
		"--config", "htmlvalidate.mjs", "--formatter", "json", "--ext", "html", dir)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); err != nil && (!errors.As(err, &exit) || len(out) == 0) {
		return nil, fmt.Errorf("running html-validate (make test-deps installs it): %w\n%s", err, stderr.Bytes())
	}
	var report []struct {
		FilePath string `json:"filePath"`
		Messages []struct {
			RuleID  string `json:"ruleId"`
			Message string `json:"message"`
			Line    int    `json:"line"`
			Column  int    `json:"column"`
		} `json:"messages"`
	}
	if err := json.Unmarshal(out, &report); err != nil {
		return nil, fmt.Errorf("reading html-validate's answer: %w\n%s%s", err, out, stderr.Bytes())
	}
	var problems []string
	for _, file := range report {
		name, err := filepath.Rel(dir, file.FilePath)
		if err != nil {
			name = file.FilePath
		}
		for _, m := range file.Messages {
			problems = append(problems, fmt.Sprintf("%s:%d:%d: %s [%s]", filepath.ToSlash(name), m.Line, m.Column, m.Message, m.RuleID))
		}
	}
	return problems, nil
}
