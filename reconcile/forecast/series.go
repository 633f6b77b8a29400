package forecast

import (
	"immrecon/reconcile/diagnose"
	"immrecon/store/model"
)

// series is the charged usage of one place and tier, by day.
type series struct {
	place
	tier, unit string
	days       map[int64]*daily
	total      model.Measure
	unpriced   bool
}

// daily is what a series comes to on a day.
type daily struct {
	model.Measure
	operations map[string]int64 // quantity by what was asked for, on which a price may hang
}

// seriesOf gathers the cells that have charged usage, in their order.
func seriesOf(cases []diagnose.Case) (all []*series) {
	type key struct {
		place
		tier string
	}
	at := map[key]*series{}
	for n := range cases {
		c := &cases[n]
		if c.Expected.Quantity == 0 {
			continue
		}
		k := key{place{c.Project, c.Region, c.Item}, c.Tier}
		s := at[k]
		if s == nil {
			s = &series{place: k.place, tier: c.Tier, unit: c.Unit, days: map[int64]*daily{}}
			at[k], all = s, append(all, s)
		}
		s.add(c)
	}
	return all
}

func (s *series) add(c *diagnose.Case) {
	from := model.DayOf(c.From)
	d := s.days[from]
	if d == nil {
		d = &daily{operations: map[string]int64{}}
		s.days[from] = d
	}
	d.Measure, s.total = d.Plus(c.Expected), s.total.Plus(c.Expected)
	s.unpriced = s.unpriced || c.Unpriced
	for _, u := range c.Usage {
		if u.Billable {
			d.operations[u.Operation] += u.Quantity
		}
	}
}

// on is what a series comes to on a day.
func (s *series) on(from int64) daily {
	if d := s.days[from]; d != nil {
		return *d
	}
	return daily{}
}
