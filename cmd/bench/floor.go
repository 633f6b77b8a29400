package main

import (
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"
)

// floorCommand does the least that an import cannot do without: it reads each
// file, hashes it with SHA-256 and decompresses it, one worker a file.
func floorCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "floor FILE...",
		Short:  "Hash and decompress files, and do nothing with them",
		Hidden: true,
		RunE: func(_ *cobra.Command, names []string) error {
			var workers errgroup.Group
			workers.SetLimit(runtime.GOMAXPROCS(0))
			for _, name := range names {
				workers.Go(func() error { return floor(name) })
			}
			return workers.Wait()
		},
	}
}

func floor(name string) (err error) {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	hashed := io.TeeReader(file, sha256.New())
	content := hashed
	switch {
	case strings.HasSuffix(name, ".gz"):
		content, err = gzip.NewReader(hashed)
	case strings.HasSuffix(name, ".zst"):
		decoder, failed := zstd.NewReader(hashed, zstd.WithDecoderConcurrency(1))
		if failed != nil {
			return failed
		}
		defer decoder.Close()
		content = decoder
	}
	if err != nil {
		return err
	}
	buffer := buffers.Get().(*[1 << 18]byte)
	defer buffers.Put(buffer)
	_, err = io.CopyBuffer(sink{}, content, buffer[:])
	return err
}

// buffers are used again: a new one a file would cost more than a short file.
var buffers = sync.Pool{New: func() any { return new([1 << 18]byte) }}

// sink takes everything and does not know a quicker way to take it.
type sink struct{}

func (sink) Write(p []byte) (int, error) { return len(p), nil }
