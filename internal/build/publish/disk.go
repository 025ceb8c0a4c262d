package publish

import (
	"bytes"
	"errors"
	"io"
	"os"
	"runtime"
	"syscall"
	"time"
)

// A site is to be read by a web server; the umask narrows these.
const (
	dirMode  = 0o755
	fileMode = 0o644
)

// rename moves a file or folder. On Windows a file that somebody has open,
// often a virus scanner, cannot be replaced for a moment: it is tried again for
// about two seconds.
func rename(from, to string) error { return patiently(func() error { return os.Rename(from, to) }) }

func remove(p string) error { return patiently(func() error { return os.Remove(p) }) }

func patiently(do func() error) error {
	wait := 10 * time.Millisecond
	for {
		err := do()
		if err == nil || !busy(err) || wait > time.Second {
			return err
		}
		time.Sleep(wait)
		wait *= 2
	}
}

// busy tells whether Windows refused because a file is open elsewhere:
// ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION or ERROR_LOCK_VIOLATION.
func busy(err error) bool {
	var errno syscall.Errno
	return runtime.GOOS == "windows" && errors.As(err, &errno) && (errno == 5 || errno == 32 || errno == 33)
}

// writeWhole replaces a file of the state as a whole; durably, it returns when the
// bytes will survive a power failure. That the names of two files come to the disk
// in the order in which they were given is left to the file system: all that keep
// a journal do so.
func writeWhole(name string, data []byte, durably bool) error {
	tmp := name + ".tmp"
	f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, fileMode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if durably {
		err = errors.Join(err, f.Sync())
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = rename(tmp, name)
	}
	if err != nil {
		_ = os.Remove(tmp)
	}
	return err
}

// syncFile makes a file's content durable.
func syncFile(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// holds tells whether a file has exactly these bytes.
func holds(name string, data []byte) (bool, error) {
	f, err := os.Open(name)
	if err != nil {
		return false, err
	}
	defer f.Close()
	buf := make([]byte, min(len(data)+1, 64<<10))
	for {
		n, err := f.Read(buf)
		if n > len(data) || !bytes.Equal(buf[:n], data[:n]) {
			return false, nil
		}
		data = data[n:]
		if errors.Is(err, io.EOF) {
			return len(data) == 0, nil
		}
		if err != nil {
			return false, err
		}
	}
}
