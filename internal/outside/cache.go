package outside

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// readCache reads the answers of former runs; what cannot be read is asked again.
func readCache(name string) map[string]Answer {
	answers := map[string]Answer{}
	data, err := os.ReadFile(name)
	if err != nil || json.Unmarshal(data, &answers) != nil {
		return map[string]Answer{}
	}
	return answers
}

// writeCache keeps the answers that are good for another run, in a file that is put in
// place whole.
func writeCache(name string, answers map[string]Answer, now time.Time) error {
	if name == "" {
		return nil
	}
	for address, answer := range answers {
		if !answer.fresh(now) {
			delete(answers, address)
		}
	}
	data, err := json.MarshalIndent(answers, "", "\t")
	if err == nil {
		err = os.MkdirAll(filepath.Dir(name), 0o777)
	}
	if err == nil {
		err = os.WriteFile(name+".tmp", data, 0o666)
	}
	if err == nil {
		err = os.Rename(name+".tmp", name)
	}
	if err != nil {
		return fmt.Errorf("keeping what other hosts answered: %w", err)
	}
	return nil
}
