package archive

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// packed is a valid bag of version 1.0 as a list of zip entries, to be spoiled.
type packed struct {
	name, text string
	mode       fs.FileMode
}

func plainBag() []packed {
	return []packed{
		{name: "bag/bagit.txt", text: "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"},
		{name: "bag/data/a", text: "a\n"},
		{name: "bag/manifest-sha256.txt", text: "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7  data/a\n"},
	}
}

func packAll(t testing.TB, entries []packed) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		if e.mode != 0 {
			h.SetMode(e.mode)
		}
		in, err := w.CreateHeader(h)
		must(t, err)
		_, err = io.WriteString(in, e.text)
		if !strings.HasSuffix(e.name, "/") {
			must(t, err)
		}
	}
	must(t, w.Close())
	return b.Bytes()
}

// TestZipsThatDoHarm: whatever a zip says, it is told and nothing is unpacked.
func TestZipsThatDoHarm(t *testing.T) {
	with := func(e ...packed) []byte { return packAll(t, append(plainBag(), e...)) }
	replace := func(zip []byte, old, new string, n int) []byte {
		if !bytes.Contains(zip, []byte(old)) || len(old) != len(new) {
			t.Fatalf("%q cannot be replaced", old)
		}
		return bytes.Replace(zip, []byte(old), []byte(new), n)
	}
	for name, c := range map[string]struct {
		zip  []byte
		want []string
	}{
		"in order":        {packAll(t, plainBag()), nil},
		"with folders":    {with(packed{name: "bag/"}, packed{name: "bag/data/"}), nil},
		"dot dot":         {with(packed{name: "bag/../../x"}), []string{"error path-escapes"}},
		"absolute":        {with(packed{name: "/x"}), []string{"error path-escapes"}},
		"drive":           {with(packed{name: "C:/x"}), []string{"error path-escapes"}},
		"backslashes":     {with(packed{name: `bag\..\..\x`}), []string{"error path-escapes"}},
		"unc":             {with(packed{name: `\\server\x`}), []string{"error path-escapes"}},
		"tilde":           {with(packed{name: "~/x"}), []string{"error path-escapes"}},
		"empty part":      {with(packed{name: "bag//x"}), []string{"error path-form bag//x"}},
		"twice":           {with(packed{name: "bag/data/a", text: "b\n"}), []string{"error zip-twice bag/data/a"}},
		"twice, folder":   {with(packed{name: "bag/data/a/"}), []string{"error zip-twice bag/data/a"}},
		"two bags":        {with(packed{name: "bag2/bagit.txt"}), []string{"error zip-several"}},
		"no bag":          {packAll(t, plainBag()[1:]), []string{"error not-found"}},
		"beside":          {with(packed{name: "__MACOSX/._a"}), []string{"warning zip-beside __MACOSX/._a"}},
		"a link":          {with(packed{name: "bag/data/b", text: "../../x", mode: fs.ModeSymlink | 0o777}), []string{"error file-irregular data/b"}},
		"a link for file": {packAll(t, append(plainBag()[:1:1], packed{name: "bag/data/a", text: "a\n", mode: fs.ModeSymlink | 0o777}, plainBag()[2])), []string{"error file-irregular data/a", "error data-missing"}},
		"two names":       {replace(packAll(t, plainBag()), "bag/data/a", "bag/data/b", 1), []string{"error zip-name bag/data/a"}},
		"cut off":         {packAll(t, plainBag())[:300], []string{"error zip-damaged"}},
		"a byte before":   {append([]byte("PK\x03\x04"), packAll(t, plainBag())...), []string{"error zip-damaged"}},
		"only an end":     {packAll(t, nil), []string{"error not-found"}},
		"encrypted":       {encrypted(packAll(t, plainBag())), []string{"error zip-damaged"}},
		"overlap":         {overlapping(packAll(t, plainBag())), []string{"error zip-overlap bag/data/a"}},
		"count too small": {lessEntries(packAll(t, plainBag())), []string{"error zip-damaged"}},
		"a bomb":          {with(packed{name: "bag/data/b", text: strings.Repeat("\x00", bombSize+1)}), []string{"error zip-bomb bag/data/b"}},
		"a bomb of parts": {with(packed{name: "bag/data/b", text: strings.Repeat("\x00", bombSize/2)}, packed{name: "bag/data/c", text: strings.Repeat("\x00", bombSize/2)}), []string{"error zip-bomb"}},
		"flat":            {flat(t), []string{"warning zip-flat bagit.txt"}},
		"size too small":  {smaller(packAll(t, plainBag())), []string{"error file-unreadable data/a"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := filepath.Join(t.TempDir(), "bag.zip")
			must(t, os.WriteFile(p, c.zip, 0o666))
			expectTold(t, verify(t, p, Options{}).Problems, c.want...)
		})
	}
}

// records calls f with each record of a zip's central directory.
func eachRecord(zip []byte, f func(i int, record []byte)) []byte {
	le := binary.LittleEndian
	end := zip[len(zip)-lenEnd:]
	at := le.Uint32(end[16:])
	for i := range int(le.Uint16(end[10:])) {
		r := zip[at:]
		f(i, r)
		at += lenCentral + uint32(le.Uint16(r[28:])) + uint32(le.Uint16(r[30:])) + uint32(le.Uint16(r[32:]))
	}
	return zip
}

func encrypted(zip []byte) []byte {
	return eachRecord(zip, func(i int, r []byte) { r[8] |= encryptedFlag })
}

// overlapping makes the first entry reach into the second.
func overlapping(zip []byte) []byte {
	return eachRecord(zip, func(i int, r []byte) {
		if i == 0 {
			binary.LittleEndian.PutUint32(r[20:], binary.LittleEndian.Uint32(r[20:])+40)
		}
	})
}

// smaller makes an entry promise fewer bytes than it unpacks to.
func smaller(zip []byte) []byte {
	return eachRecord(zip, func(i int, r []byte) {
		if i == 1 {
			binary.LittleEndian.PutUint32(r[24:], 1)
			binary.LittleEndian.PutUint32(r[16:], crc32.ChecksumIEEE([]byte("a")))
		}
	})
}

func lessEntries(zip []byte) []byte {
	zip[len(zip)-lenEnd+10]--
	return zip
}

func flat(t testing.TB) []byte {
	bag := plainBag()
	for i := range bag {
		bag[i].name = strings.TrimPrefix(bag[i].name, "bag/")
	}
	return packAll(t, bag)
}

// TestOldZipNames: names that are not UTF-8 are of code page 437, and old
// programs on Windows wrote backslashes.
func TestOldZipNames(t *testing.T) {
	bag := []packed{
		{name: `bag\bagit.txt`, text: "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"},
		{name: `bag\data\a`, text: "a\n"},
		{name: `bag\manifest-sha256.txt`, text: "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7  data/a\n"},
	}
	p := filepath.Join(t.TempDir(), "bag.zip")
	must(t, os.WriteFile(p, packAll(t, bag), 0o666))
	expectTold(t, verify(t, p, Options{}).Problems)

	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range plainBag() {
		in, err := w.CreateHeader(&zip.FileHeader{Name: strings.Replace(e.name, "data/a", "data/\x82", 1), NonUTF8: true})
		must(t, err)
		_, err = io.WriteString(in, strings.Replace(e.text, "data/a", "data/é", 1))
		must(t, err)
	}
	must(t, w.Close())
	must(t, os.WriteFile(p, b.Bytes(), 0o666))
	expectTold(t, verify(t, p, Options{}).Problems)
}
