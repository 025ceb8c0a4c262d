package deploy

import (
	"errors"
	"io/fs"
	"time"

	"bulletin/internal/diag"
)

// The errors below carry their text in both languages: Diagnostics says the
// same as Error, for the command to print in the user's language.

// LockedError says that somebody else publishes to the target.
type LockedError struct {
	Target, Who string
	Since       time.Time // zero = unknown
}

// Diagnostics is the one problem.
func (e *LockedError) Diagnostics() diag.List {
	who, since := e.Who, "?"
	if who == "" {
		who = "?"
	}
	if !e.Since.IsZero() {
		since = e.Since.Local().Format("2006-01-02 15:04:05")
	}
	return diag.List{{Code: "deploy-locked", Args: []any{e.Target, who, since}}}
}

func (e *LockedError) Error() string { return e.Diagnostics().Err().Error() }

// ForeignError lists the files of others that stand where the site must go. Nothing
// was changed.
type ForeignError struct {
	Target string
	Paths  []string // sorted
}

// foreignMost is how many files are named: somebody else's site has thousands.
const foreignMost = 20

// Diagnostics is one problem for each file, and one for those that are not named.
func (e *ForeignError) Diagnostics() diag.List {
	var l diag.List
	for i, p := range e.Paths {
		if i == foreignMost {
			l.Add(diag.Diagnostic{Code: "deploy-foreign-more", Args: []any{e.Target, len(e.Paths) - i}})
			break
		}
		l.Add(diag.Diagnostic{Code: "deploy-foreign", Args: []any{e.Target, p}})
	}
	return l
}

func (e *ForeignError) Error() string { return e.Diagnostics().Err().Error() }

// AudienceError refuses a target that holds the site of another audience.
type AudienceError struct{ Target, Was string }

// Diagnostics is the one problem.
func (e *AudienceError) Diagnostics() diag.List {
	return diag.List{{Code: "deploy-audience", Args: []any{e.Target, diag.Audience(e.Was), e.Was}}}
}

func (e *AudienceError) Error() string { return e.Diagnostics().Err().Error() }

// NoPreviousError says that there is nothing to go back to.
type NoPreviousError struct{ Target string }

// Diagnostics is the one problem.
func (e *NoPreviousError) Diagnostics() diag.List {
	return diag.List{{Code: "deploy-no-previous", Args: []any{e.Target}}}
}

func (e *NoPreviousError) Error() string { return e.Diagnostics().Err().Error() }

// NoWayBackError says that a former version cannot be had back, since files of it were
// edited at the target before they were replaced. Nothing was changed.
type NoWayBackError struct {
	Target string
	Paths  []string // sorted
}

// Diagnostics is one problem for each file.
func (e *NoWayBackError) Diagnostics() diag.List {
	var l diag.List
	for _, p := range e.Paths[:min(len(e.Paths), foreignMost)] {
		l.Add(diag.Diagnostic{Code: "deploy-no-way-back", Args: []any{e.Target, p}})
	}
	return l
}

func (e *NoWayBackError) Error() string { return e.Diagnostics().Err().Error() }

// DamagedError says that the record at the target is no authority. Nothing was changed.
type DamagedError struct {
	Target, Path string
	Err          error
}

// Diagnostics is the one problem.
func (e *DamagedError) Diagnostics() diag.List {
	return diag.List{{Code: "deploy-damaged", Args: []any{e.Target, e.Path, e.Err}}}
}

func (e *DamagedError) Error() string { return e.Diagnostics().Err().Error() }

// Unwrap is what is wrong with it.
func (e *DamagedError) Unwrap() error { return e.Err }

// MismatchError says that what was read back is not what it should be.
type MismatchError struct {
	Target string
	Paths  []string
}

// Diagnostics is one problem for each file.
func (e *MismatchError) Diagnostics() diag.List {
	var l diag.List
	for _, p := range e.Paths {
		l.Add(diag.Diagnostic{Code: "deploy-mismatch", Args: []any{e.Target, p}})
	}
	return l
}

func (e *MismatchError) Error() string { return e.Diagnostics().Err().Error() }

// InterruptedError says that a run stopped after its first change.
type InterruptedError struct {
	Target string
	Err    error
}

// Diagnostics is what stopped it, where that can be said, and what to do.
func (e *InterruptedError) Diagnostics() diag.List {
	var known interface{ Diagnostics() diag.List }
	if errors.As(e.Err, &known) {
		return append(known.Diagnostics(), diag.Diagnostic{Code: "deploy-unfinished", Args: []any{e.Target}})
	}
	return diag.List{{Code: "deploy-interrupted", Args: []any{e.Target, e.Err}}}
}

func (e *InterruptedError) Error() string { return e.Diagnostics().Err().Error() }

// Unwrap is what stopped it.
func (e *InterruptedError) Unwrap() error { return e.Err }

// RefusedError says that a server does not let us in, or does not speak what it is asked
// in.
type RefusedError struct {
	Server string
	Err    error
}

// Diagnostics is the one problem.
func (e *RefusedError) Diagnostics() diag.List {
	return diag.List{{Code: "deploy-login", Args: []any{e.Server, e.Err}}}
}

func (e *RefusedError) Error() string { return e.Diagnostics().Err().Error() }

// Unwrap says that trying again is of no use, and why.
func (e *RefusedError) Unwrap() []error { return []error{fs.ErrPermission, e.Err} }
