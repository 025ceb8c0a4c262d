package sftp

import (
	"io/fs"

	"bulletin/internal/diag"
	"golang.org/x/crypto/ssh/knownhosts"
)

// HostKeyError refuses a server whose key is not known, or is not the known one.
type HostKeyError struct {
	Host, Fingerprint string
	File, Line        string // where the key would be noted, and how
	Changed           bool
	keys              *knownhosts.KeyError
}

// Diagnostics is the one problem.
func (e *HostKeyError) Diagnostics() diag.List {
	code := diag.Code("deploy-host-unknown")
	if e.Changed {
		code = "deploy-host-changed"
	}
	return diag.List{{Code: code, Args: []any{e.Host, e.Fingerprint, e.File, e.Line}}}
}

func (e *HostKeyError) Error() string { return e.Diagnostics().Err().Error() }

// Unwrap says that trying again is of no use.
func (e *HostKeyError) Unwrap() error { return fs.ErrPermission }

// LoginError says that the server does not let us in.
type LoginError struct {
	Server string
	Err    error
	Bare   bool // we have neither a key nor a password
}

// Diagnostics is the one problem.
func (e *LoginError) Diagnostics() diag.List {
	if e.Bare {
		return diag.List{{Code: "deploy-login-bare", Args: []any{e.Server}}}
	}
	return diag.List{{Code: "deploy-login", Args: []any{e.Server, e.Err}}}
}

func (e *LoginError) Error() string { return e.Diagnostics().Err().Error() }

// Unwrap says that trying again is of no use, and why.
func (e *LoginError) Unwrap() []error { return []error{fs.ErrPermission, e.Err} }

// NoReplaceError refuses a server that would delete a file before it puts another in its
// place, for everybody to see.
type NoReplaceError struct{ Server string }

// Diagnostics is the one problem.
func (e *NoReplaceError) Diagnostics() diag.List {
	return diag.List{{Code: "deploy-no-replace", Args: []any{e.Server}}}
}

func (e *NoReplaceError) Error() string { return e.Diagnostics().Err().Error() }

// Unwrap says that trying again is of no use.
func (e *NoReplaceError) Unwrap() error { return fs.ErrPermission }
