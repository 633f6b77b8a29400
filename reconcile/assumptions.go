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

// assumedOperations are the operations whose being charged at all is assumed,
// with the rule that assumes it.
var assumedOperations = map[string]string{
	"doc/preview": "doc_preview_is_one_call",
	"doc/edit":    "doc_edit_is_one_call",
}

// switchable are the assumptions that have another side which can be computed.
var switchable = append([]string{
	meter.RuleCharge4xx, meter.RuleChargeNotModified, priceUnchanged, gapsUndecided, videoFaces,
	"doc_preview_is_one_call", "doc_edit_is_one_call",
}, meter.Switchable...)

// Assumptions that are switched where the walk meets them.
const (
	priceUnchanged = "price_before_change_unchanged"
	gapsUndecided  = "evidence_gap_unverifiable"
	videoFaces     = "index_operator_video_faces"
)

// switched gives a charge as the run's assumptions have it, and notes what
// switching each of those behind it would change.
func (w *walk) switched(c *model.Call, charge meter.Charge) meter.Charge {
	result := charge
	for _, rule := range meter.Switchable {
		other, ok := meter.Without(rule, c, charge)
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
func (w *walk) cost(c *model.Call, charge meter.Charge) decimal.Decimal {
	p, ok := w.book.At(charge.Item, charge.Tier, c.Operation, c.At)
	if !ok {
		return decimal.Zero
	}
	return price.Amount(p, charge.Quantity)
}

// worth says by how much the expected amount would change if each assumption
// about what is charged were switched, so that a reader sees which matter.
func (w *walk) worth(cases []diagnose.Case) []model.Assumption {
	worth := w.worthOf
	for n := range cases {
		c := &cases[n]
		for _, u := range c.Usage {
			rule, counted := w.assumedFor(u)
			if rule == "" {
				continue
			}
			p, ok := w.book.At(u.Item, u.Tier, u.Operation, u.Hour)
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
func (w *walk) assumedFor(u diagnose.Usage) (rule string, counted bool) {
	class := meter.Class(u.Class)
	if rule := assumedOperations[u.Operation]; rule != "" && class == meter.Completed {
		return rule, u.Billable
	}
	if u.Class == videoFaces {
		return videoFaces, u.Billable
	}
	if rule := meter.BillableRule(u.Item, class); class != meter.Completed && w.rules.basis[rule] == model.Assumed {
		return rule, u.Billable
	}
	return "", false
}
