package rulebook

import (
	"errors"
	"slices"
	"strings"

	"immrecon/reconcile/meter"
)

// Switchable lists the assumptions that can be switched, by rule.
func Switchable() []string { return slices.Clone(switchable) }

// switchable are the assumptions that have another side which can be computed.
var switchable = append([]string{
	meter.RuleCharge4xx, meter.RuleProcessing5xx, meter.RuleChargeNotModified, PriceUnchanged, meter.RuleGapUndecided, meter.RulePresumed, meter.RuleVideoFaces,
	meter.RuleDocumentPreview, meter.RuleDocumentEdit,
}, meter.Switchable...)

// PriceUnchanged is the assumption that prices of which no change is published
// have always been the same.
const PriceUnchanged = "price_before_change_unchanged"

// ParseSwitch reads RULE=on or RULE=off.
func ParseSwitch(text string) (rule string, on bool, err error) {
	rule, state, found := strings.Cut(text, "=")
	if !found || rule == "" || (state != "on" && state != "off") {
		return "", false, errors.New("it must be of the form RULE=on or RULE=off")
	}
	return rule, state == "on", nil
}
