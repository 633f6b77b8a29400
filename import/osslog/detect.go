package osslog

import "bytes"

// detectBytes is how much of a file Detect reads: some thirty lines, and one of
// nearly any length.
const detectBytes = 16 << 10

// Detect reports whether content that begins with head, a few KiB of it, is an
// access log. Half of the lines or more must begin as one does, up to the numbers
// after the request: those of a CSV or JSON file that quotes a log line and of the
// log of a web server do not.
func Detect(head []byte) bool {
	var matching, lines int
	head = head[:min(len(head), detectBytes)]
	for line := range bytes.Lines(bytes.TrimPrefix(head, byteOrderMark)) {
		line = bytes.Trim(line, " \t\r\n")
		if len(line) == 0 {
			continue
		}
		lines++
		if beginsLikeLog(line) {
			matching++
		}
	}
	return matching > 0 && 2*matching >= lines
}

// beginsLikeLog reports whether a line begins as an access log line does.
func beginsLikeLog(line []byte) bool {
	var f fields
	reached, rest := f.readRange(line, 0, fieldRequest)
	if reached < fieldRequest {
		return false
	}
	if _, ok := parseTime(f[fieldTime]); !ok {
		return false
	}
	rest, ok := f.readRequest(rest)
	return ok && (len(rest) == 0 || rest[0] == '"' || startsMissing(rest))
}
