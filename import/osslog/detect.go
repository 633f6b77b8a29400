package osslog

import "bytes"

// looked is how much of a file Detect looks at, in bytes: some thirty lines, and
// one of nearly any length.
const looked = 16 << 10

// Detect reports whether content that begins with head, a few KiB of it, is an
// access log. Most of the lines have to begin as one does, up to the numbers
// after the request: neither a CSV or JSON file that quotes a log line nor the
// log of a web server does.
func Detect(head []byte) bool {
	var alike, lines int
	head = head[:min(len(head), looked)]
	for line := range bytes.Lines(bytes.TrimPrefix(head, byteOrderMark)) {
		line = bytes.Trim(line, " \t\r\n")
		if len(line) == 0 {
			continue
		}
		lines++
		if beginsAlike(line) {
			alike++
		}
	}
	return alike > 0 && 2*alike >= lines
}

// beginsAlike reports whether a line begins as an access log line does.
func beginsAlike(line []byte) bool {
	var f fields
	reached, rest := f.fit(line, 0, fieldRequest)
	if reached < fieldRequest {
		return false
	}
	if _, ok := parseTime(f[fieldTime]); !ok {
		return false
	}
	rest, ok := f.fitRequest(rest)
	return ok && (len(rest) == 0 || rest[0] == '"' || isMissing(rest))
}
