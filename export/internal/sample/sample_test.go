package sample

import (
	"testing"

	"github.com/shopspring/decimal"
)

// TestStatementAddsUp holds the sample to the identity every report obeys, so
// that a test of an exporter may rely on it.
func TestStatementAddsUp(t *testing.T) {
	r := Report()
	s := &r.Statement
	var billed, expected decimal.Decimal
	for c := range r.Cells {
		billed, expected = billed.Add(c.Billed.Amount), expected.Add(c.Expected.Amount)
	}
	parts := s.Tolerated.Add(s.Unverifiable).Add(s.Unexplained)
	for _, e := range s.Explained {
		parts = parts.Add(e.Amount)
	}
	for name, pair := range map[string][2]decimal.Decimal{
		"billed":     {s.Billed, billed},
		"expected":   {s.Expected, expected},
		"difference": {s.Difference, s.Billed.Sub(s.Expected)},
		"parts":      {s.Difference, parts},
	} {
		if !pair[0].Equal(pair[1]) {
			t.Errorf("%s: the statement says %s, the rows %s", name, pair[0], pair[1])
		}
	}
	for _, source := range r.Sources {
		if t1 := source.Tally; t1.Read != t1.Kept+t1.Skipped+t1.Duplicate+t1.Rejected {
			t.Errorf("%s: lines lost: %+v", source.Name, t1)
		}
	}
}
