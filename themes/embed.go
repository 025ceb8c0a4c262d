// Package themes holds the built-in theme.
package themes

import (
	"embed"
	"io/fs"
)

//go:embed all:default
var files embed.FS

// Default is the built-in theme's folder: layouts/, assets/, strings/ and
// theme.yaml.
func Default() fs.FS {
	sub, err := fs.Sub(files, "default")
	if err != nil {
		panic(err) // the folder's name is a constant
	}
	return sub
}
