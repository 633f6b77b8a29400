package osslog

import (
	"bytes"
	"testing"
)

// readFields are the fields that the fast parser leaves.
var readFields = []int{
	fieldTime, fieldRequest, fieldStatus, fieldRequestTime, fieldHost, fieldRequestID,
	fieldOperation, fieldBucket, fieldObject, fieldErrorCode,
}

// agrees compares what p makes of a line with splitCarefully, and reports whether
// the line was regular for p.
func agrees(t *testing.T, p *fastParser, line []byte) bool {
	t.Helper()
	var quick, careful fields
	received, ok := p.split(line, &quick)
	if !ok {
		return false
	}
	if reason := careful.splitCarefully(line); reason != "" {
		t.Fatalf("%q is regular, but splitCarefully says: %s", line, reason)
	}
	for _, i := range readFields {
		if quick[i] == nil || !bytes.Equal(quick[i], careful[i]) {
			t.Fatalf("field %d of %q is split as %q, splitCarefully says %q", i+1, line, quick[i], careful[i])
		}
	}
	if at, ok := parseTime(careful[fieldTime]); !ok || !at.Equal(received) {
		t.Fatalf("the time of %q is parsed as %s, it is %s", line, received, at)
	}
	return true
}

// FuzzFastParser splits two lines one after the other: what is remembered of the first
// must not show in the second.
func FuzzFastParser(f *testing.F) {
	lines := goldenLines(f)
	for n, line := range lines {
		f.Add([]byte(line), []byte(line))
		f.Add([]byte(lines[(n+1)%len(lines)]), []byte(line))
	}
	f.Fuzz(func(t *testing.T, before, line []byte) {
		var p fastParser
		agrees(t, &p, before)
		agrees(t, &p, line)
	})
}

// Every damage of one byte to a regular line is seen, or makes the same of it as
// splitCarefully does, whether the whole line was split before or not.
func TestFastParserOnDamagedLines(t *testing.T) {
	line := []byte(goldenLines(t)[11])
	var remembers fastParser
	if !agrees(t, &remembers, line) {
		t.Fatalf("%s: not regular", line)
	}
	var regular int
	for at := range line {
		for _, c := range []byte("\"\\ -]?0aZ\x00\xff") {
			damaged := bytes.Clone(line)
			damaged[at] = c
			again := remembers
			if agrees(t, &fastParser{}, damaged) != agrees(t, &again, damaged) {
				t.Fatalf("whether %q is regular depends on the line before", damaged)
			}
			if agrees(t, &fastParser{}, damaged) {
				regular++
			}
		}
	}
	if regular == 0 {
		t.Error("no damaged line was regular: nothing was compared")
	}
}

// A line that ends early is left to splitCarefully, wherever it ends.
func TestFastParserLeavesShortLines(t *testing.T) {
	line := []byte(goldenLines(t)[11])
	for length := range line {
		agrees(t, &fastParser{}, line[:length])
	}
}

// A second request id anywhere behind the fields is left to splitCarefully.
func TestFastParserLeavesSecondRequestIDs(t *testing.T) {
	line := goldenLines(t)[11]
	for length := range 60 {
		var p fastParser
		var f fields
		pad := bytes.Repeat([]byte("x"), length)
		if _, ok := p.split([]byte(line+` "`+string(pad)+`" "65D0A1B2C3D4E5F601000009" "true" "x"`), &f); ok {
			t.Fatalf("with %d bytes before it, a second request id was not seen", length)
		}
		if _, ok := p.split([]byte(line+` "`+string(pad)+`" "65D0A1B2C3D4E5F60100000"`), &f); !ok {
			t.Fatalf("with %d bytes before them, 23 digits passed for a request id", length)
		}
	}
}
