package main

import (
	"fmt"
	"os"
	"strings"
)

// secret is a password or a passphrase: the first line of a file that was named, else
// what a variable of the environment holds; "" when neither is there. It is never taken
// from a flag or the configuration, where others could read it.
func secret(getenv func(string) string, variable, file string) (string, error) {
	if file == "" {
		return getenv(variable), nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("reading the password: %w", err)
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(string(text), "\uFEFF"), "\n")
	return strings.TrimSuffix(first, "\r"), nil
}
