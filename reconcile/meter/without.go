package meter

import (
	"slices"

	"immrecon/store/model"
)

// ChargeWithout returns what a charge becomes without one of the assumptions
// behind it: the sides of a portrait video are compared as they are, and a
// spliced image of exactly 6000 × 4000 pixels is small. It reports false where
// the charge does not rest on that assumption, or where without it there is no
// item for the call.
func ChargeWithout(rule string, c *model.Call, charge Charge) (Charge, bool) {
	if !slices.Contains(charge.Rules, rule) {
		return Charge{}, false
	}
	switch rule {
	case RuleSplicingLimit:
		charge.Tier = SplicingSmall
		return charge, true
	case RuleOrientationFree:
		tier, held := tierOf(Compared(c.Width, c.Height))
		stem, _, known := splitVideoItem(charge.Item)
		if held && known {
			charge.Item = stem + tier
			return charge, true
		}
	}
	return Charge{}, false
}

// Switchable lists the assumptions that ChargeWithout knows the other side of.
var Switchable = []string{RuleOrientationFree, RuleSplicingLimit}
