// Package archive seals a year into a bag and tells, decades later, whether it
// is still what was sealed.
//
// A bag is a folder, or a zip of one folder, after RFC 8493 (BagIt, version
// 1.0): the payload lies below data/, manifests hold the SHA-256 and SHA-512 of
// each of its files, tag manifests hold those of the manifests and of
// bag-info.txt. [Write] makes one, [Verify] examines one, of ours or of another
// program, [VerifyChain] also how several belong together, [Extract] takes a
// part out again.
//
// What the package promises:
//
//   - The same [Bag] gives the same bytes, whatever the system, the clock and
//     the order of its files. A zip's bytes also depend on the version of Go's
//     compressor; the manifest, not the zip, is the seal.
//   - A bag appears whole or not at all: it is staged beside its destination
//     and renamed at the end. Nothing that exists is overwritten. A killed
//     process leaves only a name with ".partial-" in it. Files of a folder are
//     not synced one by one: after a power cut [Verify] is who knows.
//   - Names are NFC, can exist on Windows, and leave room below its limit of
//     260 characters for the folder the bag lies in.
//   - Examining writes nothing, follows no link and asks no network. A path
//     that a manifest or a zip names is only looked up in the list of files that
//     are there, never opened as such. Memory grows with the number of files
//     (about a kilobyte each), not with their sizes; the number is limited, see
//     [Options].
//   - Whatever is wrong with a bag is a [diag.Diagnostic] with a stable code:
//     an error when the bag is not valid, a warning for what the RFC merely
//     discourages. An error in Go's sense is left for what keeps from looking:
//     no such file, a cancelled context.
//
// # The digest of a bag
//
// A [Digest] is the SHA-256 of tagmanifest-sha256.txt. That file holds the
// digests of bagit.txt, bag-info.txt, bulletin-seals.json and the manifests, and
// these hold the digests of the payload, so 32 bytes stand for every other byte
// of the bag. It is the same for the folder and for the zip, no matter how the
// zip was compressed, and anyone can compute it with sha256sum.
//
// # The chain of years
//
// bag-info.txt names the year (Bulletin-Year) and the bag of the year before
// (Bulletin-Previous-Bag, Bulletin-Previous-Digest). Whoever holds the newest
// digest can thereby check all the years.
//
// A bag that replaces one of the same year carries the record of all it
// replaces, oldest first, in the tag file bulletin-seals.json: digest, date and
// reason of each. It is a file of its own and not lines of bag-info.txt, because
// those are pairs of a label and a line, and a record of three values repeated
// would hang on the order of lines, which RFC 8493 gives no meaning. The tag
// manifests cover the file. What a bag says it replaces is only its own word:
// a chain that needs it is told with a warning.
//
// # Signatures
//
// A signature in minisign's format lies beside the tag manifest it signs, as
// tagmanifest-sha256.txt.minisig, so that "minisign -Vm tagmanifest-sha256.txt"
// checks it. It is in no tag manifest, and so can be added later ([Sign])
// without changing the digest.
package archive

import (
	"bulletin/internal/diag"
	"io"
	"time"
)

// Bag is what [Write] seals.
type Bag struct {
	Payload  []File
	Info     []Field // bag-info.txt's first lines, in this order; labels may repeat
	Date     time.Time
	Year     int  // 0 = no Bulletin-Year
	Internal bool // Bulletin-Audience: internal
	Previous Link // the bag of the year before; zero = none
	Seals    []Seal
	Key      *PrivateKey    // signs the bag; nil = unsigned
	Name     string         // of the folder in a zip; "" = the destination's, without .zip
	Progress func(Progress) // called between pieces of files; may be nil
}

// File is one file of the payload.
type File struct {
	Path string // in the bag, slash-separated: "data/source/index.md"
	Size int64  // what was listed, to notice a file that changes while it is read; 0 = unknown
	Open func() (io.ReadCloser, error)
}

// Field is a line of bag-info.txt (RFC 8493, section 2.2.2).
type Field struct{ Label, Value string }

// Link names another bag: its name, for people, and its digest.
type Link struct {
	Name   string
	Digest Digest
}

// Seal records a bag that was replaced.
type Seal struct {
	Digest Digest `json:"digest"` // of the bag that was replaced
	Date   string `json:"date"`   // of its replacement, 2006-01-02
	Reason string `json:"reason"`
}

// Digest stands for a whole bag: 64 hexadecimal digits in lower case, "" =
// unknown.
type Digest string

// Progress tells how far a bag is written, read or taken out.
type Progress struct {
	Files, TotalFiles int
	Bytes, TotalBytes int64  // TotalBytes is 0 when sizes are not known
	Path              string // the file in hand
}

// Refusal is the error of an operation that was not done because of problems
// with what was given.
type Refusal struct{ Problems diag.List }

// Error lists the problems in English, a line each.
func (r *Refusal) Error() string { return r.Problems.Err().Error() }

// refused is nil unless the list holds an error.
func refused(l diag.List) error {
	if !l.HasErrors() {
		return nil
	}
	return &Refusal{l.Sort()}
}

// refuse is the refusal for a single problem.
func refuse(code diag.Code, file string, args ...any) error {
	return &Refusal{diag.List{problem(code, file, args...)}}
}

// problem is an error of a file of the bag.
func problem(code diag.Code, file string, args ...any) diag.Diagnostic {
	return diag.Diagnostic{Pos: diag.Pos{File: file}, Code: code, Args: args}
}

// as changes a problem's severity.
func as(s diag.Severity, d diag.Diagnostic) diag.Diagnostic {
	d.Severity = s
	return d
}

// at places a problem on a line.
func at(line int, d diag.Diagnostic) diag.Diagnostic {
	d.Pos.Line = line
	return d
}

// The names of files in a bag's top folder (RFC 8493, section 2).
const (
	declarationName = "bagit.txt"
	infoName        = "bag-info.txt"
	oldInfoName     = "package-info.txt" // until version 0.95
	fetchName       = "fetch.txt"
	sealsName       = "bulletin-seals.json"
	sealName        = "tagmanifest-sha256.txt" // its SHA-256 is the bag's digest
	signatureName   = sealName + ".minisig"
	dataFolder      = "data"
)

// The labels that [Write] fills itself.
const (
	labelDate           = "Bagging-Date"
	labelOxum           = "Payload-Oxum"
	labelYear           = "Bulletin-Year"
	labelAudience       = "Bulletin-Audience"
	labelPreviousBag    = "Bulletin-Previous-Bag"
	labelPreviousDigest = "Bulletin-Previous-Digest"
)
