package publish

import (
	"fmt"
	"path"
	"path/filepath"
	"time"

	"bulletin/internal/diag"
)

// The errors below carry their text in both languages: Diagnostics says the
// same as Error, for the command to print in the user's language.

// ForeignError lists every file that stands where an output must go and was not
// written by this program. Nothing was changed.
type ForeignError struct {
	Dest  string   // the destination as the caller named it
	Paths []string // relative to it, sorted
}

// Diagnostics is one problem for each file.
func (e *ForeignError) Diagnostics() diag.List {
	var l diag.List
	for _, p := range e.Paths {
		at := path.Join(filepath.ToSlash(e.Dest), p)
		l.Add(diag.Diagnostic{Pos: diag.Pos{File: at}, Code: "foreign-file", Args: []any{at}})
	}
	return l
}

func (e *ForeignError) Error() string { return e.Diagnostics().Err().Error() }

// LockedError says that another process is building into the same destination.
type LockedError struct {
	Dest  string
	PID   int       // its process number; 0 = unknown
	Since time.Time // when it began, by the file system's clock; zero = unknown
}

// Diagnostics is the one problem.
func (e *LockedError) Diagnostics() diag.List {
	pid, since := "?", "?"
	if e.PID != 0 {
		pid = fmt.Sprint(e.PID)
	}
	if !e.Since.IsZero() {
		since = e.Since.Format("2006-01-02 15:04:05")
	}
	return diag.List{{Code: "publish-locked", Args: []any{e.Dest, pid, since}}}
}

func (e *LockedError) Error() string { return e.Diagnostics().Err().Error() }

// AudienceError refuses a folder that holds the site of another audience.
type AudienceError struct {
	Dest string
	Was  string // whose site is there
}

// Diagnostics is the one problem.
func (e *AudienceError) Diagnostics() diag.List {
	return diag.List{{Code: "publish-audience", Severity: diag.Error, Args: []any{e.Dest, diag.Audience(e.Was)}}}
}

func (e *AudienceError) Error() string { return e.Diagnostics().Err().Error() }

// PathError refuses an output's path that is not a plain file name on every
// system, or could lead out of the destination.
type PathError struct{ Path string }

// Diagnostics is the one problem.
func (e *PathError) Diagnostics() diag.List {
	return diag.List{{Code: "unsafe-path", Args: []any{fmt.Sprintf("%q", e.Path)}}}
}

func (e *PathError) Error() string { return e.Diagnostics().Err().Error() }

// ConflictError refuses the second of two outputs that cannot both exist: the
// same path, paths that differ in letter case only, or a file and a folder.
type ConflictError struct{ First, Second string }

// Diagnostics is the one problem.
func (e *ConflictError) Diagnostics() diag.List {
	return diag.List{{Code: "path-conflict", Args: []any{e.First, e.Second}}}
}

func (e *ConflictError) Error() string { return e.Diagnostics().Err().Error() }

// DestError refuses a destination in which a build could do harm: the root of a
// disk, a folder that holds the program's own, or something that is no folder.
type DestError struct{ Dest string }

// Diagnostics is the one problem.
func (e *DestError) Diagnostics() diag.List {
	return diag.List{{Code: "unsafe-destination", Args: []any{e.Dest}}}
}

func (e *DestError) Error() string { return e.Diagnostics().Err().Error() }

// IncompleteError says that a commit stopped after its first change. The next
// Begin or Recover completes it.
type IncompleteError struct {
	Dest string
	Err  error
}

// Diagnostics is the one problem.
func (e *IncompleteError) Diagnostics() diag.List {
	return diag.List{{Code: "publish-incomplete", Args: []any{e.Dest, e.Err}}}
}

func (e *IncompleteError) Error() string { return e.Diagnostics().Err().Error() }

// Unwrap is the operating system's error.
func (e *IncompleteError) Unwrap() error { return e.Err }
