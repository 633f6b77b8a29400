package statement

import (
	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// ReachedBy reports whether two runs differ, and do so beyond the threshold: in a
// finding that says overcharged, by more than the earlier run said; or by so much
// money of one currency, of all findings that changed, whichever way.
func (t Threshold) ReachedBy(d *model.Diff) bool {
	switch {
	case d.Same():
		return false
	case t.Overcharged:
		return overchargedMore(d)
	case t.Least.IsPositive():
		for _, amount := range changed(d) {
			if amount.GreaterThanOrEqual(t.Least) {
				return true
			}
		}
		return false
	}
	return true
}

// overchargedMore reports whether a later run says more of a charge that is too much.
func overchargedMore(d *model.Diff) bool {
	for c := range d.Changes.All() {
		if amountOf(c.After, model.Overcharged).GreaterThan(amountOf(c.Before, model.Overcharged)) {
			return true
		}
	}
	return false
}

// changed sums by currency by how much findings changed.
func changed(d *model.Diff) map[string]decimal.Decimal {
	sums := map[string]decimal.Decimal{}
	for c := range d.Changes.All() {
		var before, after decimal.Decimal
		if c.Before != nil {
			before = c.Before.Difference.Amount
		}
		if c.After != nil {
			after = c.After.Difference.Amount
		}
		currency := c.Either().Currency
		sums[currency] = sums[currency].Add(after.Sub(before).Abs())
	}
	return sums
}

// amountOf is the money of a finding that has a verdict, else nothing.
func amountOf(f *model.Finding, verdict model.Verdict) decimal.Decimal {
	if f == nil || f.Verdict != verdict {
		return decimal.Zero
	}
	return f.Difference.Amount
}
