package ingest

import (
	"maps"
	"slices"
	"testing"

	"immrecon/store/model"
)

func TestOwnHours(t *testing.T) {
	const h = 3600
	for name, test := range map[string]struct {
		source model.Source
		lines  map[int64]int64 // hour → lines
		own    []int64
	}{
		"by name":                     {model.Source{Period: 10 * h}, map[int64]int64{9 * h: 2, 10 * h: 1, 11 * h: 1}, []int64{10 * h}},
		"by name, with nothing of it": {model.Source{Period: 10 * h}, map[int64]int64{9 * h: 2}, nil},
		"a day under one hour's name": {model.Source{Period: 10 * h}, map[int64]int64{9 * h: 2, 10 * h: 50, 11 * h: 1, 12 * h: 40, 13 * h: 1}, []int64{10 * h, 12 * h, 13 * h}},
		"no name, one busy hour":      {model.Source{}, map[int64]int64{9 * h: 2, 10 * h: 50}, []int64{10 * h}},
		"no name, two hours alike":    {model.Source{}, map[int64]int64{9 * h: 20, 10 * h: 50}, []int64{9 * h, 10 * h}},
		"no name, a whole day":        {model.Source{}, map[int64]int64{1 * h: 1, 2 * h: 90, 3 * h: 1, 4 * h: 70}, []int64{1 * h, 2 * h, 3 * h, 4 * h}},
		"by name, and it breaks off":  {model.Source{Period: 10 * h, BreaksOff: true}, map[int64]int64{9 * h: 1, 10 * h: 5}, nil},
		"a day that breaks off":       {model.Source{BreaksOff: true}, map[int64]int64{1 * h: 9, 2 * h: 9, 3 * h: 9, 4 * h: 9}, []int64{1 * h, 2 * h, 3 * h}},
		"a log service has no strays": {model.Source{Kind: model.KindSLSLog}, map[int64]int64{9 * h: 1, 10 * h: 90}, []int64{9 * h, 10 * h}},
	} {
		t.Run(name, func(t *testing.T) {
			seen := map[bucketHour]int64{}
			for hour, n := range test.lines {
				seen[bucketHour{7, hour}] = n
			}
			var got []int64
			for k, own := range ownHours(seen, test.source) {
				if own {
					got = append(got, k.hour)
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, test.own) {
				t.Errorf("%v of %v are its own, want %v", got, slices.Sorted(maps.Keys(test.lines)), test.own)
			}
		})
	}
}
