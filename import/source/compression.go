package source

import (
	"bytes"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/s2"
	"github.com/klauspost/compress/zstd"
)

// magics are the first bytes by which compressed data is known.
var magics = []struct{ format, magic string }{
	{"gzip", "\x1f\x8b\x08"},
	{"zstd", "\x28\xb5\x2f\xfd"},
	{"snappy", "\xff\x06\x00\x00sNaPpY"},
}

// foreign are the first bytes of what holds files and is not unpacked here: within
// another archive, zip neither.
var foreign = []struct{ format, magic string }{
	{"a zip archive", "PK\x03\x04"},
	{"compressed with xz", "\xfd7zXZ\x00"},
	{"compressed with bzip2", "BZh"},
	{"compressed with lz4", "\x04\x22\x4d\x18"},
	{"a 7z archive", "7z\xbc\xaf\x27\x1c"},
	{"a rar archive", "Rar!\x1a\x07"},
}

// tarMagic stands at this place in the head of a tar archive.
const (
	tarMagic   = "ustar"
	tarMagicAt = 257
)

// foreignFormat names the format of such content; "" for any other.
func foreignFormat(head []byte) string {
	for _, f := range foreign {
		if bytes.HasPrefix(head, []byte(f.magic)) {
			return f.format
		}
	}
	if len(head) > tarMagicAt && bytes.HasPrefix(head[tarMagicAt:], []byte(tarMagic)) {
		return "a tar archive"
	}
	return ""
}

func compression(head []byte) string {
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.magic)) {
			return m.format
		}
	}
	return ""
}

// decompress detects the compression of the stored bytes and returns
// their content.
func (r *Reader) decompress() (io.Reader, error) {
	stored := r.stored
	r.format = compression(stored.head())
	switch r.format {
	case "gzip":
		return gzip.NewReader(stored)
	case "zstd":
		// One decoder a file: several files are read at a time.
		decoder, err := zstd.NewReader(stored, zstd.WithDecoderConcurrency(1))
		if err == nil {
			r.release = decoder.Close
		}
		return decoder, err
	case "snappy":
		return s2.NewReader(stored), nil
	}
	return stored, nil
}
