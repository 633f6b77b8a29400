package osslog

import "bytes"

// splitAroundRequestID splits a line whose referer or user agent holds quotes. The
// beginning of the line is read from the left, and the fields from the host name on
// are found by the one place where a request id and a flag stand next to each
// other. Between are referer and user agent; where one ends and the other begins
// cannot be told, and neither is used.
func (f *fields) splitAroundRequestID(line []byte) bool {
	*f = fields{}
	reached, rest := f.readRange(line, 0, fieldRequest)
	if reached < fieldRequest {
		return false
	}
	rest, ok := f.readRequest(rest)
	if !ok {
		return false
	}
	at := findRequestID(rest)
	if at < 0 || findRequestID(rest[at+1:]) >= 0 {
		return false
	}
	host := hostBefore(rest[:at])
	if host < 0 || !isQuotedPair(rest[:host]) {
		return false
	}
	reached, _ = f.readRange(rest[host:], fieldHost, fieldCount)
	return reached == fieldCount
}

// readRequest reads the request line, which ends at the first quote that the
// numbers follow, and those numbers.
func (f *fields) readRequest(line []byte) (rest []byte, ok bool) {
	if len(line) == 0 || line[0] != '"' {
		return nil, false
	}
	for end := 1; ; end++ {
		next := bytes.Index(line[end:], []byte(`" `))
		if next < 0 {
			return nil, false
		}
		end += next
		reached, rest := f.readRange(line[end+2:], fieldStatus, fieldReferer)
		if reached == fieldReferer {
			f[fieldRequest] = line[1:end]
			return rest, true
		}
	}
}

// hostBefore finds where the last quoted field of line, a host name followed by
// one blank, begins; -1 if there is none.
func hostBefore(line []byte) int {
	inside, ok := bytes.CutSuffix(line, []byte(`" `))
	if !ok {
		return -1
	}
	return bytes.LastIndexByte(inside, '"')
}

// isQuotedPair reports whether b can be two quoted fields and a blank.
func isQuotedPair(b []byte) bool {
	b, opened := bytes.CutPrefix(b, []byte(`"`))
	b, closed := bytes.CutSuffix(b, []byte(`" `))
	return opened && closed && bytes.Contains(b, []byte(`" "`))
}

// findRequestID finds the first place where a quoted request id, a quoted flag and
// the opening quote of another field follow each other, or returns -1. The flag
// is what is searched for: it is rarer than quotes are.
func findRequestID(line []byte) int {
	first := -1
	for _, flag := range flags {
		if at := requestIDBefore(line, flag); at >= 0 && (first < 0 || at < first) {
			first = at
		}
	}
	return first
}

// flags are what may stand between a request id and the field after the flag.
var flags = [][]byte{[]byte(`" "true" "`), []byte(`" "false" "`)}

// requestIDBefore finds the first flag in line with a quoted request id before it,
// and returns where that begins, or -1.
func requestIDBefore(line, flag []byte) int {
	for from := 0; ; {
		next := bytes.Index(line[from:], flag)
		if next < 0 {
			return -1
		}
		next += from
		at := next - requestIDLength - 1
		if at >= 0 && line[at] == '"' && every(line[at+1:next], &isHexDigit) {
			return at
		}
		from = next + 1
	}
}
