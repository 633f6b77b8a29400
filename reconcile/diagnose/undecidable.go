package diagnose

import (
	"fmt"
	"strings"
	"time"

	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// undecidable says why nobody can tell who is right about the quantity of a
// case: the evidence that would decide is missing. A shortage on the bill needs
// no missing evidence to be seen, but in a gap it may be a shift into it.
func undecidable(c *Case) (fit, bool) {
	f := fit{verdict: model.Unverifiable, evidence: c.records()}
	_, afterGap := c.total(meter.AfterGap)
	_, undecided := c.total(meter.Undecided, meter.WebofficeRuleUnknown)
	switch {
	case len(c.Gaps) > 0:
		f.cause, f.rules = model.EvidenceGap, []string{"evidence_gap_unverifiable"}
		f.explanation = fmt.Sprintf("%s, but the log of %s is missing.", c.compared(), gapsInWords(c.Gaps))
		return f, true
	case afterGap > 0:
		f.cause, f.rules = model.EvidenceGap, []string{"evidence_gap_unverifiable"}
		f.explanation = fmt.Sprintf("%s, but a log of an earlier hour is missing in which some of it may have been played first.", c.compared())
		return f, true
	case c.surplus() > 0 && len(c.Unseen) > 0:
		f.cause, f.rules = model.NoEvidenceSource, []string{"evidence_gap_unverifiable"}
		f.explanation = fmt.Sprintf("%s, but this was not imported: %s.", c.compared(), strings.Join(c.Unseen, "; "))
		return f, true
	case c.surplus() > 0 && undecided > 0:
		f.cause, f.rules = model.NoEvidenceSource, []string{"evidence_gap_unverifiable"}
		f.explanation = fmt.Sprintf("%s, but what %d more records are charged cannot be told: they lack a fact that the rule needs.", c.compared(), undecided)
		return f, true
	}
	return fit{}, false
}

// zone is the billing zone, in which explanations speak.
var zone = time.FixedZone("UTC+8", 8*60*60)

// gapsInWords names the first few gaps.
func gapsInWords(gaps []Gap) string {
	const shown = 3
	var words []string
	for _, g := range gaps[:min(len(gaps), shown)] {
		words = append(words, fmt.Sprintf("bucket %s, %s", g.Bucket, time.Unix(g.Hour, 0).In(zone).Format("2006-01-02 15:00")))
	}
	if more := len(gaps) - shown; more > 0 {
		words = append(words, fmt.Sprintf("and %d more hours", more))
	}
	return strings.Join(words, "; ")
}
