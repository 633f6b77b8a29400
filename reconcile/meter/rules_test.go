package meter_test

import (
	"slices"
	"testing"

	"immrecon/migrations/catalogue"
	"immrecon/reconcile/meter"
)

// What a charge cites must be there to be read.
func TestRulesAreInTheRuleBook(t *testing.T) {
	book, err := catalogue.Read()
	if err != nil {
		t.Fatal(err)
	}
	cited := []string{
		meter.RuleVideoRoundedUp, meter.RuleResolutionTier, meter.RuleOrientationFree, meter.RuleCopyIsContainer,
		meter.RuleFramesProduced, meter.RuleAnimationTier, meter.RuleSplicingSize, meter.RuleSplicingLimit,
		meter.RulePDFImages, meter.RuleGigabyte, meter.RuleArchiveSize, meter.RuleGeocoding,
		meter.RuleWebofficeClass, meter.RuleWebofficeRefresh, meter.RuleWebofficeOpenings, meter.RuleWebofficeCalls,
		meter.RuleOnCompletion, meter.RuleRequestFee4xx,
		meter.RuleFreeTemplates, meter.RuleVideoFaces, meter.RuleDocumentPreview, meter.RuleDocumentEdit, meter.RuleGapUndecided,
	}
	for _, u := range meter.Usages() {
		cited = append(cited, u.Rules...)
	}
	for _, id := range cited {
		if !slices.ContainsFunc(book.Rules, func(r catalogue.Rule) bool { return r.ID == id }) {
			t.Errorf("the rule book has no rule %s", id)
		}
	}
	// Billable takes these for off unless a run names them.
	for _, id := range []string{meter.RuleCharge4xx, meter.RuleCharge5xx, meter.RuleChargeNotModified} {
		off := func(r catalogue.Rule) bool { return r.ID == id && r.Default == "off" }
		if !slices.ContainsFunc(book.Rules, off) {
			t.Errorf("the rule book has no rule %s that is off by default", id)
		}
	}
}
