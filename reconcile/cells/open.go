package cells

import (
	"cmp"
	"iter"
	"slices"

	"immrecon/migrations/catalogue"
	"immrecon/reconcile/coverage"
	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/meter"
	"immrecon/reconcile/usage"
	"immrecon/store/model"
)

// decide works out what is possible of the cells that differ, beside what is
// proven, and how sure it is.
func (m *Comparison) decide(cases []diagnose.Case) {
	x := indexOf(cases)
	for n := range cases {
		c := &cases[n]
		c.Unknown = len(c.Lines) > 0 && c.Project != "" && !m.bill.Known(c.Project)
		if c.Unknown {
			for _, other := range x.inPeriod(c) {
				other.Elsewhere += c.Billed.Quantity
			}
		}
	}
	for n := range cases {
		c := &cases[n]
		if !c.Agrees() {
			c.Assumed = m.restsOn(c)
			c.Incomplete = m.bill.MayLackLines(&c.Cell)
		}
		c.Nameless = c.Item != "" && c.Unit == "" && m.units[c.Item] == ""
	}
	if !m.rules.On[meter.RuleGapUndecided] {
		return
	}
	for n := range cases {
		if c := &cases[n]; !c.Agrees() {
			m.open(c, x)
			m.tolerances.tolerate(c)
		}
	}
}

// restsOn lists the assumptions that the charged usage of a cell rests on.
func (m *Comparison) restsOn(c *diagnose.Case) []string {
	var rules []string
	for _, u := range c.Usage {
		if !u.Billable {
			continue
		}
		behind := m.assumed(usage.Charged{Project: c.Project, Region: c.Region, Item: u.Item, Tier: u.Tier, Hour: u.Hour})
		if rule := meter.AssumedRule(u.Operation, meter.Class(u.Class)); rule != "" && m.rules.IsAssumed(rule) {
			behind = append(slices.Clip(behind), rule)
		}
		for _, rule := range behind {
			if !slices.Contains(rules, rule) {
				rules = append(rules, rule)
			}
		}
	}
	return rules
}

// open notes what may belong to a cell, or to one that its surplus may come
// from: of the periods beside it, and of other tiers and ways of charging.
func (m *Comparison) open(c *diagnose.Case, x *index) {
	gaps, weakest := m.table.Of(c.Cell)
	c.Open = slices.Concat(gapsOpen(gaps), m.unplacedIn(withNeighbours(c.Cell)), c.OpenUsage())
	for _, beside := range x.neighbours(c) {
		if beside.Case != nil {
			c.Open = append(c.Open, beside.Case.OpenUsage()...)
		}
		c.Open = append(c.Open, m.outside(beside.Cell)...)
	}
	for _, other := range x.siblings(c) {
		c.Open = append(c.Open, other.OpenUsage()...)
	}
	if m.table.OthersMayLack(c.Cell) {
		weakest = min(weakest, coverage.Presumed)
	}
	c.Completeness = weakest.Completeness()
}

// withNeighbours is a cell of three periods: its own and those beside it.
func withNeighbours(cell model.Cell) model.Cell {
	length := cell.To - cell.From
	cell.From, cell.To = cell.From-length, cell.To+length
	return cell
}

// unplacedIn is what of the records that cannot be placed may belong to a cell.
func (m *Comparison) unplacedIn(cell model.Cell) []diagnose.Open {
	type kind struct {
		reason             usage.Reason
		subject, operation string
	}
	sums := map[kind]*diagnose.Open{}
	var kinds []kind
	for u := range m.unplacedBetween(cell) {
		if !m.mayBeOf(u, cell) {
			continue
		}
		k := kind{u.Reason, u.Subject, u.Operation}
		if sums[k] == nil {
			sums[k] = &diagnose.Open{Cause: model.UndecidedUsage}
			kinds = append(kinds, k)
		}
		sums[k].Records += u.Records
		sums[k].Quantity += u.Quantity
		sums[k].Unbounded = sums[k].Unbounded || u.Unbounded || !oneUnit(cell.Unit)
	}
	all := make([]diagnose.Open, len(kinds))
	for n, k := range kinds {
		all[n] = *sums[k]
		all[n].Why = unplacedWhy(k.reason, k.subject, k.operation, all[n].Records)
	}
	return all
}

// unplacedBetween yields the records that may be charged in the period of a cell,
// each once, whosever they are.
func (m *Comparison) unplacedBetween(cell model.Cell) iter.Seq[*usage.Unplaced] {
	return func(yield func(*usage.Unplaced) bool) {
		seen := map[*usage.Unplaced]bool{}
		for _, item := range catalogue.ItemsOf(cell.Item) {
			records := m.unplaced[item]
			first, _ := slices.BinarySearchFunc(records, cell.From-model.Day, func(u *usage.Unplaced, at int64) int { return cmp.Compare(u.Hour, at) })
			for _, u := range records[first:] {
				if u.Hour >= cell.To {
					break
				}
				if u.Until <= cell.From || seen[u] {
					continue
				}
				seen[u] = true
				if !yield(u) {
					return
				}
			}
		}
	}
}

// oneUnit reports whether a record is at most one of a unit.
func oneUnit(unit string) bool { return unit == meter.UnitCall || unit == "" }

// mayBeOf reports whether a record may belong to a cell of its item: whose
// project it is may not be known, and a job adds nothing where the call log is
// known to have it.
func (m *Comparison) mayBeOf(u *usage.Unplaced, cell model.Cell) bool {
	switch {
	case u.Region != "" && cell.Region != "" && u.Region != cell.Region:
		return false
	case u.Project != "" && cell.Project != "" && u.Project != cell.Project:
		return false
	case u.Reason == usage.UnfinishedTask && u.Project != "":
		return !m.table.CallsCertain(u.Project, []string{u.Operation}, u.Hour, u.Until)
	case u.Reason == usage.OpaqueJob || u.Reason == usage.JobFacts:
		return cell.Project == "" || !m.table.CallsCertain(cell.Project, m.table.JobsOf(cell.Item), u.Hour, min(cell.To, u.Until))
	}
	return true
}

// outside is what is at hand of a period beyond what is compared: its usage may
// have been booked here.
func (m *Comparison) outside(cell model.Cell) []diagnose.Open {
	if m.span.Contains(cell.From) && m.span.Contains(cell.To-1) {
		return nil
	}
	records := m.table.RecordsOf(cell)
	if records == 0 {
		return nil
	}
	return []diagnose.Open{{Cause: model.UndecidedUsage, Quantity: records, Unbounded: !oneUnit(cell.Unit), Records: records,
		Why: outsideWhy(cell, records)}}
}
