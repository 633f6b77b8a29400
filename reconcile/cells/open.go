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
func (m *Comparison) decide(cases []diagnose.Case, differing []*diagnose.Case) {
	unknown := m.name(cases)
	x := indexOf(cases, slices.Concat(unknown, differing)...)
	for _, c := range unknown {
		for _, other := range x.inPeriod(c) {
			other.Elsewhere += c.Billed.Quantity
		}
	}
	for _, c := range differing {
		c.Assumed, c.Uncharged = m.restsOn(c), m.unchargedRules(c)
		c.Incomplete = m.bill.MayLackLines(&c.Cell)
		if m.rules.On[meter.RuleGapUndecided] {
			m.open(c, x)
			m.tolerances.tolerate(c)
		}
	}
}

// name marks the cases whose item or project nothing names, and lists those of
// unknown projects.
func (m *Comparison) name(cases []diagnose.Case) (unknown []*diagnose.Case) {
	for n := range cases {
		c := &cases[n]
		c.Nameless = c.Item != "" && c.Unit == "" && m.units[c.Item] == ""
		c.Unknown = len(c.Lines) > 0 && c.Project != "" && !m.bill.Known(c.Project)
		if c.Unknown {
			unknown = append(unknown, c)
		}
	}
	return unknown
}

// restsOn lists the assumptions that the charged usage of a cell rests on.
func (m *Comparison) restsOn(c *diagnose.Case) []string {
	var rules []string
	for _, u := range c.Usage {
		if !u.Billable {
			continue
		}
		behind := m.assumed(usage.Charged{Project: c.Project, Region: c.Region, Item: u.Item, Tier: u.Tier, Hour: u.Hour})
		for _, rule := range slices.Concat(behind, meter.AssumedRules(u.Operation, meter.Class(u.Class))) {
			if m.rules.IsAssumed(rule) && !slices.Contains(rules, rule) {
				rules = append(rules, rule)
			}
		}
	}
	return rules
}

// unchargedRules lists the rules by which records that may belong to a cell are not
// charged.
func (m *Comparison) unchargedRules(c *diagnose.Case) (rules []string) {
	for u := range m.uncharged.between(c.Cell, catalogue.ItemsOf(c.Item)) {
		if class, known := meter.UsageOf(u.Class); known && m.mayBeOf(u, c.Cell) {
			rules = append(rules, meter.UnchargedRules(c.Item, class)...)
		}
	}
	slices.Sort(rules)
	return slices.Compact(rules)
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
	for _, other := range x.otherTiers(c) {
		c.Open = append(c.Open, other.OpenUsage()...)
	}
	c.Open = append(c.Open, m.undecidedBeside(c)...)
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
// Those that stand in it as usage are not repeated here.
func (m *Comparison) unplacedIn(cell model.Cell) []diagnose.Open {
	var all unplacedSums
	for u := range m.unplaced.between(cell, catalogue.ItemsOf(cell.Item)) {
		if !u.Charged && m.mayBeOf(u, cell) {
			all.add(u, !oneUnit(cell.Unit))
		}
	}
	return all.open()
}

// undecidedBeside is the undecided usage of the items that usage of a cell may
// have been billed under instead. What stands in the cell too is not repeated.
func (m *Comparison) undecidedBeside(c *diagnose.Case) []diagnose.Open {
	var all unplacedSums
	for u := range m.unplaced.between(c.Cell, meter.Siblings(c.Item)) {
		if u.Charged && !slices.Contains(u.Items, c.Item) && m.mayBeOf(u, c.Cell) {
			all.add(u, false)
		}
	}
	return all.open()
}

// unplacedSums adds up records that cannot be placed, by what is said of them.
type unplacedSums struct {
	kinds []unplacedKind
	sums  map[unplacedKind]*diagnose.Open
}

type unplacedKind struct {
	reason             usage.Reason
	subject, operation string
}

func (s *unplacedSums) add(u *usage.Unplaced, unbounded bool) {
	k := unplacedKind{u.Reason, u.Subject, u.Operation}
	if s.sums[k] == nil {
		if s.sums == nil {
			s.sums = map[unplacedKind]*diagnose.Open{}
		}
		s.sums[k] = &diagnose.Open{Cause: model.UndecidedUsage}
		s.kinds = append(s.kinds, k)
	}
	sum := s.sums[k]
	sum.Records += u.Records
	sum.Quantity += u.Quantity
	sum.Unbounded = sum.Unbounded || u.Unbounded || unbounded
}

func (s *unplacedSums) open() []diagnose.Open {
	all := make([]diagnose.Open, len(s.kinds))
	for n, k := range s.kinds {
		all[n] = *s.sums[k]
		all[n].Why = unplacedWhy(k, all[n].Records)
	}
	return all
}

// between yields the records that may be charged under some items in the period of
// a cell, each once, whosever they are.
func (all unplaced) between(cell model.Cell, items []string) iter.Seq[*usage.Unplaced] {
	return func(yield func(*usage.Unplaced) bool) {
		seen := map[*usage.Unplaced]bool{}
		for _, item := range items {
			records := all[item]
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
	}
	return !u.IsLogged(m.table, cmp.Or(u.Project, cell.Project), cell.Item, min(cell.To, u.Until))
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
		Why: model.SaysOutside.With(records, cell.From)}}
}
