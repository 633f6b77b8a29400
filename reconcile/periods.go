package reconcile

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"immrecon/store/model"
)

// span is a time, [from, to) in Unix seconds.
type span struct{ from, to int64 }

func (s span) compare(t span) int {
	return cmp.Or(cmp.Compare(s.from, t.from), cmp.Compare(s.to, t.to))
}

// periods are those at which a project's use of an item is compared with the
// bill. None lies inside another, so that both their ends ascend.
type periods []span

// periodsOf takes the periods of bill lines. One that lies inside a longer one
// counts to the longer.
func periodsOf(printed []span) periods {
	slices.SortFunc(printed, func(a, b span) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to)) })
	var all periods
	reach := int64(math.MinInt64)
	for _, s := range printed {
		if s.to > reach {
			all, reach = append(all, s), s.to
		}
	}
	return all
}

// around finds the period that a time lies in.
func (p periods) around(s span) (span, bool) {
	n := sort.Search(len(p), func(n int) bool { return p[n].to >= s.to })
	if n < len(p) && p[n].from <= s.from {
		return p[n], true
	}
	return span{}, false
}

// grainOf is how long a period is, as bills go.
func grainOf(s span) model.Grain {
	switch length := s.to - s.from; {
	case length <= hour:
		return model.GrainHour
	case length <= day:
		return model.GrainDay
	}
	return model.GrainMonth
}

// usualGrain is the grain that most lines have: that of usage which no line
// covers.
func usualGrain(lines []billedLine) model.Grain {
	number := map[model.Grain]int{}
	for _, l := range lines {
		number[grainOf(span{l.From, l.To})]++
	}
	usual := model.GrainHour
	for _, grain := range []model.Grain{model.GrainMonth, model.GrainHour, model.GrainDay} {
		if number[grain] > 0 && number[grain] >= number[usual] {
			usual = grain
		}
	}
	return usual
}

// day is the length of a day, in seconds.
const day = 24 * hour

// dayOf is the beginning of the day of the billing zone, UTC+8, that holds an
// instant.
func dayOf(at int64) int64 { return at - (at+8*hour)%day }
