package rows

import (
	"bufio"
	"errors"
	"io"
	"strings"
)

// A line is one physical line without its line end.
type line struct {
	number int64
	text   string
	cut    bool // longer than a row may be: text is only its beginning
}

// lines reads physical lines and numbers them from 1.
type lines struct {
	from    *bufio.Reader
	maxRow  int // how many bytes of a line are held in memory
	number  int64
	pending []stretch // unread, to be returned again: the next one last
}

func newLines(r io.Reader, buffer, maxRow int) *lines {
	return &lines{from: bufio.NewReaderSize(r, buffer), maxRow: maxRow}
}

// How much is read at a time: of a whole table, and of one of which only the
// header is wanted.
const (
	wholeBuffer  = 64 << 10
	headerBuffer = 1 << 10
)

// unread lets next return these lines again.
func (l *lines) unread(read stretch) { l.pending = append(l.pending, read) }

// next returns the next line. The error is io.EOF after the last one, else
// the input's own; a line in which the input broke off is lost to that error.
func (l *lines) next() (line, error) {
	if last := len(l.pending) - 1; last >= 0 {
		again := l.pending[last].take()
		if l.pending[last].lines == 0 {
			l.pending = l.pending[:last]
		}
		return again, nil
	}
	text, cut, err := l.read()
	if err != nil && (err != io.EOF || text == "") {
		return line{}, err
	}
	l.number++
	if l.number == 1 {
		text = strings.TrimPrefix(text, "\ufeff")
	}
	return line{l.number, text, cut}, nil
}

// longestEnd is the longest line end.
const longestEnd = "\r\n"

// read returns a line of any length, of which it keeps at most maxRow bytes. What is cut
// has no line end, even where the cut leaves a carriage return last.
func (l *lines) read() (text string, cut bool, err error) {
	part, err := l.from.ReadSlice('\n')
	if err == nil && len(part) <= l.maxRow { // nearly always: copied once
		return trimEnd(string(part)), false, nil
	}
	var long []byte
	whole := true
	for {
		rest := l.maxRow + len(longestEnd) - len(long)
		whole = whole && len(part) <= rest
		long = append(long, part[:min(rest, len(part))]...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			break
		}
		part, err = l.from.ReadSlice('\n')
	}
	text = string(long)
	if whole {
		text = trimEnd(text)
	}
	return text[:min(len(text), l.maxRow)], len(text) > l.maxRow, err
}

func trimEnd(s string) string {
	return strings.TrimSuffix(strings.TrimSuffix(s, "\n"), "\r")
}
