package publish

import (
	"io"
	"os"

	"github.com/zeebo/xxh3"
)

// Checksum is the XXH3 of a file's bytes, of 128 bits; zero = unknown. It tells whether
// an output is as it was written: against disks and editors, not against somebody who
// looks for two files of one sum, who may as well write the output itself. What an
// output is made of is named by SHA-256 (see [Fingerprint]). SHA-256 of the outputs was
// a twentieth of a cold build where processors have instructions for it, and is three
// times that where they have none.
type Checksum [16]byte

// checksum is that of bytes.
func checksum(data []byte) Checksum { return xxh3.Hash128(data).Bytes() }

// checksumOf is that of a file.
func checksumOf(name string) (Checksum, error) {
	f, err := os.Open(name)
	if err != nil {
		return Checksum{}, err
	}
	defer f.Close()
	h := xxh3.New128()
	if _, err := io.Copy(h, f); err != nil {
		return Checksum{}, err
	}
	return h.Sum128().Bytes(), nil
}
