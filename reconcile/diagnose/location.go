package diagnose

import (
	"fmt"

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
		name:        fmt.Sprintf("the %d media without a location", quantity),
		explanation: fmt.Sprintf("%s; %d more media were read that have no location, for which reverse geocoding is not charged.", c.compared(), quantity),
	}, true
}
