package osslog

import (
	"bytes"
	"fmt"
)

// fields are the first fieldCount fields of a line, without quotes and brackets.
// They are slices of the line, not copies.
type fields [fieldCount][]byte

// splitCarefully splits any line. It returns "" or the reason why the line cannot
// be read.
//
// Lines are read strictly first: single blanks between the fields, quotes inside
// a quoted field escaped. The provider does not say whether it escapes them, so
// a line that does not fit is read once more around its request id. A line with
// two request ids, be it two lines run together or a user agent that imitates a
// log line, is left to people.
func (f *fields) splitCarefully(line []byte) (reason string) {
	reached, rest := f.readRange(line, 0, fieldCount)
	switch {
	case reached == fieldCount && findRequestID(rest) < 0:
		return ""
	case reached == fieldCount:
		return "holds a second request id: two lines run together, or a user agent with quotes"
	case f.splitAroundRequestID(line):
		return ""
	case len(rest) == 0:
		return fmt.Sprintf("line ends before field %d (%s); an access log line has at least %d",
			reached+1, layout[reached].name, fieldCount)
	}
	return mismatch(reached)
}

// readRange reads the fields from (included) to to (excluded) at the beginning of
// line. It returns the first field that did not fit, or to, and what is left there.
func (f *fields) readRange(line []byte, from, to int) (reached int, rest []byte) {
	for i := from; i < to; i++ {
		content, after, ok := layout[i].shape.read(line)
		if !ok {
			return i, line
		}
		f[i], line = content, after
	}
	return to, line
}

// read reads one field at the beginning of line, and the blank after it.
func (s *shape) read(line []byte) (content, rest []byte, ok bool) {
	var end int // behind the field
	if s.open == 0 || startsMissing(line) {
		if end = bytes.IndexByte(line, ' '); end < 0 {
			end = len(line)
		}
		content = line[:end]
	} else {
		if len(line) == 0 || line[0] != s.open {
			return nil, nil, false
		}
		length := closing(line[1:], s.close)
		if length < 0 {
			return nil, nil, false
		}
		content, end = line[1:1+length], length+2
	}
	if s.fits != nil && !s.fits(content) {
		return nil, nil, false
	}
	if end == len(line) {
		return content, nil, true
	}
	return content, line[end+1:], line[end] == ' '
}

// startsMissing reports whether line begins with a bare "-", which any field may
// be.
func startsMissing(line []byte) bool {
	return len(line) > 0 && line[0] == '-' && (len(line) == 1 || line[1] == ' ')
}

// closing finds the first mark in b that no backslash escapes, or -1.
func closing(b []byte, mark byte) int {
	next := bytes.IndexByte(b, mark)
	if next <= 0 || b[next-1] != '\\' {
		return next
	}
	return closingEscaped(b, mark)
}

// closingEscaped is closing for the few values that hold a backslash.
func closingEscaped(b []byte, mark byte) int {
	for from := 0; ; {
		next := bytes.IndexByte(b[from:], mark)
		if next < 0 {
			return -1
		}
		next += from
		backslashes := len(b[:next]) - len(bytes.TrimRight(b[:next], `\`))
		if backslashes%2 == 0 {
			return next
		}
		from = next + 1
	}
}

// value is a field as text, "" where it is missing.
func value(field []byte) string {
	if string(field) == missing {
		return ""
	}
	return string(field)
}
