package diagnose

import (
	"fmt"

	"immrecon/store"
)

// unbilledUsage: usage with no bill line at all.
func unbilledUsage(c *Case, _ *neighbours) (fit, bool) {
	if len(c.Lines) > 0 || c.Expected.Quantity == 0 {
		return fit{}, false
	}
	return fit{
		cause: store.UnbilledUsage, evidence: c.billable(), rules: []string{"logs_best_effort"},
		explanation: fmt.Sprintf("The evidence shows %d, and the bill has no line for it.", c.Expected.Quantity),
	}, true
}

// noUsage: a bill line with no usage of any kind, although the evidence of the
// period is complete.
func noUsage(c *Case, _ *neighbours) (fit, bool) {
	if c.Expected.Quantity != 0 || c.records() > 0 || c.surplus() <= 0 {
		return fit{}, false
	}
	return fit{
		cause: store.NoUsageEvidence, rules: []string{"logs_best_effort"},
		explanation: fmt.Sprintf("Billed %d, and the evidence, which is complete for the period, shows no such usage, not even one that failed.", c.Billed.Quantity),
	}, true
}
