// Package sftp publishes to a server by SFTP (version 3, as OpenSSH speaks it). The
// server's key must be known. A connection that breaks is made again by the next
// operation.
package sftp

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"sync"

	sshftp "github.com/pkg/sftp"

	"bulletin/internal/deploy"
)

// Options say which server, and who we are there.
type Options struct {
	Addr       string   // host:port
	User       string   // ""  is nobody
	Dir        string   // the site's folder: from the root with "/", else from the user's home
	KeyFiles   []string // private keys
	Password   string   // the user's, and that of a locked key; "" = none
	Agent      string   // the socket of an agent that holds keys; "" = none
	KnownHosts []string // files of known hosts; those that are missing know nobody
}

// Server is a [deploy.Target].
type Server struct {
	Options
	mu   sync.Mutex
	line *line
}

// Open does not connect: the first operation does.
func Open(o Options) *Server { return &Server{Options: o} }

// Close ends the connection.
func (s *Server) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.line != nil {
		s.line.close()
		s.line = nil
	}
	return nil
}

func (s *Server) at(p string) string { return path.Join(s.Dir, p) }

// Put writes the data beside the file and renames.
func (s *Server) Put(ctx context.Context, p string, data []byte) error {
	return s.do(ctx, func(c *sshftp.Client) error {
		part := s.at(deploy.Part(p))
		err := write(c, part, data, os.O_CREATE|os.O_TRUNC)
		if errors.Is(err, fs.ErrNotExist) {
			if err := c.MkdirAll(path.Dir(part)); err != nil {
				return err
			}
			err = write(c, part, data, os.O_CREATE|os.O_TRUNC)
		}
		if err != nil {
			return err
		}
		return c.PosixRename(part, s.at(p))
	})
}

// write writes a file, durably where the server can.
func write(c *sshftp.Client, name string, data []byte, how int) error {
	f, err := c.OpenFile(name, os.O_WRONLY|how)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if _, can := c.HasExtension("fsync@openssh.com"); can && err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// Discard drops what a killed Put left.
func (s *Server) Discard(ctx context.Context, p string) error {
	return s.do(ctx, func(c *sshftp.Client) error { return missing(c.Remove(s.at(deploy.Part(p)))) })
}

// Get reads a file.
func (s *Server) Get(ctx context.Context, p string) (data []byte, err error) {
	err = s.do(ctx, func(c *sshftp.Client) error {
		f, err := c.Open(s.at(p))
		if err != nil {
			return err
		}
		data, err = io.ReadAll(f)
		return errors.Join(err, f.Close())
	})
	return data, err
}

// Size is that of a file; -1 of what is none.
func (s *Server) Size(ctx context.Context, p string) (size int64, err error) {
	err = s.do(ctx, func(c *sshftp.Client) error {
		info, err := c.Lstat(s.at(p))
		if err != nil {
			return err
		}
		if size = info.Size(); !info.Mode().IsRegular() {
			size = -1
		}
		return nil
	})
	return size, err
}

// Copy gives the file a second name where the server can, which costs nothing: it is
// never written again, only replaced.
func (s *Server) Copy(ctx context.Context, from, to string) error {
	err := s.do(ctx, func(c *sshftp.Client) error {
		err := c.Link(s.at(from), s.at(to))
		if err == nil {
			return nil
		}
		if _, there := c.Lstat(s.at(to)); there == nil { // the server says "failure" and no more
			return nil
		}
		if err := c.MkdirAll(path.Dir(s.at(to))); err != nil {
			return err
		}
		return c.Link(s.at(from), s.at(to))
	})
	if err == nil || lost(err) {
		return err
	}
	data, err := s.Get(ctx, from)
	if err != nil {
		return err
	}
	return s.Put(ctx, to, data)
}

// Delete deletes a file, and the folders that are empty without it.
func (s *Server) Delete(ctx context.Context, p string) error {
	return s.do(ctx, func(c *sshftp.Client) error {
		if err := missing(c.Remove(s.at(p))); err != nil {
			return err
		}
		for dir := path.Dir(p); dir != "." && dir != deploy.Home; dir = path.Dir(dir) {
			if c.RemoveDirectory(s.at(dir)) != nil { // others have files in it
				break
			}
		}
		return nil
	})
}

// List walks the folder.
func (s *Server) List(ctx context.Context, under string) (all map[string]int64, err error) {
	err = s.do(ctx, func(c *sshftp.Client) error {
		all = map[string]int64{}
		return s.list(ctx, c, under, all)
	})
	return all, err
}

func (s *Server) list(ctx context.Context, c *sshftp.Client, dir string, all map[string]int64) error {
	infos, err := c.ReadDirContext(ctx, s.at(dir))
	if err != nil {
		return missing(err)
	}
	for _, info := range infos {
		p := path.Join(dir, info.Name())
		switch {
		case info.IsDir():
			if err := s.list(ctx, c, p, all); err != nil {
				return err
			}
		case info.Mode().IsRegular():
			all[p] = info.Size()
		default:
			all[p] = -1
		}
	}
	return nil
}

// Claim makes a file that must be new.
func (s *Server) Claim(ctx context.Context, p string, data []byte) error {
	return s.do(ctx, func(c *sshftp.Client) error {
		if err := c.MkdirAll(path.Dir(s.at(p))); err != nil {
			return err
		}
		err := write(c, s.at(p), data, os.O_CREATE|os.O_EXCL)
		if err != nil && !lost(err) {
			if _, there := c.Lstat(s.at(p)); there == nil {
				return fs.ErrExist // the server says "failure" and no more
			}
		}
		return err
	})
}

// missing forgives that a file is not there.
func missing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
