package reconcile

import (
	"slices"
	"testing"
)

// Periods in hours: each case is what lines print, and what counts of it.
func TestPeriodsOf(t *testing.T) {
	for name, c := range map[string]struct{ printed, want []span }{
		"none":               {nil, nil},
		"hours":              {[]span{{1, 2}, {0, 1}}, []span{{0, 1}, {1, 2}}},
		"one period twice":   {[]span{{0, 1}, {0, 1}}, []span{{0, 1}}},
		"hours within a day": {[]span{{3, 4}, {0, 24}, {23, 24}, {24, 25}}, []span{{0, 24}, {24, 25}}},
		"overlapping":        {[]span{{12, 36}, {0, 24}}, []span{{0, 24}, {12, 36}}},
	} {
		if got := periodsOf(slices.Clone(c.printed)); !slices.Equal(got, periods(c.want)) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// A time is in one period at most: where two overlap, in the earlier, so that
// no usage and no line counts twice.
func TestAroundIsOnePeriod(t *testing.T) {
	overlapping := periodsOf([]span{{0, 24}, {12, 36}, {48, 72}})
	for _, c := range []struct {
		at, want span
		found    bool
	}{
		{span{0, 1}, span{0, 24}, true},
		{span{12, 13}, span{0, 24}, true}, // in both
		{span{23, 24}, span{0, 24}, true},
		{span{24, 25}, span{12, 36}, true},
		{span{0, 24}, span{0, 24}, true},
		{span{12, 36}, span{12, 36}, true},
		{span{36, 37}, span{}, false}, // in neither
		{span{48, 72}, span{48, 72}, true},
		{span{71, 73}, span{}, false}, // runs out of the last
	} {
		if got, found := overlapping.around(c.at); got != c.want || found != c.found {
			t.Errorf("around %v: %v, %t; want %v, %t", c.at, got, found, c.want, c.found)
		}
	}
}
