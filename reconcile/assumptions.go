package reconcile

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/meter"
	"immrecon/reconcile/price"

	"immrecon/store/model"
)

// Switchable lists the assumptions that can be switched, by rule.
func Switchable() []string { return slices.Clone(switchable) }

// switchable are the assumptions that have another side which can be computed.
var switchable = append([]string{
	meter.RuleCharge4xx, meter.RuleChargeNotModified, priceUnchanged, meter.RuleGapUndecided, meter.RuleVideoFaces,
	meter.RuleDocumentPreview, meter.RuleDocumentEdit,
}, meter.Switchable...)

// priceUnchanged is the assumption that prices of which no change is published
// have always been the same.
const priceUnchanged = "price_before_change_unchanged"

// switched gives a charge as the run's assumptions have it, and notes what
// switching each of those behind it would change.
func (w *reconciler) switched(c *model.Call, charge meter.Charge) meter.Charge {
	result := charge
	for _, rule := range meter.Switchable {
		other, ok := meter.ChargeWithout(rule, c, charge)
		if !ok {
			continue
		}
		gain := w.cost(c, other).Sub(w.cost(c, charge))
		if !w.rules.on[rule] {
			result, gain = other, gain.Neg()
		}
		if w.within(c.At) && meter.Outcome(c.Status, c.ErrorCode) == meter.Completed {
			w.worthOf[rule] = w.worthOf[rule].Add(gain)
		}
	}
	return result
}

// cost is what a charge comes to at the price in force, zero without a price.
func (w *reconciler) cost(c *model.Call, charge meter.Charge) decimal.Decimal {
	p, ok := w.rateCard.At(charge.Item, charge.Tier, c.Operation, c.At)
	if !ok {
		return decimal.Zero
	}
	return price.Amount(p, charge.Quantity)
}

// worth says by how much the expected amount would change if each assumption
// about what is charged were switched, so that a reader sees which matter.
func (w *reconciler) worth(cases []diagnose.Case) []model.Assumption {
	worth := w.worthOf
	for n := range cases {
		c := &cases[n]
		for _, u := range c.Usage {
			rule, counted := w.assumedFor(u)
			if rule == "" {
				continue
			}
			p, ok := w.rateCard.At(u.Item, u.Tier, u.Operation, u.Hour)
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
		w.rules.use(rule)
		all = append(all, model.Assumption{Rule: rule, On: w.rules.on[rule], Worth: worth[rule]})
	}
	return all
}

// assumedFor returns the assumption that decides whether usage is charged, and
// whether it is counted as things stand; "" where the provider decides.
func (w *reconciler) assumedFor(u diagnose.Usage) (rule string, counted bool) {
	if rule := meter.BillableRule(u.Item, u.Operation, meter.Class(u.Class)); w.rules.basis[rule] == model.Assumed {
		return rule, u.Billable
	}
	return "", false
}
