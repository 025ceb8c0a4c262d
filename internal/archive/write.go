package archive

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Write seals a bag at dest: a zip when the name ends in ".zip", else a folder
// (RFC 8493, section 2). The folder around it must exist, dest itself must not.
// What is wrong with the bag, all of it, is the error's [Refusal].
func Write(ctx context.Context, dest string, b Bag) (Digest, error) {
	files, problems := sorted(b.Payload)
	fields, more := b.fields()
	problems = append(append(problems, more...), b.checkSeals()...)
	top, zipped := b.folder(dest)
	if why := portablePart(top); zipped && (why != nil || strings.Contains(top, "/")) {
		problems.Add(problem(codeUnsafe, top, notPortion))
	}
	if _, err := os.Lstat(dest); err == nil {
		problems.Add(problem(codeExists, "", dest))
	} else if !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("writing the bag %s: %w", dest, err)
	}
	if err := refused(problems); err != nil {
		return "", err
	}
	var to sink
	var err error
	if zipped {
		to, err = newZipSink(dest, top)
	} else {
		to, err = newFolderSink(dest)
	}
	if err != nil {
		return "", fmt.Errorf("writing the bag %s: %w", dest, err)
	}
	defer to.discard()
	w := writer{sink: to, meter: newMeter(), report: b.Progress}
	digest, err := w.bag(ctx, b, files, fields)
	if err == nil {
		err = to.finish()
	}
	if refusal := (*Refusal)(nil); err != nil && !errors.As(err, &refusal) {
		return "", fmt.Errorf("writing the bag %s: %w", dest, err)
	} else if err != nil {
		return "", err
	}
	return digest, nil
}

// folder gives the name of the bag's folder, and whether it lies in a zip.
func (b Bag) folder(dest string) (name string, zipped bool) {
	name = filepath.Base(dest)
	if strings.EqualFold(filepath.Ext(dest), ".zip") {
		name, zipped = name[:len(name)-len(".zip")], true
	}
	if b.Name != "" {
		name = b.Name
	}
	return name, zipped
}

// sealed are the algorithms of our bags: RFC 8493, section 2.4, asks for one of
// them; two of different length outlive a break of either.
const sealed = set(1<<sha256Sum | 1<<sha512Sum)

// written is a file with its sums.
type written struct {
	path string
	sums [2]string // SHA-256, SHA-512
}

// writer writes one bag.
type writer struct {
	sink   sink
	meter  *meter
	report func(Progress)
	at     Progress
	tags   []written
}

func (w *writer) bag(ctx context.Context, b Bag, files []File, fields []Field) (Digest, error) {
	payload, err := w.payload(ctx, files)
	if err != nil {
		return "", err
	}
	fields = append(fields, Field{labelOxum, fmt.Sprintf("%d.%d", w.at.Bytes, len(payload))})
	tags := []struct {
		name string
		text []byte
	}{
		{declarationName, []byte("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")},
		{infoName, infoText(fields)},
		{sealsName, sealsText(b.Seals)},
	}
	for _, t := range tags {
		if t.text != nil {
			if err := w.tag(ctx, t.name, t.text); err != nil {
				return "", err
			}
		}
	}
	for i, a := range [...]algorithm{sha256Sum, sha512Sum} {
		if err := w.tag(ctx, "manifest-"+a.name()+".txt", manifestText(payload, i)); err != nil {
			return "", err
		}
	}
	slices.SortFunc(w.tags, func(x, y written) int { return strings.Compare(x.path, y.path) })
	listed := w.tags // the tag manifests list every other tag file, and not each other
	seal := manifestText(listed, 0)
	if err := w.tag(ctx, sealName, seal); err != nil {
		return "", err
	}
	digest := Digest(hex.EncodeToString([]byte(w.tags[len(w.tags)-1].sums[0])))
	if err := w.tag(ctx, "tagmanifest-sha512.txt", manifestText(listed, 1)); err != nil {
		return "", err
	}
	if b.Key != nil {
		return digest, w.tag(ctx, signatureName, b.Key.sign(seal, b.comment(digest)))
	}
	return digest, nil
}

// payload writes the files below data/.
func (w *writer) payload(ctx context.Context, files []File) ([]written, error) {
	for _, f := range files {
		w.at.TotalBytes += f.Size
	}
	w.at.TotalFiles = len(files)
	if len(files) == 0 { // section 2.1.2: the folder is there even when empty
		if folder, ok := w.sink.(*folderSink); ok {
			return nil, folder.root.Mkdir(dataFolder, 0o777)
		}
		_, err := w.sink.create(dataFolder + "/")
		return nil, err
	}
	done := make([]written, 0, len(files))
	for _, f := range files {
		one, err := w.file(ctx, f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Path, err)
		}
		done = append(done, one)
	}
	return done, nil
}

func (w *writer) file(ctx context.Context, f File) (written, error) {
	w.at.Path = f.Path
	in, err := f.Open()
	if err != nil {
		return written{}, err
	}
	defer in.Close()
	one, n, err := w.put(ctx, f.Path, in, func(n int) {
		w.at.Bytes += int64(n)
		if w.report != nil {
			w.report(w.at)
		}
	})
	if err == nil && f.Size > 0 && n != f.Size {
		err = fmt.Errorf("changed while it was read: %d bytes were listed, %d read", f.Size, n)
	}
	w.at.Files++
	return one, err
}

func (w *writer) tag(ctx context.Context, name string, text []byte) error {
	one, _, err := w.put(ctx, name, bytes.NewReader(text), func(int) {})
	w.tags = append(w.tags, one)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func (w *writer) put(ctx context.Context, name string, in io.Reader, step func(int)) (written, int64, error) {
	out, err := w.sink.create(name)
	if err != nil {
		return written{}, 0, err
	}
	n, err := w.meter.copy(ctx, out, in, sealed, -1, step)
	err = errors.Join(err, out.Close())
	return written{name, [2]string{w.meter.sum(sha256Sum), w.meter.sum(sha512Sum)}}, n, err
}

// manifestText is a manifest of the i-th sums (RFC 8493, section 2.1.3), in the
// form that sha256sum and sha512sum write and check.
func manifestText(files []written, i int) []byte {
	text := []byte{}
	for _, f := range files {
		text = hex.AppendEncode(text, []byte(f.sums[i]))
		text = append(append(append(text, "  "...), encodePath(f.path)...), '\n')
	}
	return text
}
