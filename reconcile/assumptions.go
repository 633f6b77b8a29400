package reconcile

import (
	"maps"
	"slices"

	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/meter"
	"immrecon/reconcile/price"
	"immrecon/store/model"
)

// worth says by how much the expected amount would change if each assumption
// about what is charged were switched, so that a reader sees which matter.
func (m *month) worth() []model.Assumption {
	worth := m.usage.Worth()
	for n := range m.cases {
		c := &m.cases[n]
		if c.Currency != m.bill.Currency {
			continue // money of different currencies is never added
		}
		for _, u := range c.Usage {
			rule, counted := m.assumedFor(u)
			if rule == "" {
				continue
			}
			p, ok := m.cards.In(c.Currency).At(u.Item, u.Tier, u.Operation, u.Hour)
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
	var all []model.Assumption
	for _, rule := range slices.Sorted(maps.Keys(worth)) {
		m.rules.Use(rule)
		all = append(all, model.Assumption{Rule: rule, On: m.rules.On[rule], Worth: worth[rule]})
	}
	return all
}

// assumedFor returns the assumption that decides whether usage is charged, and
// whether it is counted as things stand; "" where the provider decides.
func (m *month) assumedFor(u diagnose.Usage) (rule string, counted bool) {
	if rule := meter.BillableRule(u.Item, u.Operation, meter.Class(u.Class)); m.rules.IsAssumed(rule) {
		return rule, u.Billable
	}
	return "", false
}
