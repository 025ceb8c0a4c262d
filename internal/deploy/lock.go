package deploy

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// holder is what the lock at a target says.
type holder struct {
	Who   string    `json:"who"`
	Since time.Time `json:"since"`
	Site  string    `json:"site"`  // the site's folder that publishes; see [localLock]
	Token string    `json:"token"` // of the run
}

// lock excludes others from the target. The lock of a run that was killed is known by
// the site's folder it came from: who holds that folder's own lock, which the system
// drops with its process, knows that no such run is alive. Of another computer's nothing
// is known, so it is left until somebody says that it may be broken.
func (r *run) lock(ctx context.Context) (release func() error, err error) {
	site, unlock, err := r.localLock()
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			unlock()
		}
	}()
	r.token = randomName()
	mine := holder{r.Who, r.Now.UTC().Truncate(time.Second), site, r.token}
	text, err := json.MarshalIndent(mine, "", " ")
	if err != nil {
		return nil, err
	}
	if err := r.claim(ctx, site, text); err != nil {
		return nil, err
	}
	return func() error {
		defer unlock()
		ctx := context.WithoutCancel(ctx) // Ctrl-C leaves no lock behind
		if err := r.stillOurs(ctx); err != nil {
			return err
		}
		return r.t.Delete(ctx, lockPath)
	}, nil
}

// claim makes the lock, over one that nobody holds any more.
func (r *run) claim(ctx context.Context, site string, text []byte) error {
	for range 3 {
		err := r.t.Claim(ctx, lockPath, text)
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		held, err := r.holder(ctx)
		switch {
		case errors.Is(err, fs.ErrNotExist): // released in this moment
			continue
		case err != nil:
			return err
		case held.Token == r.token:
			return nil
		case held.Token != unborn && (held.Site != site || site == "") && !r.BreakLock:
			return &LockedError{r.Name, held.Who, held.Since}
		}
		r.heir = held.Token
		if err := r.t.Delete(ctx, lockPath); err != nil {
			return err
		}
	}
	return &LockedError{Target: r.Name}
}

// birth is how long a lock may be empty, because who makes it has not yet said who he is.
const birth = 2 * time.Second

// holder reads the lock. One that stays empty is of a run that was killed as it made it:
// whoever comes may have it, and should that run live after all, it will find out.
func (r *run) holder(ctx context.Context) (h holder, err error) {
	for wait := birth / 8; ; wait *= 2 {
		data, err := r.t.Get(ctx, lockPath)
		if err != nil {
			return h, err
		}
		if json.Unmarshal(data, &h) == nil {
			return h, nil
		}
		if wait > birth {
			return holder{Token: unborn}, nil
		}
		select {
		case <-ctx.Done():
			return h, ctx.Err()
		case <-time.After(wait):
		}
	}
}

// unborn is the token of a lock that says nothing.
const unborn = "unborn"

// stillOurs fails when the lock was broken while we held it.
func (r *run) stillOurs(ctx context.Context) error {
	held, err := r.holder(ctx)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if held.Token != r.token {
		return &LockedError{r.Name, held.Who, held.Since}
	}
	return nil
}

// localLock excludes other runs of this site's folder, and gives the folder's lasting
// name, which is drawn once.
func (r *run) localLock() (site string, unlock func(), err error) {
	if r.Local == "" {
		return "", func() {}, nil
	}
	if err := os.MkdirAll(r.Local, 0o777); err != nil {
		return "", nil, err
	}
	l := flock.New(filepath.Join(r.Local, "publish-"+sumOf([]byte(r.Name))[:16]+".lock"))
	ok, err := l.TryLock()
	if err != nil {
		return "", nil, fmt.Errorf("locking %s: %w", r.Local, err)
	}
	if !ok {
		return "", nil, &LockedError{Target: r.Name, Who: r.Who}
	}
	unlock = func() { _ = l.Unlock() } // closing the file cannot usefully fail
	if site, err = lastingName(filepath.Join(r.Local, "publish-id")); err != nil {
		unlock()
	}
	return site, unlock, err
}

// lastingName reads a name, or draws and writes it.
func lastingName(file string) (string, error) {
	if data, err := os.ReadFile(file); err == nil && len(strings.TrimSpace(string(data))) == 2*nameBytes {
		return strings.TrimSpace(string(data)), nil
	}
	name := randomName()
	return name, os.WriteFile(file, []byte(name+"\n"), 0o666)
}

const nameBytes = 16

// randomName is a name that nobody else draws.
func randomName() string {
	var b [nameBytes]byte
	_, _ = rand.Read(b[:]) // never fails, it says
	return hex.EncodeToString(b[:])
}
