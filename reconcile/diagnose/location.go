package diagnose

import (
	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// noLocation: reverse geocoding was charged for media without a location.
func noLocation(c *Case, _ *cellIndex) (fit, bool) {
	quantity, records := c.total(meter.NoLocation)
	if quantity == 0 || !c.accounts(quantity) {
		return fit{}, false
	}
	return fit{
		cause: model.NoGeoBilled, evidence: records, rules: []string{meter.RuleGeocoding},
		name:        model.SaysTheUsage.With(says(model.UsageCode(string(meter.NoLocation)).With(quantity))),
		explanation: c.compared(model.SaysNoLocation, quantity),
	}, true
}
