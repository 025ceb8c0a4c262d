//go:build !linux

package publish

import (
	"errors"
	"os"
)

// create writes a file that is not there yet, and returns its modification time.
func create(name string, data []byte) (mtime int64, err error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return 0, err
	}
	_, err = f.Write(data)
	info, err2 := f.Stat()
	if err := errors.Join(err, err2, f.Close()); err != nil {
		return 0, err
	}
	return info.ModTime().UnixNano(), nil
}
