package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// checkHTML has html-validate read every page in one process. Its rules, and
// the reason for each exception, are in htmlvalidate.mjs.
func (tr *tree) checkHTML(ctx context.Context, tmp string) []string {
	problems, err := validate(ctx, tr.dir, filepath.Join(tmp, "html-validate.json"))
	if err != nil {
		problems = append(problems, err.Error())
	}
	return problems
}

// validate has the answer written to a file: through a pipe, node loses what
// was not read yet when it exits.
func validate(ctx context.Context, dir, answer string) ([]string, error) {
	dir, err := filepath.Abs(dir) // as in the answer
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, "node", "node_modules/html-validate/bin/html-validate.mjs",
		"--config", "htmlvalidate.mjs", "--formatter", "json="+answer, "--ext", "html", dir)
	said, runErr := cmd.CombinedOutput() // its status is 1 when it found something
	out, err := os.ReadFile(answer)
	if err != nil {
		return nil, fmt.Errorf("html-validate gave no answer (make test-deps installs it): %w: %v\n%s", err, runErr, said)
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
		return nil, fmt.Errorf("reading html-validate's answer: %w\n%s", err, said)
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
