package diagnose

import (
	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// callsForOpens: a project that pays by the opening was billed by its calls.
func callsForOpens(c *Case, _ *cellIndex) (fit, bool) {
	return instead(c, meter.TokenCalls, -c.Expected.Quantity, model.SaysOrInstead)
}

// opensForCalls: a project that pays by the call was billed by its openings.
func opensForCalls(c *Case, _ *cellIndex) (fit, bool) {
	return instead(c, meter.Openings, -c.Expected.Quantity, model.SaysOrInstead)
}

// callsAndOpens: a project was billed by what it does not pay for, on top of
// what it pays for.
func callsAndOpens(c *Case, _ *cellIndex) (fit, bool) {
	for _, class := range []meter.Class{meter.TokenCalls, meter.Openings} {
		if f, ok := instead(c, class, 0, model.SaysOrOnTop); ok {
			return f, true
		}
	}
	return fit{}, false
}

// webofficeUsage says what was seen that a project does not pay for, and why.
var webofficeUsage = map[meter.Class]model.SayingCode{
	meter.TokenCalls: model.SaysCallsForOpenings,
	meter.Openings:   model.SaysOpeningsForCalls,
}

// instead fits where what a project does not pay for, with what its counting
// otherwise changes, accounts for the difference.
func instead(c *Case, class meter.Class, change int64, how model.SayingCode) (fit, bool) {
	total, records := c.total(class)
	if total == 0 || !c.accounts(total+change) {
		return fit{}, false
	}
	usage, _ := meter.UsageOf(class)
	return fit{
		cause: usage.Cause, evidence: records + c.billable(), rules: usage.Rules,
		name: how.With(counted(usage, total)), explanation: c.compared(webofficeUsage[class], total),
	}, true
}
