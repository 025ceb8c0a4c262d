package archive

import (
	"bulletin/internal/diag"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"aead.dev/minisign"
)

// Sign adds a signature to a bag that stands, without changing its digest. It
// signs what the bag is now: verify the bag first. A bag that has a signature
// keeps it, and Sign fails. The comment is one line, and signed too.
//
// A signature is added to a zip by writing the zip anew, beside it, the packed
// bytes copied as they are, and renaming it over the old one.
func Sign(ctx context.Context, bag string, key PrivateKey, comment string) error {
	in, err := openBag(ctx, bag, Options{})
	if err != nil {
		return fmt.Errorf("signing the bag %s: %w", bag, err)
	}
	defer in.close()
	var seal []byte
	if !in.list.closed {
		seal, _ = in.tag(sealName, largestSeal)
	}
	switch {
	case in.files[signatureName] != nil:
		in.problems.Add(problem(codeExists, "", filepath.Join(bag, signatureName)))
	case seal == nil && !in.problems.HasErrors():
		in.problems.Add(problem(codeNoTagSeal, sealName))
	}
	if err := refused(in.problems); err != nil {
		return err
	}
	signature := key.sign(seal, comment)
	if z, ok := in.store.(*zipped); ok {
		err = z.adding(ctx, bag, signature)
	} else {
		err = addFile(filepath.Join(bag, signatureName), signature)
	}
	if err != nil {
		return fmt.Errorf("signing the bag %s: %w", bag, err)
	}
	return nil
}

// largestSeal bounds what is held of a tag manifest to check its signature: it
// lists tag files only.
const largestSeal = 16 << 20

// addFile writes a file, whole or not at all.
func addFile(name string, text []byte) error {
	stage := partial(name)
	if err := writeNew(stage, text, 0o666); err != nil {
		return err
	}
	if err := moveFile(stage, name); err != nil {
		return errors.Join(err, os.Remove(stage))
	}
	return nil
}

// adding writes the zip anew with one more file in the bag's folder.
func (z *zipped) adding(ctx context.Context, dest string, signature []byte) error {
	base, _ := baseFolder(z.reader.File)
	s, err := newZipSink(dest, base)
	if err != nil {
		return err
	}
	defer s.discard()
	for _, f := range z.reader.File {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.zip.Copy(f); err != nil {
			return err
		}
	}
	w, err := s.create(signatureName)
	if err != nil {
		return err
	}
	if _, err := w.Write(signature); err != nil {
		return err
	}
	if err := errors.Join(s.zip.Close(), s.buffer.Flush(), s.file.Sync(), s.file.Close()); err != nil {
		return err
	}
	if err := z.file.Close(); err != nil { // Windows replaces no open file
		return err
	}
	if err := os.Rename(s.stage, dest); err != nil {
		return err
	}
	s.stage = ""
	return nil
}

// checkSignature checks the signature, if keys were given.
func (in *inspection) checkSignature() error {
	f := in.files[signatureName]
	there := f != nil && f.present
	switch {
	case !there && len(in.o.Keys) > 0:
		in.problems.Add(problem(codeSigMissing, signatureName))
		return nil
	case !there:
		return nil
	}
	text, ok := in.tag(signatureName, largestKey)
	if !ok {
		return nil
	}
	var sig minisign.Signature
	if err := sig.UnmarshalText([]byte(strings.ReplaceAll(string(text), "\r\n", "\n"))); err != nil {
		in.problems.Add(problem(codeSigBad, signatureName))
		return nil
	}
	if len(in.o.Keys) == 0 {
		in.problems.Add(as(diag.Info, problem(codeSigIdle, signatureName, keyID(sig.KeyID))))
		return nil
	}
	text, err := sig.MarshalText()
	if err != nil {
		return err
	}
	seal, _ := in.tag(sealName, largestSeal)
	for _, k := range in.o.Keys {
		if k.key.ID() != sig.KeyID {
			continue
		}
		if seal != nil && minisign.Verify(k.key, seal, text) {
			in.signer = k.ID()
			return nil
		}
		in.problems.Add(problem(codeSigBad, signatureName))
		return nil
	}
	in.problems.Add(problem(codeSigUnknown, signatureName, keyID(sig.KeyID)))
	return nil
}
