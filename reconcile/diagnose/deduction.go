package diagnose

import "immrecon/store/model"

// deductionPart notes what a resource plan or a free quota paid of the metered
// usage: it is charged to nobody, and was not forgotten.
func deductionPart(c *Case) Part {
	cause, code := model.PlanDeduction, model.SaysPlanDeducted
	if c.byQuota() {
		cause, code = model.FreeQuota, model.SaysQuotaDeducted
	}
	return Part{
		Cause: cause, Verdict: model.Note, Evidence: c.billable(), Difference: model.Measure{Amount: c.deductedAmount().Neg()},
		Explanation: says(code.With(c.Billed.Quantity, c.Deducted, c.charged())),
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
