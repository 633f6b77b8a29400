package osslog

import (
	"bytes"
	"testing"
)

// FuzzSkim holds skim against split, which reads every line carefully.
func FuzzSkim(f *testing.F) {
	for _, line := range goldenLines(f) {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		var quick, careful fields
		if !quick.skim(line) {
			return
		}
		if reason := careful.split(line); reason != "" {
			t.Fatalf("%q is skimmed, but split says: %s", line, reason)
		}
		for i := range quick {
			if !bytes.Equal(quick[i], careful[i]) {
				t.Fatalf("field %d of %q is skimmed as %q, split says %q", i+1, line, quick[i], careful[i])
			}
		}
	})
}

// Every damage of one byte to a line that is skimmed is seen, or makes the same
// of it as split does.
func TestSkimDamagedLines(t *testing.T) {
	line := []byte(goldenLines(t)[11])
	var whole fields
	if !whole.skim(line) {
		t.Fatalf("%s: not skimmed", line)
	}
	var skimmed int
	for at := range line {
		for _, c := range []byte("\"\\ -]?0aZ\x00\xff") {
			damaged := bytes.Clone(line)
			damaged[at] = c
			var quick, careful fields
			if !quick.skim(damaged) {
				continue
			}
			skimmed++
			reason := careful.split(damaged)
			for i := range quick {
				if reason != "" || !bytes.Equal(quick[i], careful[i]) {
					t.Fatalf("%q is skimmed as %q, split says %q %s", damaged, quick[i], careful[i], reason)
				}
			}
		}
	}
	if skimmed == 0 {
		t.Error("no damaged line was skimmed: nothing was compared")
	}
}

// A second request id anywhere behind the fields is for the careful path.
func TestSkimLeavesSecondRequestIDs(t *testing.T) {
	line := goldenLines(t)[11]
	for length := range 60 {
		var f fields
		pad := bytes.Repeat([]byte("x"), length)
		if f.skim([]byte(line + ` "` + string(pad) + `" "65D0A1B2C3D4E5F601000009" "true" "x"`)) {
			t.Fatalf("with %d bytes before it, a second request id was skimmed over", length)
		}
		if !f.skim([]byte(line + ` "` + string(pad) + `" "65D0A1B2C3D4E5F60100000"`)) {
			t.Fatalf("with %d bytes before them, 23 digits passed for a request id", length)
		}
	}
}
