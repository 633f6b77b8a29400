package diagnose

import (
	"fmt"

	"immrecon/store/model"
)

// deductionPart notes what a resource plan or a free quota paid of the metered
// usage: it is charged to nobody, and was not forgotten.
func deductionPart(c *Case) Part {
	cause, payer := model.PlanDeduction, "a resource plan"
	if c.byQuota() {
		cause, payer = model.FreeQuota, "a free quota"
	}
	return Part{
		Cause: cause, Verdict: model.Note, Evidence: c.billable(), Difference: model.Measure{Amount: c.deductedAmount().Neg()},
		Explanation: fmt.Sprintf("Of %d metered, %s took %d, and %d were charged.", c.Billed.Quantity, payer, c.Deducted, c.charged()),
	}
}

// byQuota reports whether it was a free quota that all deductions of a case are
// from.
func (c *Case) byQuota() bool {
	for _, l := range c.Lines {
		if l.Deducted > 0 && l.Type != model.LineFreeQuota {
			return false
		}
	}
	return true
}
