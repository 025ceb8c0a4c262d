package public

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/bcrypt"

	"bulletin/internal/viet"
)

// Users are those who may read, by the names and bcrypt hashes of a file. They are read
// again when the file changes; while it cannot be read, nobody new is admitted by it.
type Users struct {
	file string
	now  atomic.Pointer[userList]

	checking chan struct{} // holds one for each password that is being checked
	key      [32]byte      // of the sums of passwords that were right, never written anywhere
}

// userList is what the file said at one time.
type userList struct {
	hashes map[string][]byte
	info   fs.FileInfo // nil = it could not be read

	mu    sync.Mutex
	known map[[sha256.Size]byte]struct{} // names and passwords that were right: bcrypt is slow, and each request has them
}

// bcryptCost doubles the time of a check with each step: 11 takes 0.1 to 0.2 s.
const bcryptCost = 11

// How many passwords are checked at a time, how long a request waits for its turn, and how
// many right ones are remembered.
const (
	checksAtATime = 2
	turnWithin    = 5 * time.Second
	mostKnown     = 10_000
)

// UsersError is a line of the file that names no user.
type UsersError struct {
	File string
	Line int // 1-based; 0 = the file as a whole: it names nobody
}

func (e *UsersError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s names no user; add a line NAME:HASH", e.File)
	}
	return fmt.Sprintf("%s:%d: not NAME:HASH with a bcrypt hash", e.File, e.Line)
}

// LoadUsers reads the file: a line NAME:HASH for each, as Apache's htpasswd -B writes
// them. Empty lines and those that begin with # are passed over.
func LoadUsers(file string) (*Users, error) {
	u := &Users{file: file, checking: make(chan struct{}, checksAtATime)}
	_, _ = rand.Read(u.key[:]) // never fails
	list, err := readUsers(file)
	if err != nil {
		return nil, err
	}
	u.now.Store(list)
	return u, nil
}

func readUsers(file string) (*userList, error) {
	info, err := os.Stat(file) // before it is read: a change in between is seen the next time
	if err != nil {
		return nil, fmt.Errorf("reading the users: %w", err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading the users: %w", err)
	}
	list := &userList{hashes: map[string][]byte{}, info: info, known: map[[sha256.Size]byte]struct{}{}}
	number := 0
	for line := range bytes.Lines(bytes.TrimPrefix(text, []byte("\uFEFF"))) {
		number++
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		name, hash, _ := bytes.Cut(line, []byte(":"))
		if _, err := bcrypt.Cost(hash); err != nil || len(name) == 0 {
			return nil, &UsersError{file, number}
		}
		list.hashes[viet.NFC(string(name))] = hash
	}
	if len(list.hashes) == 0 {
		return nil, &UsersError{File: file}
	}
	return list, nil
}

// reload reads the file again if it is another. What cannot be read admits nobody.
func (u *Users) reload() error {
	if u == nil {
		return nil
	}
	was := u.now.Load()
	info, err := os.Stat(u.file)
	if err == nil && was.info != nil && info.Size() == was.info.Size() && info.ModTime().Equal(was.info.ModTime()) && os.SameFile(info, was.info) {
		return nil
	}
	list, err := readUsers(u.file)
	if err == nil {
		u.now.Store(list)
		return nil
	}
	u.now.Store(&userList{})
	if was.info == nil {
		return nil // it was told already
	}
	return err
}

// verdict is what becomes of a request.
type verdict int

const (
	refused verdict = iota
	busy
	admitted
)

// admit checks the name and password of a request (RFC 7617).
func (u *Users) admit(r *http.Request) (string, verdict) {
	name, password, ok := r.BasicAuth()
	if !ok {
		return "", refused
	}
	name, password = viet.NFC(name), viet.NFC(password) // as RFC 7617 (2.1) and RFC 8265 have it
	list := u.now.Load()
	hash, exists := list.hashes[name]
	sum := u.sum(name, password)
	if list.knows(sum) {
		return name, admitted
	}
	if !u.turn(r.Context()) {
		return "", busy
	}
	defer func() { <-u.checking }()
	if !exists {
		hash = []byte(nobody) // takes as long, so that names cannot be found out by the time
	}
	if len(password) > mostPassword || bcrypt.CompareHashAndPassword(hash, []byte(password)) != nil || !exists {
		return "", refused
	}
	list.learn(sum)
	return name, admitted
}

// nobody is the hash of a password that nobody has, of the same cost as ours.
const nobody = "$2a$11$abcdefghijklmnopqrstuuVk6lHU0BVMgyAm0G9m09YBNNRjAAeHG"

// turn waits until a password may be checked.
func (u *Users) turn(ctx context.Context) bool {
	timer := time.NewTimer(turnWithin)
	defer timer.Stop()
	select {
	case u.checking <- struct{}{}:
		return true
	case <-timer.C:
	case <-ctx.Done():
	}
	return false
}

func (u *Users) sum(name, password string) (sum [sha256.Size]byte) {
	mac := hmac.New(sha256.New, u.key[:])
	_, _ = mac.Write([]byte(name + ":" + password)) // names hold no colon
	mac.Sum(sum[:0])
	return sum
}

func (l *userList) knows(sum [sha256.Size]byte) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	_, known := l.known[sum]
	return known
}

func (l *userList) learn(sum [sha256.Size]byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.known) >= mostKnown {
		clear(l.known)
	}
	l.known[sum] = struct{}{}
}

// mostPassword is what bcrypt reads of a password, in bytes.
const mostPassword = 72

// The faults of a password that is to be hashed.
var (
	ErrPasswordShort = errors.New("the password has fewer than 8 letters")
	ErrPasswordLong  = errors.New("the password has more than 72 bytes")
)

// HashPassword makes the hash that stands in the file of users.
func HashPassword(password string) (string, error) {
	password = viet.NFC(password)
	switch {
	case len([]rune(strings.TrimSpace(password))) < 8:
		return "", ErrPasswordShort
	case len(password) > mostPassword:
		return "", ErrPasswordLong
	}
	hash, err := bcrypt.GenerateFromPassword([]byte(password), bcryptCost)
	if err != nil {
		return "", fmt.Errorf("hashing the password: %w", err)
	}
	return string(hash), nil
}
