package source

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"sync"
)

// headSize is how much of a file's content Head shows.
const headSize = 64 << 10

// Hash reads the file and returns the SHA-256 of its stored bytes, in hex: the
// same as Reader.Sum, without decompressing anything.
func (f File) Hash() (string, error) {
	opened, err := f.origin.open()
	if err != nil {
		return "", unreadable(f.Name, err)
	}
	stored := newStored(opened, f.Size, Silent{})
	_, err = io.Copy(io.Discard, stored)
	if err := errors.Join(err, stored.close()); err != nil {
		return "", fmt.Errorf("%s: cannot read on after byte %d of %d: %w", f.Name, stored.size, f.Size, err)
	}
	return stored.sum(), nil
}

// Reader reads the decompressed content of a file. It is not safe for
// concurrent use. Errors name the file and the place in it.
type Reader struct {
	file     File
	stored   *blockReader
	format   string       // of the compression, "" for none
	unpacked *blockReader // nil where nothing is compressed
	content  *bufio.Reader
	release  func() // frees the decompressor
	ended    bool
}

// Open begins to read the file, and reports each stored byte read to progress
// (Silent for none). The compression, gzip of any number of members, zstd
// or framed snappy, is detected by the first bytes, whatever the name.
func (f File) Open(progress Progress) (*Reader, error) {
	opened, err := f.origin.open()
	if err != nil {
		return nil, unreadable(f.Name, err)
	}
	r := &Reader{file: f, stored: newStored(opened, f.Size, progress)}
	content, err := r.decompress()
	if err != nil {
		return nil, errors.Join(r.explain(err), r.stored.close())
	}
	if r.format != "" {
		r.unpacked = newUnpacked(content, r.stored.short)
		content = r.unpacked
	}
	r.content = buffers.Get().(*bufio.Reader)
	r.content.Reset(content)
	return r, nil
}

// buffers of readers that are closed: files come by the thousand, and each is
// opened twice.
var buffers = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, headSize) }}

// Head returns the first 64 KiB of the content, or all of it if it is shorter,
// and Read returns it again. It must be called before Read.
func (r *Reader) Head() ([]byte, error) {
	head, err := r.content.Peek(headSize)
	if err != nil && err != io.EOF {
		return nil, r.explain(err)
	}
	return head, nil
}

// Read implements io.Reader over the decompressed content.
func (r *Reader) Read(p []byte) (int, error) {
	n, err := r.content.Read(p)
	switch {
	case err == io.EOF:
		r.ended = true
	case err != nil:
		err = r.explain(err)
	}
	return n, err
}

// WriteTo implements io.WriterTo: it writes the content in blocks as they
// come, without copying them. An error of w comes back as it is.
func (r *Reader) WriteTo(w io.Writer) (int64, error) {
	to := &receiver{to: w}
	n, err := r.content.WriteTo(to)
	switch {
	case to.err != nil:
		err = to.err
	case err != nil:
		err = r.explain(err)
	default:
		r.ended = true
	}
	return n, err
}

// receiver keeps the error of a writer apart from one of reading.
type receiver struct {
	to  io.Writer
	err error
}

func (r *receiver) Write(p []byte) (n int, err error) {
	n, r.err = r.to.Write(p)
	return n, r.err
}

// Sum returns the SHA-256, in hex, and the number of the stored bytes. They are
// known only once Read has returned io.EOF; until then it is an error to ask.
func (r *Reader) Sum() (sha string, size int64, err error) {
	if !r.ended {
		return "", 0, fmt.Errorf("%s: not read to the end: its hash is not known yet", r.file.Name)
	}
	if _, err := io.Copy(io.Discard, r.stored); err != nil {
		return "", 0, r.explain(err)
	}
	return r.stored.sum(), r.stored.size, nil
}

// Close gives up the file. Call it once, whether all was read or not.
func (r *Reader) Close() error {
	if r.unpacked != nil {
		_ = r.unpacked.close() // there is nothing to close
	}
	if r.release != nil {
		r.release()
	}
	r.content.Reset(nil)
	buffers.Put(r.content)
	return r.stored.close()
}

// explain says where in the stored file reading failed, and what to do.
func (r *Reader) explain(err error) error {
	switch {
	case r.stored.failure != nil || r.format == "":
		return fmt.Errorf("%s: cannot read on after byte %d of %d: %w", r.file.Name, r.stored.size, r.file.Size, err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%s: the %s data breaks off at byte %d: %w; fetch the file again", r.file.Name, r.format, r.stored.size, err)
	default:
		return fmt.Errorf("%s: the %s data is damaged before byte %d: %w; fetch the file again", r.file.Name, r.format, r.stored.size, err)
	}
}
