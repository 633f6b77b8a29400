package diagnose

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/price"

	"immrecon/store/model"
)

// fit is a cause whose quantity equals a difference, or the part of it that
// quantity says.
type fit struct {
	cause       model.Cause
	verdict     model.Verdict // "" lets the sign of the difference tell
	quantity    int64
	evidence    int64
	explanation string
	name        string // how another fit mentions this one
	rules       []string
}

// A quantityRule is one cause of a wrong quantity. It answers only with what
// equals the surplus exactly.
type quantityRule func(c *Case, index *cellIndex) (fit, bool)

// strongRules are the causes that something seen in bill or evidence supports,
// simplest first.
var strongRules = []quantityRule{
	duplicateLine, callsForOpens, opensForCalls,
	billedOnTop(model.ServerErrorBilled), billedOnTop(model.FailedCallBilled), billedOnTop(model.NotModifiedBilled), noLocation,
	billedOnTop(model.FreeItemBilled), replayedSegments, otherRounding, combinedMissing, combinedExtra,
}

// weakRules are the causes that rest on an absence or on a number alone.
var weakRules = []quantityRule{unbilledUsage, countedTwice, callsAndOpens}

// fitting lists every cause that equals the surplus of a case, best first.
func fitting(c *Case, index *cellIndex) []fit {
	fits := matching(strongRules, c, index)
	if len(fits) == 0 {
		fits = matching(weakRules, c, index)
	}
	return fits
}

func matching(rules []quantityRule, c *Case, index *cellIndex) []fit {
	var fits []fit
	for _, rule := range rules {
		if f, ok := rule(c, index); ok {
			fits = append(fits, f)
		}
	}
	return fits
}

// alsoFits mentions the causes that were not chosen though they fit as well.
func alsoFits(others []fit) string {
	if len(others) == 0 {
		return ""
	}
	names := make([]string, len(others))
	for n, f := range others {
		names[n] = f.name
	}
	return fmt.Sprintf(" The difference would also equal %s; the simpler cause was chosen.", strings.Join(names, ", and "))
}

// nothingFits is the cause of last resort, and the number that should alarm.
func nothingFits(c *Case) fit {
	return fit{cause: model.Unknown, evidence: c.records(),
		explanation: fmt.Sprintf("%s, and no known cause equals the difference of %d. %s", c.compared(), c.surplus(), c.seenBeside())}
}

// compared says both quantities, the beginning of most explanations.
func (c *Case) compared() string {
	return fmt.Sprintf("Billed %d, the evidence shows %d", c.Billed.Quantity, c.Expected.Quantity)
}

// worth is what a quantity comes to at the price in force; the whole surplus
// where no single price can say.
func (c *Case) worth(quantity int64) decimal.Decimal {
	if c.Price.Per == 0 {
		return decimal.Zero
	}
	return price.Amount(c.Price, quantity)
}
