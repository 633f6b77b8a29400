package diagnose

import (
	"fmt"

	"immrecon/reconcile/meter"
)

// callsForOpens: a project that pays by the opening was billed by its calls.
func callsForOpens(c *Case, _ *cellIndex) (fit, bool) {
	return instead(c, meter.TokenCalls, -c.Expected.Quantity, "instead")
}

// opensForCalls: a project that pays by the call was billed by its openings.
func opensForCalls(c *Case, _ *cellIndex) (fit, bool) {
	return instead(c, meter.Openings, -c.Expected.Quantity, "instead")
}

// callsAndOpens: a project was billed by what it does not pay for, on top of
// what it pays for.
func callsAndOpens(c *Case, _ *cellIndex) (fit, bool) {
	for _, class := range []meter.Class{meter.TokenCalls, meter.Openings} {
		if f, ok := instead(c, class, 0, "on top"); ok {
			return f, true
		}
	}
	return fit{}, false
}

// webofficeUsage says what was seen that a project does not pay for, and why.
var webofficeUsage = map[meter.Class]string{
	meter.TokenCalls: "%s openings, and %d calls were made: the project was created before 1 December 2023 and pays by the opening.",
	meter.Openings:   "%s calls, and documents were opened %d times: the project was created on or after 1 December 2023 and pays by the call.",
}

// instead fits where what a project does not pay for, with what its counting
// otherwise changes, accounts for the difference.
func instead(c *Case, class meter.Class, change int64, how string) (fit, bool) {
	total, records := c.total(class)
	if total == 0 || !c.accounts(total+change) {
		return fit{}, false
	}
	usage, _ := meter.UsageOf(class)
	return fit{
		cause: usage.Cause, evidence: records + c.billable(), rules: usage.Rules,
		name:        fmt.Sprintf("the %s counted %s", counted(total, usage.One, usage.Many), how),
		explanation: fmt.Sprintf(webofficeUsage[class], c.compared(), total),
	}, true
}
