package source

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
)

// memory is an origin for tests.
type memory string

func (m memory) open() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(string(m))), nil }

func inMemory(stored string) File {
	return File{Name: "stored", Size: int64(len(stored)), origin: memory(stored)}
}

// packed is what a compressor makes of the pieces, each written on its own.
func packed(t testing.TB, compressor func(io.Writer) io.WriteCloser, pieces ...string) string {
	t.Helper()
	var out bytes.Buffer
	for _, piece := range pieces {
		w := compressor(&out)
		if _, err := io.WriteString(w, piece); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

func toGzip(w io.Writer) io.WriteCloser   { return gzip.NewWriter(w) }
func toSnappy(w io.Writer) io.WriteCloser { return snappy.NewBufferedWriter(w) }
func toZstd(w io.Writer) io.WriteCloser {
	encoder, err := zstd.NewWriter(w)
	if err != nil {
		panic(err)
	}
	return encoder
}

// noise does not compress, so that stored files are longer than a block.
func noise(length int) string {
	out := make([]byte, 0, length+32)
	for sum := sha256.Sum256(nil); len(out) < length; sum = sha256.Sum256(sum[:]) {
		out = append(out, sum[:]...)
	}
	return string(out[:length])
}

func sha(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// tally is a Progress for tests.
type tally struct {
	Silent
	bytes int64
}

func (p *tally) Add(n int64) { p.bytes += n }

func TestReader(t *testing.T) {
	long := noise(5*blockSize/2 + 7)
	cases := []struct{ name, stored, content string }{
		{"plain", "one\ntwo\n", "one\ntwo\n"},
		{"empty", "", ""},
		{"long", long, long},
		{"exactly a block", long[:blockSize], long[:blockSize]},
		{"a byte more", long[:blockSize+1], long[:blockSize+1]},
		{"gzip", packed(t, toGzip, "one\n"), "one\n"},
		{"gzip of several members", packed(t, toGzip, "one\n", "", "two\n", long), "one\ntwo\n" + long},
		{"gzip of nothing", packed(t, toGzip, ""), ""},
		{"zstd of several frames", packed(t, toZstd, "one\n", "two\n", long), "one\ntwo\n" + long},
		{"snappy", packed(t, toSnappy, "one\n"+long), "one\n" + long},
		{"almost gzip", "\x1f\x8b", "\x1f\x8b"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var progress tally
			file := inMemory(c.stored)
			r, err := file.Open(&progress)
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			head, err := r.Head()
			if err != nil || string(head) != c.content[:min(headSize, len(c.content))] {
				t.Errorf("head of %d bytes, error %v", len(head), err)
			}
			if _, _, err := r.Sum(); err == nil {
				t.Error("there is a hash before the end")
			}
			content, err := io.ReadAll(r)
			if err != nil || string(content) != c.content {
				t.Errorf("content of %d bytes, error %v; want %d", len(content), err, len(c.content))
			}
			sum, size, err := r.Sum()
			if err != nil || sum != sha(c.stored) || size != int64(len(c.stored)) {
				t.Errorf("sum %s of %d bytes, error %v", sum, size, err)
			}
			if alone, err := file.Hash(); err != nil || alone != sum {
				t.Errorf("Hash gives %s, %v; the reader %s", alone, err, sum)
			}
			if progress.bytes != size {
				t.Errorf("progress shows %d bytes of %d", progress.bytes, size)
			}
		})
	}
}

func TestReaderReportsDamage(t *testing.T) {
	zipped, frames, framed := packed(t, toGzip, "one\n", noise(1000)), packed(t, toZstd, noise(1000)), packed(t, toSnappy, noise(1000))
	cases := []struct{ name, stored, want string }{
		{"gzip cut off", zipped[:500], "stored: the gzip data breaks off at byte 500: unexpected EOF; fetch the file again"},
		{"gzip cut off in its header", zipped[:5], "stored: the gzip data breaks off at byte 5: unexpected EOF; fetch the file again"},
		{"gzip with something behind it", packed(t, toGzip, "one\n") + "rest of it", "stored: the gzip data is damaged before byte 39: gzip: invalid header; fetch the file again"},
		{"gzip that does not add up", packed(t, toGzip, "one\n")[:20] + "\x00\x00\x00\x00\x00\x00\x00\x00", "stored: the gzip data"},
		{"zstd cut off", frames[:500], "stored: the zstd data breaks off at byte 500: unexpected EOF; fetch the file again"},
		{"snappy cut off", framed[:500], "stored: the snappy data is damaged before byte 500: s2: corrupt input; fetch the file again"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r, err := inMemory(c.stored).Open(Silent{})
			if err == nil {
				_, err = io.ReadAll(r)
				if closing := r.Close(); closing != nil {
					t.Error(closing)
				}
			}
			if err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("error %v, want %s", err, c.want)
			}
		})
	}
}

// failing is an origin whose input fails after some bytes.
type failing struct {
	stored string
	err    error
}

func (f failing) open() (io.ReadCloser, error) {
	return io.NopCloser(io.MultiReader(strings.NewReader(f.stored), iotest.ErrReader(f.err))), nil
}

func TestReaderTellsAFailingDiskFromDamage(t *testing.T) {
	gone := errors.New("the disk is gone")
	for _, stored := range []string{"plain", packed(t, toGzip, noise(1000))[:500]} {
		file := File{Name: "stored", Size: 1000, origin: failing{stored, gone}}
		r, err := file.Open(Silent{})
		if err != nil {
			t.Fatal(err)
		}
		_, err = io.ReadAll(r)
		if !errors.Is(err, gone) || !strings.Contains(err.Error(), "cannot read on after byte") {
			t.Errorf("error %v", err)
		}
		if _, _, err := r.Sum(); err == nil {
			t.Error("half a file has a hash")
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
		if _, err := file.Hash(); !errors.Is(err, gone) {
			t.Errorf("Hash gives %v", err)
		}
	}
}

func TestReaderMayBeClosedHalfway(t *testing.T) {
	for _, stored := range []string{noise(8 * blockSize), packed(t, toGzip, noise(8*blockSize)), packed(t, toZstd, noise(8*blockSize))} {
		r, err := inMemory(stored).Open(Silent{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(r, make([]byte, 100)); err != nil {
			t.Fatal(err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestMembersAndStandardInputAreReadLikeFiles(t *testing.T) {
	inside(t, map[string]string{"pack.zip": zipped(t, "log.gz", packed(t, toGzip, "one\n"), "plain", "two\n")})
	want := map[string]string{"pack.zip!log.gz": "one\n", "pack.zip!plain": "two\n", "-": "from stdin"}
	found := find(t, "pack.zip", "-")
	if len(found.Files) != len(want) {
		t.Fatalf("found %q", namesOf(found))
	}
	for _, file := range found.Files {
		r, err := file.Open(Silent{})
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil || string(content) != want[file.Name] {
			t.Errorf("%s: %q, %v", file.Name, content, err)
		}
		sum, size, err := r.Sum()
		if hash, hashing := file.Hash(); err != nil || hashing != nil || sum != hash || size != file.Size {
			t.Errorf("%s: sum %s of %d bytes, %v; hash %s, %v", file.Name, sum, size, err, hash, hashing)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestOpenReportsAFileThatHasGone(t *testing.T) {
	inside(t, map[string]string{"here": "x"})
	file := find(t, "here").Files[0]
	if err := os.Remove("here"); err != nil {
		t.Fatal(err)
	}
	const want = "here: no such file or directory; check the path"
	if _, err := file.Open(Silent{}); err == nil || err.Error() != want {
		t.Errorf("Open: %v, want %s", err, want)
	}
	if _, err := file.Hash(); err == nil || err.Error() != want {
		t.Errorf("Hash: %v, want %s", err, want)
	}
}

// FuzzReader checks that no stored bytes crash or hang it, and that whatever is
// read to its end has the hash of all that is stored.
func FuzzReader(f *testing.F) {
	for _, seed := range []string{"plain", packed(f, toGzip, "a", "b"), packed(f, toZstd, "a", "b"), packed(f, toSnappy, "a")} {
		f.Add([]byte(seed))
		f.Add([]byte(seed[:len(seed)-1]))
	}
	f.Fuzz(func(t *testing.T, stored []byte) {
		r, err := inMemory(string(stored)).Open(Silent{})
		if err != nil {
			return
		}
		defer r.Close()
		if _, err := io.Copy(io.Discard, io.LimitReader(r, 1<<24)); err != nil {
			return
		}
		if sum, size, err := r.Sum(); err == nil && (sum != sha(string(stored)) || size != int64(len(stored))) {
			t.Errorf("sum %s of %d bytes for %d stored", sum, size, len(stored))
		}
	})
}
