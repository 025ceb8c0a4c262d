package archive

import (
	"bulletin/internal/diag"
	"bulletin/internal/viet"
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Tree lists the files of a file system as payload below a prefix such as
// "data/source". Folders without files are left out, as BagIt knows only files.
// A link or a device is an error: its content is not the tree's.
func Tree(prefix string, fsys fs.FS) ([]File, error) {
	var files []File
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if !d.Type().IsRegular() {
			return fmt.Errorf("%s is not a plain file (%s)", name, d.Type())
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		files = append(files, File{
			Path: path.Join(prefix, name), Size: info.Size(),
			Open: func() (io.ReadCloser, error) { return fsys.Open(name) },
		})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("listing the files for %s: %w", prefix, err)
	}
	return files, nil
}

// sorted gives the payload with NFC paths in the order of their bytes, and what
// is wrong with the paths.
func sorted(payload []File) ([]File, diag.List) {
	var problems diag.List
	files := make([]File, len(payload))
	for i, f := range payload {
		f.Path = viet.NFC(f.Path)
		files[i] = f
	}
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	var seen names
	for _, f := range files {
		if why := payloadPath(f.Path); why != nil {
			problems.Add(problem(codeUnsafe, f.Path, *why))
		} else if other := seen.add(f.Path); other != "" {
			problems.Add(problem(codeClash, f.Path, other))
		}
	}
	return files, problems
}

func payloadPath(p string) *diag.Words {
	if why := portable(p); why != nil {
		return why
	}
	if !strings.HasPrefix(p, dataFolder+"/") {
		return &notBelow
	}
	return nil
}
