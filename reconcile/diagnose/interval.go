package diagnose

import (
	"slices"

	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// Open is usage that may belong to a cell, or to one that its surplus may come
// from, and that nobody can decide on. It makes what is possible larger than
// what is proven.
type Open struct {
	Cause     model.Cause // UndecidedUsage, EvidenceGap or NoEvidenceSource
	Quantity  int64       // base units at most, where not Unbounded
	Unbounded bool
	Records   int64        // that it is of, 0 where they are missing
	Why       model.Saying // a clause that says what it is

	Missing // evidence, if it is that
}

// Missing is evidence that is missing: of a channel, its subject, and the time it
// would be of.
type Missing struct {
	Channel  model.Kind
	Subject  string
	From, To int64 // Unix seconds
	Hours    int   // that it lacks of them
}

// OpenUsage is the usage of a case that may be charged in its period, a piece for
// each class. A quantity of 0 is one that nobody knows.
func (c *Case) OpenUsage() []Open {
	var all []Open
	for _, class := range meter.Usages() {
		if !meter.IsOpen(class.Class) {
			continue
		}
		o := Open{Cause: class.Cause}
		for _, u := range c.Usage {
			if u.Class == string(class.Class) {
				o.Quantity += u.Quantity
				o.Records += u.Records
				o.Unbounded = o.Unbounded || u.Quantity == 0
			}
		}
		if o.Records > 0 {
			o.Why = model.SaysOpenUsage.With(counted(class, o.Records))
			all = append(all, o)
		}
	}
	return all
}

// slack is by how much what is possible exceeds what is proven, and whether
// nothing bounds it.
func (c *Case) slack() (quantity int64, unbounded bool) {
	for _, o := range c.Open {
		quantity += o.Quantity
		unbounded = unbounded || o.Unbounded
	}
	return quantity, unbounded
}

// excess is what a cell is billed beyond what is possible, and beyond what the user
// said that logs may lose of that: all that it can be accused of.
func (c *Case) excess() int64 {
	slack, unbounded := c.slack()
	if unbounded || c.Unknown {
		return 0
	}
	excess := c.surplus() - slack
	if excess <= max(0, c.Tolerance.Surplus) {
		return 0
	}
	return excess
}

// accounts reports whether a quantity is one that a cause may have: for a
// surplus it lies between what is billed beyond the possible and what is billed
// beyond the proven.
func (c *Case) accounts(quantity int64) bool {
	if surplus := c.surplus(); surplus <= 0 || c.excess() == 0 {
		return quantity == surplus
	}
	return c.excess() <= quantity && quantity <= c.surplus()
}

// undecided is the part of a surplus that may be right.
func (c *Case) undecided() int64 { return c.surplus() - c.excess() }

// openFit says why nobody can tell who is right about a part of a surplus: all
// reasons, those that leave any amount open first.
func (c *Case) openFit() fit {
	open := slices.Clone(c.Open)
	slices.SortStableFunc(open, func(a, b Open) int {
		switch {
		case a.Unbounded != b.Unbounded:
			return map[bool]int{true: -1, false: 1}[a.Unbounded]
		case a.Quantity > b.Quantity:
			return -1
		}
		return 0
	})
	f := fit{cause: model.UndecidedUsage, verdict: model.Unverifiable, evidence: c.records(), rules: []string{meter.RuleGapUndecided}}
	if len(open) > 0 && c.seen() < c.undecided() {
		f.cause = open[0].Cause
	}
	f.explanation = slices.Concat(c.compared(model.SaysUndecided, reasons(open)), c.missingHours())
	return f
}

// missingHours says of a longer period how much the hours without evidence would
// have had to hold, beside the busiest hour that has some.
func (c *Case) missingHours() model.Sayings {
	hours := 0
	for _, o := range c.Open {
		if o.Unbounded && o.From < c.To && o.To > c.From {
			hours = max(hours, o.Hours)
		}
	}
	known, busiest := map[int64]int64{}, int64(0)
	for _, u := range c.Usage {
		if u.Billable {
			known[u.Hour] += u.Quantity
			busiest = max(busiest, known[u.Hour])
		}
	}
	if hours == 0 || busiest == 0 || c.To-c.From <= model.Hour {
		return nil
	}
	return says(model.SaysUnknownHours.With(hours, c.undecided(), busiest))
}

// seen is how much the records come to that are at hand and cannot be decided.
func (c *Case) seen() (quantity int64) {
	for _, o := range c.Open {
		if o.Cause == model.UndecidedUsage && !o.Unbounded {
			quantity += o.Quantity
		}
	}
	return quantity
}

// reasons lists the first few of what leaves a quantity open.
func reasons(open []Open) model.Sayings {
	const shown = 3
	var all model.Sayings
	seen := map[string]bool{}
	for _, o := range open {
		if why := o.Why.Stored(); !seen[why] {
			seen[why] = true
			all = append(all, o.Why)
		}
	}
	if more := len(all) - shown; more > 0 {
		all = append(all[:shown], model.SaysMoreReasons.With(more))
	}
	return all
}
