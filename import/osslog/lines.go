package osslog

import (
	"bufio"
	"bytes"
	"io"
)

// MaxLine is the length of the longest line that is read, in bytes and without
// its end. Longer lines are rejected.
const MaxLine = 1 << 20

// lineReader cuts a log into lines of any length, holding on to little more
// than MaxLine bytes of one.
type lineReader struct {
	in   *bufio.Reader
	long []byte // a line that does not fit the buffer of in
}

func newLineReader(r io.Reader) *lineReader {
	return &lineReader{in: bufio.NewReaderSize(r, 64<<10)}
}

// next returns the next line without its end. It is valid until the next call.
// Of a line longer than MaxLine only a beginning comes back, itself longer than
// MaxLine. After the last line the error is io.EOF.
func (l *lineReader) next() ([]byte, error) {
	line, err := l.in.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		line, err = l.nextLong(line)
	}
	if err == io.EOF && len(line) > 0 { // the last line has no end
		err = nil
	}
	return bytes.TrimSuffix(line, []byte("\n")), err
}

// nextLong reads on from the start of a line that overflowed the buffer.
func (l *lineReader) nextLong(start []byte) ([]byte, error) {
	l.long = append(l.long[:0], start...)
	for {
		more, err := l.in.ReadSlice('\n')
		if len(l.long) <= MaxLine+1 {
			l.long = append(l.long, more...)
		}
		if err != bufio.ErrBufferFull {
			return l.long, err
		}
	}
}
