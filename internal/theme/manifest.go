package theme

import (
	"errors"
	"io/fs"
	"path"

	"go.yaml.in/yaml/v4"

	"bulletin/internal/diag"
)

// manifest is theme.yaml.
type manifest struct {
	Name        string            `yaml:"name"`
	Version     string            `yaml:"version"`
	Description map[string]string `yaml:"description"` // by language
	Author      string            `yaml:"author"`
	Licence     string            `yaml:"licence"`
	View        int               `yaml:"view"` // the ViewVersion it was written for
}

// checkManifests reads each layer's theme.yaml, which may be missing.
func checkManifests(layers []Layer, diags *diag.List) {
	for _, l := range layers {
		data, err := fs.ReadFile(l.FS, "theme.yaml")
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		f := file{name: "theme.yaml", show: path.Join(l.Name, "theme.yaml"), data: data}
		if err != nil {
			diags.Add(diag.Diagnostic{Pos: f.at(0, 0), Code: "theme-unreadable", Args: []any{err}})
			continue
		}
		if checkUTF8(f, diags) {
			checkManifest(f, diags)
		}
	}
}

func checkManifest(f file, diags *diag.List) {
	var m manifest
	if err := yaml.Load([]byte(f.text()), &m, yaml.WithKnownFields()); err != nil {
		addYAMLErrors(f, err, diags)
		return
	}
	if m.View > ViewVersion {
		diags.Add(diag.Diagnostic{Pos: f.at(0, 0), Code: "theme-too-new", Field: "view", Args: []any{m.View, ViewVersion}})
	}
}

// addYAMLErrors reports every error of a YAML text with its place.
func addYAMLErrors(f file, err error, diags *diag.List) {
	add := func(line, col int, msg string) {
		diags.Add(diag.Diagnostic{Pos: f.at(line, col), Code: "theme-yaml", Line: f.line(line), Args: []any{msg}})
	}
	var many *yaml.LoadErrors
	var one *yaml.LoadError
	switch {
	case errors.As(err, &many):
		for _, e := range many.Errors {
			add(e.Mark.Line, e.Mark.Column, e.Message)
		}
	case errors.As(err, &one):
		add(one.Mark.Line, one.Mark.Column, one.Message)
	default:
		add(0, 0, err.Error())
	}
}
