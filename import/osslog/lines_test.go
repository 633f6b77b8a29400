package osslog

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// splitLines splits a log that comes in blocks of the given size.
func splitLines(log []byte, block int) (lines []string) {
	c := lineSplitter{read: func(_ int64, line []byte) { lines = append(lines, string(line)) }}
	for piece := range slices.Chunk(log, block) {
		_, _ = c.Write(piece) // never fails
	}
	c.end()
	return lines
}

// FuzzLineSplitter compares the splitter with bytes.Lines, for blocks of every size.
func FuzzLineSplitter(f *testing.F) {
	f.Add([]byte("one\ntwo\r\n\n\nthree"), 3)
	f.Add([]byte("\uFEFFone\n\uFEFFtwo\n"), 1)
	f.Add([]byte("\n"), 7)
	f.Add([]byte("one\rtwo\r\rthree\r\nfour\n\rfive"), 1)
	f.Add([]byte("one\r\ntwo\rtwo\r\n"), 4)
	f.Add([]byte("\r"), 1)
	f.Fuzz(func(t *testing.T, log []byte, block int) {
		var want []string
		for line := range bytes.Lines(withLFAlone(log)) {
			line = bytes.TrimSuffix(line, []byte("\n"))
			if len(want) == 0 {
				line = bytes.TrimPrefix(line, byteOrderMark)
			}
			want = append(want, string(line))
		}
		if got := splitLines(log, max(1, block)); !slices.Equal(got, want) {
			t.Fatalf("%q in blocks of %d is split into %q, want %q", log, block, got, want)
		}
	})
}

// withLFAlone is a log with LF for each end of a line that is another.
func withLFAlone(log []byte) []byte {
	first := bytes.IndexByte(log, '\r')
	before, _, _ := bytes.Cut(log, []byte("\n"))
	if first < 0 || first >= len(before) || first == len(before)-1 && len(before) < len(log) {
		return log
	}
	return bytes.ReplaceAll(bytes.ReplaceAll(log, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
}

// Where the blocks end makes no difference, nor does how they come.
func TestReadInBlocks(t *testing.T) {
	log := golden(t) + "\n" + long(t, 3<<16) + "\nhalf a line"
	want := read(t, log).calls.String()
	readers := map[string]io.Reader{
		"byte by byte": iotest.OneByteReader(strings.NewReader(log)),
		"in halves":    iotest.HalfReader(strings.NewReader(log)),
		"with the end": iotest.DataErrReader(strings.NewReader(log)),
	}
	for _, size := range []int{2, 3, 510, 511, 512, 4096, 1 << 20} {
		readers[fmt.Sprint("in blocks of ", size)] = inBlocks{log, size}
	}
	for name, r := range readers {
		var to logged
		if err := Read(r, &to); err != nil {
			t.Fatal(err)
		}
		if got := to.calls.String(); got != want {
			t.Errorf("%s the log reads\n%s\nwant\n%s", name, got, want)
		}
	}
}

// inBlocks writes a log in blocks of one size.
type inBlocks struct {
	log  string
	size int
}

func (b inBlocks) Read([]byte) (int, error) { panic("a reader that can write itself is not read") }

func (b inBlocks) WriteTo(w io.Writer) (written int64, err error) {
	for piece := range slices.Chunk([]byte(b.log), b.size) {
		n, err := w.Write(piece)
		if written += int64(n); err != nil {
			return written, err
		}
		clear(piece) // a piece may be used again
	}
	return written, nil
}
