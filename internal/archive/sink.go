package archive

import (
	"archive/zip"
	"bufio"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// sink takes the files of one bag. Nothing stands at the destination until
// finish has returned; discard drops what was staged, and does nothing after.
type sink interface {
	create(name string) (io.WriteCloser, error) // one at a time
	finish() error
	discard()
}

// partial makes the name under which something is staged beside its
// destination; the mark tells a person who finds it what it is.
func partial(dest string) string {
	var mark [6]byte
	_, _ = rand.Read(mark[:]) // never fails
	return filepath.Join(filepath.Dir(dest), "."+filepath.Base(dest)+".partial-"+hex.EncodeToString(mark[:]))
}

// folderSink stages a folder.
type folderSink struct {
	dest, stage string
	root        *os.Root
}

func newFolderSink(dest string) (*folderSink, error) {
	s := &folderSink{dest: dest, stage: partial(dest)}
	if err := os.Mkdir(s.stage, 0o777); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(s.stage)
	if err != nil {
		return nil, errors.Join(err, os.Remove(s.stage))
	}
	s.root = root
	return s, nil
}

func (s *folderSink) create(name string) (io.WriteCloser, error) {
	local := filepath.FromSlash(name)
	if err := s.root.MkdirAll(filepath.Dir(local), 0o777); err != nil {
		return nil, err
	}
	return s.root.OpenFile(local, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}

func (s *folderSink) finish() error {
	if err := s.root.Close(); err != nil {
		return err
	}
	if _, err := os.Lstat(s.dest); !errors.Is(err, fs.ErrNotExist) {
		return refuse(codeExists, "", s.dest)
	}
	if err := os.Rename(s.stage, s.dest); err != nil {
		return err
	}
	s.stage = ""
	return nil
}

func (s *folderSink) discard() {
	if s.stage != "" {
		_ = s.root.Close()
		_ = os.RemoveAll(s.stage)
	}
}

// zipSink stages a zip that holds one folder.
type zipSink struct {
	dest, stage, top string
	file             *os.File
	buffer           *bufio.Writer
	zip              *zip.Writer
}

func newZipSink(dest, top string) (*zipSink, error) {
	s := &zipSink{dest: dest, stage: partial(dest), top: top}
	file, err := os.OpenFile(s.stage, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, err
	}
	s.file, s.buffer = file, bufio.NewWriterSize(file, bufferSize)
	s.zip = zip.NewWriter(s.buffer)
	return s, nil
}

// zipDate is 1 January 1980 in MS-DOS form, the earliest that a zip can say.
const zipDate = 1<<5 | 1

func (s *zipSink) create(name string) (io.WriteCloser, error) {
	h := &zip.FileHeader{Name: path.Join(s.top, name), Method: zip.Deflate}
	if strings.HasSuffix(name, "/") {
		h.Name, h.Method = h.Name+"/", zip.Store
	} else if compressed(name) {
		h.Method = zip.Store
	}
	h.SetMode(0o644) // of Unix: unzip takes the names of other systems for an old code page
	//lint:ignore SA1019 Modified would add an extra field with a time
	h.ModifiedDate = zipDate
	w, err := s.zip.CreateHeader(h)
	return nopCloser{w}, err
}

// compressed tells by a name whether compressing again would only take time.
func compressed(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".mp3", ".m4a", ".mp4", ".mov", ".webm",
		".zip", ".gz", ".7z", ".rar", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".pdf", ".woff", ".woff2":
		return true
	}
	return false
}

func (s *zipSink) finish() error {
	err := errors.Join(s.zip.Close(), s.buffer.Flush(), s.file.Sync(), s.file.Close())
	if err != nil {
		return err
	}
	if err := moveFile(s.stage, s.dest); err != nil {
		return err
	}
	s.stage = ""
	return nil
}

func (s *zipSink) discard() {
	if s.stage != "" {
		_ = s.file.Close()
		_ = os.Remove(s.stage)
	}
}

// moveFile gives a file its name unless something has that name. A hard link
// is the only way that no other process can come between; where there are none
// (FAT, some shares) a moment stays in which it could.
func moveFile(from, to string) error {
	err := os.Link(from, to)
	if err == nil {
		return os.Remove(from)
	}
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return refuse(codeExists, "", to)
	}
	if err := os.Rename(from, to); err != nil {
		return fmt.Errorf("moving into place: %w", err)
	}
	return nil
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }
