package diagnose

import (
	"fmt"

	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// callsForOpens: a project that pays by the opening was billed by its calls.
func callsForOpens(c *Case, _ *neighbours) (fit, bool) {
	return instead(c, meter.TokenCalls, model.WebofficeCallsForOpens,
		"%s openings, and %d calls were made: the project was created before 1 December 2023 and pays by the opening.", meter.RuleWebofficeOpenings)
}

// opensForCalls: a project that pays by the call was billed by its openings.
func opensForCalls(c *Case, _ *neighbours) (fit, bool) {
	return instead(c, meter.Openings, model.WebofficeOpensForCalls,
		"%s calls, and documents were opened %d times: the project was created on or after 1 December 2023 and pays by the call.", meter.RuleWebofficeCalls)
}

// instead fits where what was billed is what another way of counting gives.
func instead(c *Case, class meter.Class, cause model.Cause, explanation, rule string) (fit, bool) {
	quantity, records := c.total(class)
	if quantity == 0 || quantity != c.Billed.Quantity {
		return fit{}, false
	}
	return fit{
		cause: cause, evidence: records + c.billable(), rules: []string{rule},
		name:        fmt.Sprintf("the %d %s counted instead", quantity, class),
		explanation: fmt.Sprintf(explanation, c.compared(), quantity),
	}, true
}
