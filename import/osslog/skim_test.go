package osslog

import (
	"bytes"
	"testing"
)

// readFields are the fields that skim leaves.
var readFields = []int{
	fieldTime, fieldRequest, fieldStatus, fieldRequestTime, fieldHost, fieldRequestID,
	fieldOperation, fieldBucket, fieldObject, fieldErrorCode,
}

// agrees holds what s makes of a line against split, which reads every line
// carefully, and reports whether s skimmed it.
func agrees(t *testing.T, s *skimmer, line []byte) bool {
	t.Helper()
	var quick, careful fields
	received, ok := s.skim(line, &quick)
	if !ok {
		return false
	}
	if reason := careful.split(line); reason != "" {
		t.Fatalf("%q is skimmed, but split says: %s", line, reason)
	}
	for _, i := range readFields {
		if quick[i] == nil || !bytes.Equal(quick[i], careful[i]) {
			t.Fatalf("field %d of %q is skimmed as %q, split says %q", i+1, line, quick[i], careful[i])
		}
	}
	if at, ok := parseTime(careful[fieldTime]); !ok || !at.Equal(received) {
		t.Fatalf("the time of %q is skimmed as %s, it is %s", line, received, at)
	}
	return true
}

// FuzzSkim skims two lines one after the other: what is remembered of the first
// must not show in the second.
func FuzzSkim(f *testing.F) {
	lines := goldenLines(f)
	for n, line := range lines {
		f.Add([]byte(line), []byte(line))
		f.Add([]byte(lines[(n+1)%len(lines)]), []byte(line))
	}
	f.Fuzz(func(t *testing.T, before, line []byte) {
		var s skimmer
		agrees(t, &s, before)
		agrees(t, &s, line)
	})
}

// Every damage of one byte to a line that is skimmed is seen, or makes the same
// of it as split does, whether the whole line was skimmed before or not.
func TestSkimDamagedLines(t *testing.T) {
	line := []byte(goldenLines(t)[11])
	var remembers skimmer
	if !agrees(t, &remembers, line) {
		t.Fatalf("%s: not skimmed", line)
	}
	var skimmed int
	for at := range line {
		for _, c := range []byte("\"\\ -]?0aZ\x00\xff") {
			damaged := bytes.Clone(line)
			damaged[at] = c
			again := remembers
			if agrees(t, &skimmer{}, damaged) != agrees(t, &again, damaged) {
				t.Fatalf("whether %q is skimmed depends on the line before", damaged)
			}
			if agrees(t, &skimmer{}, damaged) {
				skimmed++
			}
		}
	}
	if skimmed == 0 {
		t.Error("no damaged line was skimmed: nothing was compared")
	}
}

// A line that ends early is for the careful path, wherever it ends.
func TestSkimLeavesShortLines(t *testing.T) {
	line := []byte(goldenLines(t)[11])
	for length := range line {
		agrees(t, &skimmer{}, line[:length])
	}
}

// A second request id anywhere behind the fields is for the careful path.
func TestSkimLeavesSecondRequestIDs(t *testing.T) {
	line := goldenLines(t)[11]
	for length := range 60 {
		var s skimmer
		var f fields
		pad := bytes.Repeat([]byte("x"), length)
		if _, ok := s.skim([]byte(line+` "`+string(pad)+`" "65D0A1B2C3D4E5F601000009" "true" "x"`), &f); ok {
			t.Fatalf("with %d bytes before it, a second request id was skimmed over", length)
		}
		if _, ok := s.skim([]byte(line+` "`+string(pad)+`" "65D0A1B2C3D4E5F60100000"`), &f); !ok {
			t.Fatalf("with %d bytes before them, 23 digits passed for a request id", length)
		}
	}
}
