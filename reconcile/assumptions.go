package reconcile

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/meter"
	"immrecon/reconcile/price"
	"immrecon/store"
)

// assumedOperations are the operations whose being charged at all is assumed,
// with the rule that assumes it.
var assumedOperations = map[string]string{
	"doc/preview": "doc_preview_is_one_call",
	"doc/edit":    "doc_edit_is_one_call",
}

// worth says by how much the expected amount would change if each assumption
// about what is charged were switched, so that a reader sees which matter.
func (w *walk) worth(cases []diagnose.Case) []store.Assumption {
	worth := map[string]decimal.Decimal{}
	for n := range cases {
		c := &cases[n]
		for _, u := range c.Usage {
			rule, counted := w.assumedFor(c.Item, u)
			if rule == "" {
				continue
			}
			p, ok := w.book.At(c.Item, c.Tier, u.Operation, u.Hour)
			if !ok {
				continue
			}
			amount := price.Amount(p, u.Quantity)
			if counted {
				amount = amount.Neg()
			}
			worth[rule] = worth[rule].Add(amount)
		}
	}
	var all []store.Assumption
	for _, rule := range slices.Sorted(maps.Keys(worth)) {
		w.rules.use(rule)
		all = append(all, store.Assumption{Rule: rule, On: w.rules.on[rule], Worth: worth[rule]})
	}
	return all
}

// assumedFor returns the assumption that decides whether usage is charged, and
// whether it is counted as things stand; "" where the provider decides.
func (w *walk) assumedFor(item string, u diagnose.Usage) (rule string, counted bool) {
	class := meter.Class(u.Class)
	if rule := assumedOperations[u.Operation]; rule != "" && class == meter.Completed {
		return rule, u.Billable
	}
	if rule := meter.BillableRule(item, class); class != meter.Completed && w.rules.basis[rule] == store.Assumed {
		return rule, u.Billable
	}
	return "", false
}
