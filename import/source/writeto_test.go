package source

import (
	"bytes"
	"errors"
	"io"
	"testing"
)

// readsOnly hides the WriteTo of a Reader.
type readsOnly struct{ io.Reader }

// WriteTo writes what Read reads, to the hash and the error at its end.
func TestWriteToIsRead(t *testing.T) {
	long := noise(5*blockSize/2 + 7)
	cases := map[string]string{
		"plain":               long,
		"empty":               "",
		"shorter than a head": "one\ntwo",
		"exactly a head":      long[:headSize],
		"a byte more":         long[:headSize+1],
		"head and a block":    long[:headSize+blockSize],
		"the longest short":   long[:shortSize],
		"the shortest long":   long[:shortSize+1],
		"gzip":                packed(t, toGzip, "one\n", "", long),
		"zstd":                packed(t, toZstd, "one\n", long),
		"snappy":              packed(t, toSnappy, "one\n"+long),
		"gzip cut off":        packed(t, toGzip, long)[:blockSize],
		"zstd cut off":        packed(t, toZstd, long)[:blockSize],
	}
	for name, stored := range cases {
		t.Run(name, func(t *testing.T) {
			for _, head := range []bool{false, true} {
				want := outcome(t, stored, head, func(r *Reader) io.Reader { return readsOnly{r} })
				got := outcome(t, stored, head, func(r *Reader) io.Reader { return r })
				if got != want {
					t.Errorf("wrote %.80q, read %.80q", got, want)
				}
			}
		})
	}
}

// outcome is all that reading a file yields, with its head read first or not.
func outcome(t *testing.T, stored string, head bool, as func(*Reader) io.Reader) string {
	t.Helper()
	r, err := inMemory(stored).Open(Silent{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if head {
		if _, err := r.Head(); err != nil {
			t.Fatal(err)
		}
	}
	var content bytes.Buffer
	_, failed := io.Copy(&content, as(r))
	sum, _, err := r.Sum()
	if failed == nil && (err != nil || sum != sha(stored)) {
		t.Errorf("sum %s, %v", sum, err)
	}
	return sum + content.String() + text(failed)
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// refuses is a writer that accepts some bytes and then no more.
type refuses struct{ left int }

var errFull = errors.New("full")

func (w *refuses) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

// A failure of the writer is not reported as one of the file.
func TestWriteToTellsTheWritersError(t *testing.T) {
	for _, stored := range []string{noise(3 * blockSize), packed(t, toGzip, noise(3*blockSize))} {
		r, err := inMemory(stored).Open(Silent{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.WriteTo(&refuses{2 * blockSize}); err != errFull {
			t.Errorf("WriteTo returned %v", err)
		}
		if _, _, err := r.Sum(); err == nil {
			t.Error("there is a hash before the end")
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
}

// counting counts what is read from an origin.
type counting struct {
	io.Reader
	bytes int
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.bytes += n
	return n, err
}

func (c *counting) open() (io.ReadCloser, error) { return io.NopCloser(c), nil }

// Where only the head is wanted no more of the file is read.
func TestHeadReadsNoMore(t *testing.T) {
	from := &counting{Reader: bytes.NewReader(make([]byte, 3*blockSize))}
	r, err := File{Name: "stored", origin: from}.Open(Silent{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Head(); err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if from.bytes != headSize {
		t.Errorf("%d bytes were read for the head, want %d", from.bytes, headSize)
	}
}
