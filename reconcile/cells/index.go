package cells

import (
	"slices"

	"immrecon/reconcile/diagnose"
	"immrecon/store/model"
)

// index finds cases by what their cell is for: those of the same item and period as
// some cases, or of a period beside theirs.
type index struct {
	cases   map[cellKey]*diagnose.Case
	periods map[cellKey][]*diagnose.Case // by key without project and tier
}

// itemPeriod is an item and the start of a period.
type itemPeriod struct {
	item string
	from int64
}

type cellKey struct {
	project, region, item, tier, currency string
	from, to                              int64
}

func indexOf(cases []diagnose.Case, some ...*diagnose.Case) *index {
	near := map[itemPeriod]bool{}
	for _, c := range some {
		for _, from := range []int64{2*c.From - c.To, c.From, c.To} {
			near[itemPeriod{c.Item, from}] = true
		}
	}
	x := &index{cases: map[cellKey]*diagnose.Case{}, periods: map[cellKey][]*diagnose.Case{}}
	for n := range cases {
		c := &cases[n]
		if !near[itemPeriod{c.Item, c.From}] {
			continue
		}
		x.cases[keyOf(c.Cell)] = c
		key := keyOf(c.Cell)
		key.project, key.tier, key.currency = "", "", ""
		x.periods[key] = append(x.periods[key], c)
	}
	return x
}

func keyOf(c model.Cell) cellKey {
	return cellKey{c.Project, c.Region, c.Item, c.Tier, c.Currency, c.From, c.To}
}

// inPeriod lists the other cells of an item, region and period that may be what
// an unknown project's lines are for.
func (x *index) inPeriod(c *diagnose.Case) []*diagnose.Case {
	key := keyOf(c.Cell)
	key.project, key.tier, key.currency = "", "", ""
	var all []*diagnose.Case
	for _, other := range x.periods[key] {
		if other != c && other.Project != "" {
			all = append(all, other)
		}
	}
	return all
}

// neighbour is a period beside a cell's, with the case of it, nil if neither bill
// nor usage made one.
type neighbour struct {
	Cell model.Cell
	Case *diagnose.Case
}

// neighbours are the periods before and after a cell.
func (x *index) neighbours(c *diagnose.Case) []neighbour {
	length := c.To - c.From
	var all []neighbour
	for _, from := range []int64{c.From - length, c.To} {
		cell := c.Cell
		cell.From, cell.To = from, from+length
		all = append(all, neighbour{cell, x.cases[keyOf(cell)]})
	}
	return all
}

// otherTiers are the cells of the same item and period in other price tiers: a
// record may not say its own.
func (x *index) otherTiers(c *diagnose.Case) []*diagnose.Case {
	key := keyOf(c.Cell)
	key.project, key.tier, key.currency = "", "", ""
	return slices.DeleteFunc(slices.Clone(x.periods[key]), func(o *diagnose.Case) bool { return o == c || o.Project != c.Project })
}
