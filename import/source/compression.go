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
