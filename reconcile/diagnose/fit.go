package diagnose

import (
	"fmt"
	"maps"
	"slices"
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
type quantityRule func(c *Case, near *neighbours) (fit, bool)

// strong are the causes that something positive in bill or evidence speaks for,
// simplest first.
var strong = []quantityRule{
	duplicateLine, callsForOpens, opensForCalls,
	serverErrors, failedCalls, notModified, noLocation,
	replayedSegments, otherRounding, combinedMissing, combinedExtra,
}

// weak are the causes that speak of nothing but an absence, or of a number.
var weak = []quantityRule{unbilledUsage, noUsage, countedTwice}

// hour is the length of the shortest period of a bill, in seconds.
const hour = 3600

// fitting lists every cause that equals the surplus of a case, best first.
func fitting(c *Case, near *neighbours) []fit {
	fits := matching(strong, c, near)
	if len(fits) == 0 {
		fits = matching(weak, c, near)
	}
	return fits
}

func matching(rules []quantityRule, c *Case, near *neighbours) []fit {
	var fits []fit
	for _, rule := range rules {
		if f, ok := rule(c, near); ok {
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
		explanation: fmt.Sprintf("%s, and no known cause equals the difference of %d. %s", c.compared(), c.surplus(), c.triedInVain())}
}

// triedInVain says what else was seen that could have been billed, and is not
// the difference.
func (c *Case) triedInVain() string {
	var tried []string
	for _, u := range sortedClasses(c) {
		tried = append(tried, fmt.Sprintf("%d %s", u.quantity, strings.ReplaceAll(u.class, "_", " ")))
	}
	if len(tried) == 0 {
		return "Nothing else was seen that could have been billed."
	}
	return "Seen beside, and equal to it neither alone nor together: " + strings.Join(tried, ", ") + "."
}

// classTotal is the usage of one class that is not billable.
type classTotal struct {
	class    string
	quantity int64
}

// sortedClasses lists the usage that was not billable by class.
func sortedClasses(c *Case) []classTotal {
	sums := map[string]int64{}
	for _, u := range c.Usage {
		if !u.Billable && u.Quantity != 0 {
			sums[u.Class] += u.Quantity
		}
	}
	var all []classTotal
	for _, class := range slices.Sorted(maps.Keys(sums)) {
		all = append(all, classTotal{class, sums[class]})
	}
	return all
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
