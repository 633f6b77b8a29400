package diagnose

import (
	"fmt"

	"immrecon/reconcile/meter"
)

// callsForOpens: a project that pays by the opening was billed by its calls.
func callsForOpens(c *Case, _ *neighbours) (fit, bool) {
	return countedByTheOther(c, meter.TokenCalls,
		"%s openings, and %d calls were made%s: the project was created before 1 December 2023 and pays by the opening.")
}

// opensForCalls: a project that pays by the call was billed by its openings.
func opensForCalls(c *Case, _ *neighbours) (fit, bool) {
	return countedByTheOther(c, meter.Openings,
		"%s calls, and documents were opened %d times%s: the project was created on or after 1 December 2023 and pays by the call.")
}

// countedByTheOther fits where what was billed is what the project does not pay
// for, instead of what it pays for or on top of it.
func countedByTheOther(c *Case, class meter.Class, explanation string) (fit, bool) {
	quantity, records := c.total(class)
	how, onTop := "instead", ""
	switch {
	case quantity == 0:
		return fit{}, false
	case quantity == c.Billed.Quantity:
	case quantity == c.surplus():
		how, onTop = "on top", ", which make up the difference"
	default:
		return fit{}, false
	}
	usage, _ := meter.UsageOf(class)
	return fit{
		cause: usage.Cause, evidence: records + c.billable(), rules: usage.Rules,
		name:        fmt.Sprintf("the %s counted %s", counted(quantity, usage.One, usage.Many), how),
		explanation: fmt.Sprintf(explanation, c.compared(), quantity, onTop),
	}, true
}
