package diagnose

import (
	"fmt"

	"immrecon/store/model"
)

// duplicateLine: the same line stands on the bill twice, and without the
// repetitions the quantity is right.
func duplicateLine(c *Case, _ *cellIndex) (fit, bool) {
	var repeated, times int64
	seen := map[string]bool{}
	for _, l := range c.Lines {
		if key := l.content(); seen[key] {
			repeated += l.Quantity + l.Deducted
			times++
		} else {
			seen[key] = true
		}
	}
	if times == 0 || !c.accounts(repeated) {
		return fit{}, false
	}
	return fit{
		cause: model.DuplicateBillLine, evidence: c.billable(), rules: []string{"one_bill_line_once"},
		name:        model.SaysOrLineTwice.With(),
		explanation: c.compared(model.SaysDuplicateLine, times),
	}, true
}

// content is everything a bill says in a line but the line's own id, and but for
// what is payable: leftover cents may stand on one of two equal lines.
func (l Line) content() string {
	return fmt.Sprint(l.Account, l.Owner, l.From, l.To, l.ItemCode, l.Instance, l.Region, l.Tier, l.Type,
		l.Usage, l.UsageUnit, l.Deducted, l.ListPrice, l.Gross, l.Discount, l.Coupon, l.Currency)
}
