package diagnose

import (
	"slices"

	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// unbilledUsage: usage with no bill line at all.
func unbilledUsage(c *Case, _ *cellIndex) (fit, bool) {
	if len(c.Lines) > 0 || c.Expected.Quantity == 0 {
		return fit{}, false
	}
	return fit{
		cause: model.UnbilledUsage, evidence: c.billable(), rules: []string{"logs_best_effort"},
		explanation: says(model.SaysUnbilled.With(c.Expected.Quantity)),
	}, true
}

// noUsage: a bill line with no usage that could be charged, although the
// evidence of the period is complete; nor do additions equal it (combination).
func noUsage(c *Case) (fit, bool) {
	if c.Expected.Quantity != 0 || c.surplus() <= 0 {
		return fit{}, false
	}
	seen := model.SaysNoUsage.With(c.Billed.Quantity)
	if n := c.records(); n > 0 {
		seen = model.SaysOnlyUncharged.With(c.Billed.Quantity, n)
	}
	return fit{
		cause: model.NoUsageEvidence, evidence: c.records(), rules: union([]string{"logs_best_effort"}, c.unchargedBy()),
		explanation: says(seen),
	}, true
}

// unchargedBy lists the rules by which usage of a case, or records that may be its
// own, are not charged: that a bill should not charge for it rests on them.
func (c *Case) unchargedBy() []string {
	rules := slices.Clone(c.Uncharged)
	for _, u := range c.Usage {
		if class, _ := meter.UsageOf(meter.Class(u.Class)); !u.Billable && class.Reading == meter.Addition {
			rules = union(rules, meter.UnchargedRules(u.Item, class))
		}
	}
	return rules
}

// countedTwice: a bill by the day or the month has summed its hours into one
// line, so that a repeated line can no longer be seen; that everything was
// counted twice can.
func countedTwice(c *Case, _ *cellIndex) (fit, bool) {
	if c.Expected.Quantity == 0 || !c.accounts(c.Expected.Quantity) || c.To-c.From <= model.Hour {
		return fit{}, false
	}
	return fit{
		cause: model.DuplicateBillLine, evidence: c.billable(), rules: []string{"one_bill_line_once"},
		name:        model.SaysOrCountedTwice.With(),
		explanation: c.compared(model.SaysCountedTwice),
	}, true
}
