package meter

import "immrecon/store/model"

// mediaMeta meters DetectMediaMeta: one call under MediaMeta, and one under
// ReverseGeocoding if the media has a location. Where the record is silent on
// that, the first is returned beside the error.
func mediaMeta(c *model.Call) ([]Charge, error) {
	const geocoding = "ReverseGeocoding"
	charges := []Charge{{Item: "MediaMeta", Unit: UnitCall, Quantity: 1}}
	switch {
	case c.Geo == nil:
		return charges, &Missing{Operation: c.Operation, Fact: "geo", Items: []string{geocoding}, Quantity: 1}
	case *c.Geo:
		charges = append(charges, Charge{Item: geocoding, Unit: UnitCall, Quantity: 1, Rules: []string{RuleGeocoding}})
	}
	return charges, nil
}
