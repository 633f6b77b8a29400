package diagnose

import (
	"fmt"
	"strings"

	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// undecidable says why nobody can tell who is right about the quantity of a
// case: the evidence that would decide is missing. A shortage on the bill needs
// no missing evidence to be seen, but in a gap it may be a shift into it.
func undecidable(c *Case) (fit, bool) {
	reason, cause := c.openReason()
	if reason == "" {
		return fit{}, false
	}
	return fit{
		cause: cause, verdict: model.Unverifiable, evidence: c.records(), rules: []string{meter.RuleGapUndecided},
		explanation: fmt.Sprintf("%s, but %s.", c.compared(), reason),
	}, true
}

// openReason names what is missing, "" for nothing. Usage whose outcome nobody
// knows has a quantity, and leaves no larger surplus open than that.
func (c *Case) openReason() (reason string, cause model.Cause) {
	_, afterGap := c.total(meter.AfterGap)
	_, undecided := c.total(meter.Undecided, meter.WebofficeRuleUnknown)
	unclear, records := c.total(meter.Unclear)
	switch {
	case len(c.Gaps) > 0:
		return fmt.Sprintf("the log of %s is missing", gapsInWords(c.Gaps)), model.EvidenceGap
	case afterGap > 0:
		return "a log of an earlier hour is missing in which some of it may have been played first", model.EvidenceGap
	case c.surplus() > 0 && len(c.Unseen) > 0:
		return fmt.Sprintf("this was not imported: %s", strings.Join(c.Unseen, "; ")), model.NoEvidenceSource
	case c.surplus() > 0 && undecided > 0:
		return fmt.Sprintf("what %d more records are charged cannot be told: they lack a fact that the rule needs", undecided), model.NoEvidenceSource
	case c.surplus() > 0 && c.surplus() <= unclear:
		return fmt.Sprintf("whether %d more records are charged cannot be told: they do not say how they ended", records), model.NoEvidenceSource
	}
	return "", ""
}

// gapsInWords names the first few gaps.
func gapsInWords(gaps []Gap) string {
	const shown = 3
	var words []string
	for _, g := range gaps[:min(len(gaps), shown)] {
		words = append(words, fmt.Sprintf("bucket %s, %s", g.Bucket, hourInWords(g.Hour)))
	}
	if more := len(gaps) - shown; more > 0 {
		words = append(words, fmt.Sprintf("and %d more hours", more))
	}
	return strings.Join(words, "; ")
}
