package source

import (
	"bufio"
	"io"
	"strings"

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

func compression(stored *bufio.Reader) string {
	head, _ := stored.Peek(16) // where there are fewer bytes, those there are
	for _, m := range magics {
		if strings.HasPrefix(string(head), m.magic) {
			return m.format
		}
	}
	return ""
}

// decompress recognises the compression of stored and returns its content.
func (r *Reader) decompress(stored *bufio.Reader) (io.Reader, error) {
	r.format = compression(stored)
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
