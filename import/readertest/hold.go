package readertest

import (
	"bytes"
	"io"
	"reflect"
	"testing"
	"testing/iotest"

	"immrecon/store/model"
)

// Hold reads an input, which may be anything, and checks what holds of every reader: each
// line is counted once, as kept, skipped or rejected, and under a number behind the one
// before; a rejected line has a reason; and the same comes out, error included, when the
// input comes byte by byte.
func Hold(t testing.TB, read func(io.Reader, model.RecordWriter) error, in []byte) (*Collected, error) {
	t.Helper()
	var whole, bitten Collected
	err := read(bytes.NewReader(in), &whole)
	if tally := whole.Tally; tally.Read != tally.Kept+tally.Skipped+tally.Duplicate+tally.Rejected {
		t.Errorf("lines are lost: %+v", tally)
	}
	if len(whole.stray) > 0 {
		t.Errorf("lines that come twice or go back: %d", whole.stray)
	}
	for _, r := range whole.Rejects {
		if r.Reason == "" || r.Line < 1 {
			t.Errorf("a line is rejected without its number or a reason: %+v", r)
		}
	}
	errBitten := read(iotest.OneByteReader(bytes.NewReader(in)), &bitten)
	if !reflect.DeepEqual(whole, bitten) || text(err) != text(errBitten) {
		t.Errorf("read at once it is\n%+v, %v\nbyte by byte\n%+v, %v", whole, err, bitten, errBitten)
	}
	return &whole, err
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
