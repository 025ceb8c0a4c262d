package source

import (
	"cmp"
	"io/fs"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// List walks a folder and returns its files sorted by path, which is distinct.
// Hidden files, editors' leftovers and the names in skip (paths relative to the
// folder) are passed over. A symbolic link is followed only to a file inside
// fsys, which is why callers hand in the file system of an [os.Root].
//
// Folders are read on all processors: what takes the time is asking the system
// for the description of every file.
func List(fsys fs.FS, prefix string, skip ...string) ([]Entry, diag.List) {
	l := lister{fsys: fsys, prefix: prefix, skip: skip, free: make(chan struct{}, runtime.GOMAXPROCS(0)-1)}
	top := found{name: "."}
	l.read(&top)
	l.workers.Wait()
	entries, problems := top.gather(make([]Entry, 0, top.count()), nil)
	slices.SortFunc(entries, func(a, b Entry) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Name(), b.Name()))
	})
	entries = slices.CompactFunc(entries, func(a, b Entry) bool {
		if a.Path == b.Path {
			problems.Add(l.problem(a.Name(), "name-twice"))
		}
		return a.Path == b.Path
	})
	return entries, problems
}

// lister is one run of [List].
type lister struct {
	fsys    fs.FS
	prefix  string
	skip    []string
	free    chan struct{} // takes a token for each processor beside the first that is at work
	workers sync.WaitGroup
}

// found is what was found in a folder.
type found struct {
	name     string
	entries  []Entry
	folders  []*found
	problems diag.List
}

// count is the number of files in a folder and below it.
func (f *found) count() int {
	n := len(f.entries)
	for _, in := range f.folders {
		n += in.count()
	}
	return n
}

// gather adds what was found in a folder and below it.
func (f *found) gather(entries []Entry, problems diag.List) ([]Entry, diag.List) {
	entries, problems = append(entries, f.entries...), append(problems, f.problems...)
	for _, in := range f.folders {
		entries, problems = in.gather(entries, problems)
	}
	return entries, problems
}

// read reads a folder and those in it, each on another processor if one is free.
func (l *lister) read(f *found) {
	entries, err := fs.ReadDir(l.fsys, f.name)
	if err != nil {
		f.problems.Add(l.problem(f.name, "unreadable", reason(err)))
	}
	f.entries = make([]Entry, 0, len(entries))
	for _, d := range entries {
		name := d.Name()
		if f.name != "." {
			name = f.name + "/" + name
		}
		switch {
		case Ignored(d.Name()) || slices.Contains(l.skip, name):
		case d.IsDir():
			f.folders = append(f.folders, &found{name: name})
		default:
			l.file(f, name, d)
		}
	}
	for _, in := range f.folders {
		select {
		case l.free <- struct{}{}:
			l.workers.Go(func() {
				l.read(in)
				<-l.free
			})
		default:
			l.read(in)
		}
	}
}

// file adds a file to its folder.
func (l *lister) file(f *found, name string, d fs.DirEntry) {
	entry, code, args := look(l.fsys, name, d)
	switch {
	case code != "":
		f.problems.Add(l.problem(name, code, args...))
	case entry.Path != "":
		f.entries = append(f.entries, entry)
	}
}

func (l *lister) problem(name string, code diag.Code, args ...any) diag.Diagnostic {
	shown := viet.NFC(strings.ToValidUTF8(name, "�"))
	return diag.Diagnostic{Pos: diag.Pos{File: path.Join(l.prefix, shown)}, Code: code, Args: args}
}

// look inspects one directory entry that is not a folder; a device, a socket or
// a pipe gives an empty Entry.
func look(fsys fs.FS, name string, d fs.DirEntry) (Entry, diag.Code, []any) {
	if !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) {
		return Entry{}, "name-undecodable", nil
	}
	info, err := d.Info()
	if d.Type()&fs.ModeSymlink != 0 {
		if info, err = fs.Stat(fsys, name); err != nil {
			return Entry{}, "link-escapes", nil
		}
		if info.IsDir() {
			return Entry{}, "link-to-folder", nil
		}
	}
	switch {
	case err != nil:
		return Entry{}, "unreadable", []any{reason(err)}
	case !info.Mode().IsRegular():
		return Entry{}, "", nil
	}
	e := Entry{Path: viet.NFC(name), Stat: StatOf(info)}
	var odd Odd
	if e.Path != name {
		odd.Name = name
	}
	if d.Type()&fs.ModeSymlink != 0 {
		odd.Link = viet.NFC(destination(fsys, name))
	}
	if odd != (Odd{}) {
		e.Odd = &odd
	}
	return e, "", nil
}

// linksMost is the most links that lead to one file, as systems bound them.
const linksMost = 40

// destination is the path of the file that a symbolic link leads to in the end.
func destination(fsys fs.FS, name string) string {
	for range linksMost {
		to, err := fs.ReadLink(fsys, name)
		if err != nil {
			break // no link any more
		}
		name = path.Join(path.Dir(name), filepath.ToSlash(to))
	}
	return name
}

// Ignored tells whether a file or folder of this name is never content: hidden
// ones and what editors and operating systems leave behind.
func Ignored(name string) bool {
	switch strings.ToLower(name) {
	case "thumbs.db", "desktop.ini", "node_modules", "4913":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.HasSuffix(name, "~") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") || strings.HasSuffix(name, ".tmp") || strings.HasSuffix(name, ".swp")
}
