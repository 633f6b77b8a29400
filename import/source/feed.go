package source

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"sync"
)

// blockSize is the length of a read. Reads of whole blocks from the start of a
// file are aligned to its pages, which the system answers several times faster;
// blocks this short are still in a core's own cache when they are hashed and
// read.
const blockSize = 1 << 18

// How many blocks take turns. Of stored bytes one is being read and hashed, one
// consumed, one between. Unpacking takes longest, and is not to wait for a
// consumer that has much to do with one block and little with another.
const (
	storedBlocks   = 3
	unpackedBlocks = 8
)

// pool has the blocks of feeds that are closed: logs come by the thousand.
var pool = sync.Pool{New: func() any { return new([blockSize]byte) }}

// shortSize is the length of a file up to which it is not worth while to read it
// ahead: such files come by the thousand, and others are read beside it.
const shortSize = 2 * blockSize

// A feed reads bytes ahead of its consumer and, of stored ones, hashes them
// beside it. A block is handed over before it is hashed: both only read it, and
// it is not filled again before both are done. Of an input of which only the
// head is wanted nothing is read ahead, and nothing is hashed; of a short one
// each block is read when the one before has been consumed.
type feed struct {
	from     io.ReadCloser
	progress Progress
	short    bool

	blocks int                // at most
	taken  []*[blockSize]byte // from the pool
	free   chan []byte        // blocks to fill
	full   chan []byte        // blocks to consume; nil until the head is used up, closed at the end
	stop   chan struct{}      // closed by close
	hash   hash.Hash          // of what was read, nil for none; the consumer may ask once full is closed
	err    error              // why reading ended; likewise

	begun       bool
	block, left []byte // the block being consumed, and what is left of it
	size        int64  // bytes consumed
	failure     error  // why the input could not be consumed to its end
}

// newStored feeds the stored bytes of a file, of which there should be size.
func newStored(from io.ReadCloser, size int64, progress Progress) *feed {
	f := newFeed(from, progress, storedBlocks)
	f.hash = sha256.New()
	f.short = size <= shortSize
	return f
}

// newUnpacked feeds what a decompressor makes of a file, so that one core unpacks
// while another reads what was unpacked, unless the file is short.
func newUnpacked(from io.Reader, short bool) *feed {
	f := newFeed(io.NopCloser(from), Silent{}, unpackedBlocks)
	f.short = short
	return f
}

func newFeed(from io.ReadCloser, progress Progress, blocks int) *feed {
	return &feed{from: from, progress: progress, blocks: blocks, free: make(chan []byte, blocks), stop: make(chan struct{})}
}

// run hashes the head and then fills blocks until the input ends, fails or is
// no longer wanted.
func (f *feed) run(head []byte) {
	defer close(f.full)
	f.digest(head)
	for f.err == nil {
		block := f.empty()
		if block == nil {
			f.err = errors.New("closed")
			return
		}
		filled := f.fill(block)
		f.full <- filled // never waits: there are only as many blocks as places
		f.digest(filled)
	}
}

func (f *feed) digest(block []byte) {
	if f.hash != nil {
		f.hash.Write(block)
	}
}

// empty is a block to fill, nil if none is wanted any more.
func (f *feed) empty() []byte {
	select {
	case block := <-f.free:
		return block
	default:
	}
	if len(f.taken) < f.blocks {
		return f.take()
	}
	select {
	case block := <-f.free:
		return block
	case <-f.stop:
		return nil
	}
}

func (f *feed) take() []byte {
	block := pool.Get().(*[blockSize]byte)
	f.taken = append(f.taken, block)
	return block[:]
}

// fill reads until the block is full. Unlike io.ReadFull it keeps apart an input
// that ends and one that says that it breaks off.
func (f *feed) fill(block []byte) (filled []byte) {
	var n, read int
	for n < len(block) && f.err == nil {
		read, f.err = f.from.Read(block[n:])
		n += read
	}
	return block[:n]
}

// next makes the next block the one being consumed.
func (f *feed) next() error {
	switch {
	case !f.begun:
		f.begun = true
		f.block = f.fill(f.take()[:headSize])
	case f.short:
		f.block = f.readOn()
	default:
		f.block = f.readAhead()
	}
	if f.block == nil {
		return f.ended()
	}
	f.left = f.block
	f.progress.Add(int64(len(f.block)))
	return nil
}

// readOn is the block behind the one that was consumed, and lies where that did;
// nil at the end.
func (f *feed) readOn() []byte {
	f.digest(f.block)
	if f.err != nil {
		return nil
	}
	return f.fill(f.block[:blockSize])
}

// readAhead is the next of the blocks that are read beside the consumer; nil at
// the end.
func (f *feed) readAhead() []byte {
	if f.full == nil {
		f.full = make(chan []byte, f.blocks)
		go f.run(f.block)
	}
	if f.block != nil {
		f.free <- f.block[:blockSize]
	}
	return <-f.full
}

// ended is why there is nothing more to consume.
func (f *feed) ended() error {
	if f.err != io.EOF {
		f.failure = f.err
	}
	return f.err
}

// head is what the input begins with, of which nothing must have been consumed;
// empty where nothing can be read.
func (f *feed) head() []byte {
	if !f.begun {
		_ = f.next() // its trouble is met again by who reads on
	}
	return f.left
}

// Read implements io.Reader over the stored bytes.
func (f *feed) Read(p []byte) (int, error) {
	for len(f.left) == 0 {
		if err := f.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, f.left)
	f.consume(n)
	return n, nil
}

// WriteTo implements io.WriterTo: whole blocks, where they lie.
func (f *feed) WriteTo(w io.Writer) (written int64, err error) {
	for {
		for len(f.left) == 0 {
			if err := f.next(); err != nil {
				if err == io.EOF {
					err = nil
				}
				return written, err
			}
		}
		n, err := w.Write(f.left)
		f.consume(n)
		written += int64(n)
		if err != nil {
			return written, err
		}
	}
}

func (f *feed) consume(n int) {
	f.left = f.left[n:]
	f.size += int64(n)
}

// sum is the SHA-256 of all stored bytes, in hex; only after Read returned io.EOF.
func (f *feed) sum() string { return hex.EncodeToString(f.hash.Sum(nil)) }

// close waits for run to end and closes the input.
func (f *feed) close() error {
	close(f.stop)
	if f.full != nil {
		for range f.full {
		}
	}
	for _, block := range f.taken {
		pool.Put(block)
	}
	return f.from.Close()
}
