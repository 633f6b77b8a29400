package source

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"sync"

	"immrecon/store/readahead"
)

// blockSize is the length of a read. Reads of whole blocks from the start of a
// file are aligned to its pages, which the system answers several times faster;
// blocks this short are still in a core's own cache when they are hashed and
// read.
const blockSize = 1 << 18

// How many blocks take turns. Of stored bytes one is being read and hashed, one
// consumed, one between. Unpacking is slowest, and must not wait for a
// consumer that has much to do with one block and little with another.
const (
	storedBlocks   = 3
	unpackedBlocks = 8
)

// pool has the blocks of readers that are closed: logs come by the thousand.
var pool = sync.Pool{New: func() any { return new([blockSize]byte) }}

// shortSize is the length of a file up to which it is not worth while to read it
// ahead: such files come by the thousand, and others are read beside it.
const shortSize = 2 * blockSize

// A blockReader reads bytes ahead of its consumer and, of stored ones, hashes them
// beside it. A block is queued before it is hashed: both only read it, and
// it is not filled again before both are done. Of an input of which only the
// head is wanted nothing is read ahead, and nothing is hashed; of a short one
// each block is read when the one before has been consumed.
type blockReader struct {
	from     io.ReadCloser
	progress Progress
	short    bool

	ahead  *readahead.Queue[[]byte] // started once the head is consumed
	pooled []*[blockSize]byte       // the blocks of ahead
	hash   hash.Hash                // of what was read, nil for none; the consumer may ask once ahead has ended
	err    error                    // why reading ended; likewise

	headRead, started bool
	block, left       []byte // the block being consumed, and what is left of it
	size              int64  // bytes consumed
	failure           error  // why the input could not be consumed to its end
}

// newStored reads the stored bytes of a file, of which there should be size.
func newStored(from io.ReadCloser, size int64, progress Progress) *blockReader {
	r := newBlockReader(from, progress, storedBlocks)
	r.hash = sha256.New()
	r.short = size <= shortSize
	return r
}

// newUnpacked reads what a decompressor makes of a file, so that one core unpacks
// while another reads what was unpacked, unless the file is short.
func newUnpacked(from io.Reader, short bool) *blockReader {
	r := newBlockReader(io.NopCloser(from), Silent{}, unpackedBlocks)
	r.short = short
	return r
}

func newBlockReader(from io.ReadCloser, progress Progress, blocks int) *blockReader {
	r := &blockReader{from: from, progress: progress}
	r.ahead = readahead.New(blocks, func() []byte {
		block := pool.Get().(*[blockSize]byte)
		r.pooled = append(r.pooled, block)
		return block[:]
	})
	return r
}

// fillBlocks hashes the head and then fills blocks until the input ends, fails or
// is no longer wanted.
func (r *blockReader) fillBlocks(head []byte) {
	r.digest(head)
	for r.err == nil {
		block, open := r.ahead.Empty()
		if !open {
			r.err = errors.New("closed")
			return
		}
		filled := r.fill(block)
		r.ahead.Put(filled)
		r.digest(filled)
	}
}

func (r *blockReader) digest(block []byte) {
	if r.hash != nil {
		r.hash.Write(block)
	}
}

// fill reads until the block is full. Unlike io.ReadFull it keeps apart an input
// that ends and one that says that it breaks off.
func (r *blockReader) fill(block []byte) (filled []byte) {
	var n, read int
	for n < len(block) && r.err == nil {
		read, r.err = r.from.Read(block[n:])
		n += read
	}
	return block[:n]
}

// next makes the next block the one being consumed.
func (r *blockReader) next() error {
	switch {
	case !r.headRead:
		r.headRead = true
		block, _ := r.ahead.Empty()
		r.block = r.fill(block[:headSize])
	case r.short:
		r.block = r.refill()
	default:
		r.block = r.readAhead()
	}
	if r.block == nil {
		return r.endError()
	}
	r.left = r.block
	r.progress.Add(int64(len(r.block)))
	return nil
}

// refill reads the next block into the one that was consumed; nil at the end.
func (r *blockReader) refill() []byte {
	r.digest(r.block)
	if r.err != nil {
		return nil
	}
	return r.fill(r.block[:blockSize])
}

// readAhead returns the next of the blocks that are read beside the consumer; nil
// at the end.
func (r *blockReader) readAhead() []byte {
	if !r.started {
		r.started = true
		head := r.block
		r.ahead.Start(func() { r.fillBlocks(head) })
	}
	if r.block != nil {
		r.ahead.Release(r.block[:blockSize])
	}
	block, _ := r.ahead.Next()
	return block
}

// endError is why there is nothing more to consume.
func (r *blockReader) endError() error {
	if r.err != io.EOF {
		r.failure = r.err
	}
	return r.err
}

// head is what the input begins with, of which nothing must have been consumed;
// empty where nothing can be read.
func (r *blockReader) head() []byte {
	if !r.headRead {
		_ = r.next() // the next read returns its error again
	}
	return r.left
}

// Read implements io.Reader over the stored bytes.
func (r *blockReader) Read(p []byte) (int, error) {
	for len(r.left) == 0 {
		if err := r.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, r.left)
	r.consume(n)
	return n, nil
}

// WriteTo implements io.WriterTo: whole blocks, without copying them.
func (r *blockReader) WriteTo(w io.Writer) (written int64, err error) {
	for {
		for len(r.left) == 0 {
			if err := r.next(); err != nil {
				if err == io.EOF {
					err = nil
				}
				return written, err
			}
		}
		n, err := w.Write(r.left)
		r.consume(n)
		written += int64(n)
		if err != nil {
			return written, err
		}
	}
}

func (r *blockReader) consume(n int) {
	r.left = r.left[n:]
	r.size += int64(n)
}

// sum is the SHA-256 of all stored bytes, in hex; only after Read returned io.EOF.
func (r *blockReader) sum() string { return hex.EncodeToString(r.hash.Sum(nil)) }

// close waits for the reading to end and closes the input.
func (r *blockReader) close() error {
	r.ahead.Close()
	for _, block := range r.pooled {
		pool.Put(block)
	}
	return r.from.Close()
}
