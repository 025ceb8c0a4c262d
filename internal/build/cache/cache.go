// Package cache keeps from build to build what was learned from each source
// file, so that a file is read and understood once for each content it has.
//
// What is kept of a file is valid exactly when all of these hold:
//
//   - the rules are those it was kept under: program, form of the records,
//     settings that reading depends on (see [Open]);
//   - the file's description (see [source.Stat]) is the one that was kept, and was
//     settled when it was taken; or the file was read, and its bytes have the sum
//     that was kept;
//   - the kept bytes have the checksums that were noted of them.
//
// Whatever is not valid is as good as not there: deleting or damaging the folder,
// or a program killed while it writes, costs time and nothing else.
//
// The folder holds packs, to which documents or heads are appended and which are
// never changed after, and one index that names what is in use of them. The index
// is replaced as a whole, so several programs may use the folder at once: the last
// one's index stands. It is all that a build reads which finds nothing changed;
// the heads are read one after the other by one that links, documents as they are
// needed.
package cache

import (
	"errors"
	"io/fs"
	"path/filepath"

	"bulletin/internal/record"
	"bulletin/internal/source"
)

// Row is what is kept of one source file.
type Row struct {
	source.Entry
	Young    bool       // the description was not settled when it was taken
	Raw      record.Sum // of the file's bytes
	Document Place      // of the encoded document; zero for what is no text
	Head     Place      // of its encoded head, likewise
	Warnings *[]Problem // nil for none; a file with errors is not kept
}

// Place is where a document is kept.
type Place struct {
	At    uint64 // its offset in bytes, and the number of the pack in its index in the lowest bits
	Size  int32  // bytes
	Check uint32 // CRC-32C
}

// packBits is how many bits of [Place.At] number the pack.
const packBits = 16

func placeAt(pack int, offset int64) uint64 { return uint64(offset)<<packBits | uint64(pack) }

func (p Place) offset() int64 { return int64(p.At >> packBits) }
func (p Place) pack() int     { return int(p.At & (1<<packBits - 1)) }

// Cache is an open folder. Adding and reading may be done from several
// goroutines, before [Cache.Commit].
type Cache struct {
	dir       string
	rules     record.Sum
	index     index
	documents packs
	heads     packs
	damaged   bool
}

// Open reads a folder, which need not exist. Rules name everything beside the
// files' content that what is kept depends on; what was kept under other rules
// is forgotten.
func Open(dir string, rules record.Sum) *Cache {
	c := &Cache{dir: dir, rules: rules}
	var err error
	c.index, err = readIndex(c.name("index"))
	c.damaged = err != nil && !errors.Is(err, fs.ErrNotExist)
	if err != nil || c.index.Rules != rules {
		c.index = index{Rules: rules}
	}
	c.documents.open(dir, "pack-", c.index.Packs)
	c.heads.open(dir, "heads-", c.index.Heads)
	return c
}

// Damaged tells that there was an index and it could not be read.
func (c *Cache) Damaged() bool { return c.damaged }

func (c *Cache) name(file string) string { return filepath.Join(c.dir, file) }

// Rows are what was kept, sorted by path.
func (c *Cache) Rows() []Row { return c.index.Rows }

// Rules are those that were given to [Open].
func (c *Cache) Rules() record.Sum { return c.rules }

// By is what made the files of the last build of their recipes.
func (c *Cache) By() record.Sum { return c.index.By }

// Add keeps an encoded document. A place that is zero means that the folder
// could not be written: the document is then not kept.
func (c *Cache) Add(document []byte) Place { return c.documents.add(document) }

// AddHead keeps an encoded head, as [Cache.Add] keeps documents.
func (c *Cache) AddHead(head []byte) Place { return c.heads.add(head) }

// Read returns an encoded document; the error is [fs.ErrNotExist] when it is not
// there any more or damaged.
func (c *Cache) Read(p Place) (string, error) { return c.documents.read(p) }

// Use reads an encoded document likewise and hands it on; the bytes are used again
// afterwards. What read returns is returned.
func (c *Cache) Use(p Place, read func(data []byte) error) error { return c.documents.use(p, read) }

// UseStart reads the first bytes of an encoded document, up to so many, and hands them
// on likewise. Whether they are as they were written, read has to find out.
func (c *Cache) UseStart(p Place, size int, read func(data []byte) error) error {
	return c.documents.useStart(p, size, read)
}

// UseHead reads an encoded head, as [Cache.Use] does documents. Whoever asks for one asks
// for all, so those that stand together are read together.
func (c *Cache) UseHead(p Place, read func(data []byte) error) error { return c.heads.useNear(p, read) }

// Outcome is what was kept of a build under a stamp.
func (c *Cache) Outcome(stamp record.Sum) (Outcome, bool) {
	for _, o := range c.index.Outcomes {
		if o.Stamp == stamp {
			return o, true
		}
	}
	return Outcome{}, false
}

// Close releases the files, and forgets what was added and not committed.
func (c *Cache) Close() error {
	return errors.Join(c.documents.close(), c.heads.close())
}

// errGone is why a document cannot be read from the cache.
var errGone = fs.ErrNotExist
