package source

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
)

// blockSize is the length of a read. Reads of whole blocks from the start of a
// file are aligned to its pages, which the system answers several times faster.
const blockSize = 1 << 20

// blocks in turn: one being read and hashed, one being consumed, one between.
const blocks = 3

// A feed reads stored bytes ahead of its consumer and hashes them beside it. A
// block is handed over before it is hashed: both only read it, and it is not
// filled again before both are done.
type feed struct {
	from io.ReadCloser

	free chan []byte   // blocks to fill
	full chan []byte   // blocks to consume; closed at the end
	stop chan struct{} // closed by close
	hash hash.Hash     // of what was read; the consumer may ask once full is closed
	err  error         // why reading ended; likewise

	block, left []byte // the block being consumed, and what is left of it
	size        int64  // bytes consumed
	failure     error  // why the input could not be consumed to its end
}

// newFeed reads from an input of about size bytes. Many logs are small: their
// blocks are just long enough for one read to find the end as well.
func newFeed(from io.ReadCloser, size int64) *feed {
	length := min(max(size, 0), blockSize-1) + 1
	f := &feed{
		from: from,
		free: make(chan []byte, blocks),
		full: make(chan []byte, blocks),
		stop: make(chan struct{}),
		hash: sha256.New(),
	}
	for range blocks {
		f.free <- make([]byte, length)
	}
	go f.run()
	return f
}

// run fills blocks until the input ends, fails or is no longer wanted.
func (f *feed) run() {
	defer close(f.full)
	for f.err == nil {
		var block []byte
		select {
		case block = <-f.free:
		case <-f.stop:
			f.err = errors.New("closed")
			return
		}
		var n int
		n, f.err = io.ReadFull(f.from, block)
		if errors.Is(f.err, io.ErrUnexpectedEOF) {
			f.err = io.EOF
		}
		f.full <- block[:n] // never waits: there are only as many blocks as places
		f.hash.Write(block[:n])
	}
}

// Read implements io.Reader over the stored bytes.
func (f *feed) Read(p []byte) (int, error) {
	for len(f.left) == 0 {
		if f.block != nil {
			f.free <- f.block[:cap(f.block)]
		}
		block, more := <-f.full
		if !more {
			f.block = nil
			if f.err != io.EOF {
				f.failure = f.err
			}
			return 0, f.err
		}
		f.block, f.left = block, block
	}
	n := copy(p, f.left)
	f.left = f.left[n:]
	f.size += int64(n)
	return n, nil
}

// sum is the SHA-256 of all stored bytes, in hex; only after Read returned io.EOF.
func (f *feed) sum() string { return hex.EncodeToString(f.hash.Sum(nil)) }

// close waits for run to end and closes the input.
func (f *feed) close() error {
	close(f.stop)
	for range f.full {
	}
	return f.from.Close()
}
