package diagnose

import (
	"github.com/shopspring/decimal"

	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// otherRounding: what was billed is what another rounding of the same jobs
// gives.
func otherRounding(c *Case, _ *cellIndex) (fit, bool) {
	duration, records := c.total(meter.Duration)
	for _, class := range meter.Usages() {
		if class.Reading != meter.Total || class.Cause != model.RoundingRule {
			continue
		}
		if quantity, _ := c.total(class.Class); records > 0 && quantity != c.Expected.Quantity && c.accounts(quantity-c.Expected.Quantity) {
			return rounded(c, records, way(class)), true
		}
	}
	for _, sum := range []int64{meter.SecondsUp(duration), meter.SecondsDown(duration), meter.SecondsNearest(duration)} {
		if records > 1 && sum != c.Expected.Quantity && c.accounts(sum-c.Expected.Quantity) {
			return rounded(c, records, model.SaysWayRoundedOnce.With()), true
		}
	}
	return fit{}, false
}

func rounded(c *Case, records int64, how model.Saying) fit {
	return fit{
		cause: model.RoundingRule, evidence: records, rules: []string{meter.RuleVideoRoundedUp},
		name: model.SaysOrRounded.With(), explanation: c.compared(model.SaysRounded, how),
	}
}

// partsOfSeconds: the amount follows from a usage with parts of a unit, which
// is not rounded at all.
func partsOfSeconds(c *Case) (fit, bool) {
	var exact decimal.Decimal
	parts := false
	for _, l := range c.Lines {
		usage := l.Usage.Decimal.Mul(decimal.NewFromInt(l.Factor()))
		parts = parts || !usage.IsInteger()
		exact = exact.Add(usage)
	}
	if !parts || c.Unit != meter.UnitSecond || c.Price.Per != 1 || !c.sameAmount(c.Billed.Amount, exact.Mul(c.Price.Amount)) {
		return fit{}, false
	}
	_, records := c.total(meter.Duration)
	return rounded(c, records, model.SaysWayNotRounded.With()), true
}
