package cells

import (
	"cmp"
	"slices"

	"immrecon/reconcile/diagnose"
	"immrecon/store/model"
)

// layOut makes the cells of all series, each at the bill's own grain, numbered
// from 1. The tiers of an item have their periods in common.
func (m *Comparison) layOut(all []series) []diagnose.Case {
	cases := make([]diagnose.Case, 0, len(m.bill.Lines)+len(m.bill.Lines)/8) // most lines are a cell of their own
	usual := usualGrain(m.bill.Lines)
	for len(all) > 0 {
		item := all[0].Subject
		n := slices.IndexFunc(all, func(s series) bool {
			return s.Project != item.Project || s.Region != item.Region || s.Item != item.Item
		})
		if n < 0 {
			n = len(all)
		}
		var printed []model.Span
		for _, s := range all[:n] {
			for _, l := range s.lines {
				printed = append(printed, model.Span{From: l.From, To: l.To})
			}
		}
		c := calendar{periodsOf(printed), usual, m.span}
		for _, s := range all[:n] {
			cases = s.cells(cases, c)
		}
		all = all[n:]
	}
	return cases
}

// calendar says which period an hour of usage belongs to.
type calendar struct {
	periods
	usual model.Grain // of hours that no period covers
	whole model.Span  // what is reconciled
}

func (c calendar) of(at int64) model.Span {
	if p, ok := c.around(model.Span{From: at, To: at + 1}); ok {
		return p
	}
	switch c.usual {
	case model.GrainHour:
		return model.Span{From: at, To: at + model.Hour}
	case model.GrainDay:
		return model.Span{From: model.DayOf(at), To: model.DayOf(at) + model.Day}
	}
	return c.whole
}

// cells appends a case for each period of the series that has usage or lines.
func (s *series) cells(cases []diagnose.Case, c calendar) []diagnose.Case {
	type entry struct {
		model.Span
		n int // of the usage, or beyond it of the lines
	}
	if s.Item == "" { // usage of several items, each by its hours
		slices.SortStableFunc(s.usage, func(a, b diagnose.Usage) int {
			return cmp.Or(cmp.Compare(a.Item, b.Item), cmp.Compare(a.Tier, b.Tier))
		})
	}
	entries := make([]entry, 0, len(s.usage)+len(s.lines))
	for n, u := range s.usage {
		entries = append(entries, entry{c.of(u.Hour), n})
	}
	for n, l := range s.lines {
		p, _ := c.around(model.Span{From: l.From, To: l.To})
		entries = append(entries, entry{p, len(s.usage) + n})
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return a.Compare(b.Span) })
	usage, lines := make([]diagnose.Usage, 0, len(s.usage)), make([]*diagnose.Line, 0, len(s.lines))
	for n, e := range entries {
		if n == 0 || e.Span != entries[n-1].Span {
			cases = append(cases, diagnose.Case{Cell: s.cell(int64(len(cases)+1), e.Span)})
		}
		at := &cases[len(cases)-1]
		if e.n < len(s.usage) {
			usage = append(usage, s.usage[e.n])
			at.Usage = usage[len(usage)-1-len(at.Usage):]
		} else {
			lines = append(lines, s.lines[e.n-len(s.usage)])
			at.Lines = lines[len(lines)-1-len(at.Lines):]
		}
	}
	return cases
}

func (s *series) cell(id int64, p model.Span) model.Cell {
	return model.Cell{ID: id, Project: s.Project, Region: s.Region, Item: s.Item, Tier: s.Tier, From: p.From, To: p.To, Unit: s.unit}
}
