package cells

import (
	"slices"
	"testing"

	"immrecon/store/model"
)

// Periods in hours: each case is what lines print, and what counts of it.
func TestPeriodsOf(t *testing.T) {
	for name, c := range map[string]struct{ printed, want []model.Span }{
		"none":               {nil, nil},
		"hours":              {spans(1, 2, 0, 1), spans(0, 1, 1, 2)},
		"one period twice":   {spans(0, 1, 0, 1), spans(0, 1)},
		"hours within a day": {spans(3, 4, 0, 24, 23, 24, 24, 25), spans(0, 24, 24, 25)},
		"overlapping":        {spans(12, 36, 0, 24), spans(0, 24, 12, 36)},
	} {
		if got := periodsOf(slices.Clone(c.printed)); !slices.Equal(got, periods(c.want)) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// A time is in one period at most: where two overlap, in the earlier, so that
// no usage and no line counts twice.
func TestAroundIsOnePeriod(t *testing.T) {
	overlapping := periodsOf(spans(0, 24, 12, 36, 48, 72))
	for _, c := range []struct {
		at, want model.Span
		found    bool
	}{
		{between(0, 1), between(0, 24), true},
		{between(12, 13), between(0, 24), true}, // in both
		{between(23, 24), between(0, 24), true},
		{between(24, 25), between(12, 36), true},
		{between(0, 24), between(0, 24), true},
		{between(12, 36), between(12, 36), true},
		{between(36, 37), model.Span{}, false}, // in neither
		{between(48, 72), between(48, 72), true},
		{between(71, 73), model.Span{}, false}, // runs out of the last
	} {
		if got, found := overlapping.around(c.at); got != c.want || found != c.found {
			t.Errorf("around %v: %v, %t; want %v, %t", c.at, got, found, c.want, c.found)
		}
	}
}

func between(from, to int64) model.Span { return model.Span{From: from, To: to} }

// spans makes spans of their ends in turn.
func spans(ends ...int64) []model.Span {
	var all []model.Span
	for n := 0; n < len(ends); n += 2 {
		all = append(all, between(ends[n], ends[n+1]))
	}
	return all
}
