package publish

import (
	"io"
	"os"

	"bulletin/internal/record"
)

// Checksum is the mark of a file's bytes ([record.MarkOf]); zero = unknown. It tells
// whether an output is as it was written: against disks and editors, not against somebody
// who looks for two files of one mark, who may as well write the output itself. SHA-256 of
// the outputs was a twentieth of a cold build where processors have instructions for it,
// and is three times that where they have none.
type Checksum [16]byte

// checksum is that of bytes.
func checksum(data []byte) Checksum { return Checksum(record.MarkOf(data)) }

// checksumOf is that of a file.
func checksumOf(name string) (Checksum, error) {
	f, err := os.Open(name)
	if err != nil {
		return Checksum{}, err
	}
	defer f.Close()
	var m record.Marker
	if _, err := io.Copy(&m, f); err != nil {
		return Checksum{}, err
	}
	return Checksum(m.Mark()), nil
}
