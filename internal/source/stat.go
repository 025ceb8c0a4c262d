package source

import (
	"io/fs"
	"time"
)

// Stat is how the file system describes a file. A file whose Stat is as it was
// has the content that it had, but for what [Stat.Settled] says.
type Stat struct {
	Size    int64
	ModTime int64  // nanoseconds since 1970 UTC
	Change  int64  // when content or description changed last, likewise; 0 where the system does not tell
	Inode   uint64 // 0 where the system has none
}

// StatOf reads the description.
func StatOf(info fs.FileInfo) Stat {
	s := Stat{Size: info.Size(), ModTime: info.ModTime().UnixNano()}
	s.Change, s.Inode = system(info)
	return s
}

// Settled tells whether a file described so at a moment can no longer change
// without its description changing too. Clocks of file systems have a grain, in
// which a file may change twice: one changed within the grain of the moment is
// not settled (Git's rule of "racy" entries). FAT counts even seconds, others a
// few milliseconds at most. A time in the future settles nothing.
//
// Where the system tells no time of change, a program that puts the time and the
// size of a file back deceives this; nothing but reading the file helps then.
func (s Stat) Settled(at time.Time) bool {
	last := s.ModTime
	if s.Change != 0 {
		last = s.Change
	}
	grain := 50 * time.Millisecond
	if last%int64(time.Second) == 0 {
		grain = 2 * time.Second
	}
	return last < at.Add(-grain).UnixNano()
}
