package publish

import (
	"errors"
	"io/fs"
	"syscall"
)

// create writes a file that is not there yet, and returns its modification time.
// It is what os.OpenFile, Write, Stat and Close do, without the five questions
// that os.File asks Linux to learn that a plain file cannot be waited for.
func create(name string, data []byte) (mtime int64, err error) {
	fd, err := again(func() (int, error) {
		return syscall.Open(name, syscall.O_WRONLY|syscall.O_CREAT|syscall.O_EXCL|syscall.O_CLOEXEC, fileMode)
	})
	if err != nil {
		return 0, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	for err == nil && len(data) > 0 {
		var n int
		n, err = again(func() (int, error) { return syscall.Write(fd, data) })
		data = data[max(n, 0):]
	}
	var stat syscall.Stat_t
	if err == nil {
		err = syscall.Fstat(fd, &stat)
	}
	if err = errors.Join(err, syscall.Close(fd)); err != nil {
		return 0, &fs.PathError{Op: "write", Path: name, Err: err}
	}
	return stat.Mtim.Nano(), nil
}

// again repeats a call that a signal interrupted.
func again(call func() (int, error)) (int, error) {
	for {
		if n, err := call(); err != syscall.EINTR {
			return n, err
		}
	}
}
