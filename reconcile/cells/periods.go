package cells

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"immrecon/reconcile/bill"

	"immrecon/store/model"
)

// periods are those at which a project's use of an item is compared with the
// bill. None lies inside another, so that both their ends ascend.
type periods []model.Span

// periodsOf takes the periods of bill lines. One that lies inside a longer one
// counts to the longer.
func periodsOf(printed []model.Span) periods {
	slices.SortFunc(printed, func(a, b model.Span) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(b.To, a.To)) })
	var all periods
	reach := int64(math.MinInt64)
	for _, s := range printed {
		if s.To > reach {
			all, reach = append(all, s), s.To
		}
	}
	return all
}

// around finds the period that a time lies in.
func (p periods) around(s model.Span) (model.Span, bool) {
	n := sort.Search(len(p), func(n int) bool { return p[n].To >= s.To })
	if n < len(p) && p[n].From <= s.From {
		return p[n], true
	}
	return model.Span{}, false
}

// grainOf is how long a period is, as bills go.
func grainOf(s model.Span) model.Grain {
	switch length := s.To - s.From; {
	case length <= model.Hour:
		return model.GrainHour
	case length <= model.Day:
		return model.GrainDay
	}
	return model.GrainMonth
}

// usualGrain is the grain that most lines have: that of usage which no line
// covers.
func usualGrain(lines []bill.Line) model.Grain {
	number := map[model.Grain]int{}
	for _, l := range lines {
		number[grainOf(model.Span{From: l.From, To: l.To})]++
	}
	usual := model.GrainHour
	for _, grain := range []model.Grain{model.GrainMonth, model.GrainHour, model.GrainDay} {
		if number[grain] > 0 && number[grain] >= number[usual] {
			usual = grain
		}
	}
	return usual
}
