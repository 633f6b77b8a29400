package bill

import (
	"cmp"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/payable"
	"immrecon/store/model"
)

// tieOut follows the month's lines to what is payable. Of part of a month
// nothing can be said: refunds and rounding are the month's.
func (r *reader) tieOut() {
	if r.scope.Narrowed {
		return
	}
	lines := make([]payable.Line, 0, len(r.bill.Lines)+len(r.bill.Besides))
	for _, l := range r.bill.Lines {
		lines = append(lines, payable.Line{ID: l.ID, BillLine: &l.BillLine})
	}
	for _, l := range r.bill.Besides {
		lines = append(lines, payable.Line{ID: l.ID, BillLine: &l.BillLine})
	}
	slices.SortFunc(lines, func(a, b payable.Line) int { return cmp.Compare(a.ID, b.ID) })
	r.bill.TieOut = payable.Of(lines)
}

// PayableParts notes the lines of a cell of which more or less is payable than
// they come to. At list level that is no difference.
func (b *Bill) PayableParts(c *diagnose.Case) []diagnose.Part {
	var wrong []*diagnose.Line
	var off decimal.Decimal
	for _, l := range c.Lines {
		if d, ok := b.TieOut.Off[l.ID]; ok {
			wrong, off = append(wrong, l), off.Add(d)
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	l := wrong[0]
	return []diagnose.Part{{
		Cause: model.DiscountMismatch, Verdict: model.Note, Rules: []string{"payable_sum_is_cut"},
		Explanation: model.Sayings{model.SaysPayableOff.With(
			payable.Due(&l.BillLine), l.Currency, moreOrLess(b.TieOut.Off[l.ID]), l.Gross.Decimal, l.Discount.Decimal, l.Coupon.Decimal,
			len(wrong), moreOrLess(off))},
	}}
}

func moreOrLess(d decimal.Decimal) model.Saying {
	if d.IsNegative() {
		return model.SaysLess.With(d.Abs())
	}
	return model.SaysMore.With(d)
}

// besideCauses are the kinds of line that are not usage and get a finding: what
// is paid without being used.
var besideCauses = map[model.LineType]model.Cause{
	model.LineRefund:     model.RefundOrAdjustment,
	model.LineAdjustment: model.RefundOrAdjustment,
	model.LineRoundDown:  model.RoundDown,
}

// Beside is a group of lines that are not usage, and what is to be said of it.
type Beside struct {
	Cell  model.Cell // without usage, list amount and difference
	Part  diagnose.Part
	Lines []*diagnose.Line
}

// NotUsage notes lines that are not usage: each place, period and kind is a cell
// of its own.
func (b *Bill) NotUsage() []Beside {
	var all []Beside
	for _, lines := range besideGroups(b.Besides) {
		l := lines[0]
		c := model.Cell{Project: l.Project, Region: l.Region, Item: l.Item, Tier: l.Tier, From: l.From, To: l.To,
			Currency: l.Currency, Account: b.payerOf(l).account, Lines: int64(len(lines)), Verdict: model.Note, Cause: besideCauses[l.Type]}
		all = append(all, Beside{c, besidePart(c.Cause, lines), lines})
	}
	return all
}

// besideGroups puts lines of the same place, period and kind together.
func besideGroups(lines []*diagnose.Line) [][]*diagnose.Line {
	type key struct {
		cause                       model.Cause
		project, region, item, tier string
		from, to                    int64
	}
	at := map[key]int{}
	var groups [][]*diagnose.Line
	for _, l := range lines {
		cause := besideCauses[l.Type]
		if cause == "" {
			continue
		}
		k := key{cause, l.Project, l.Region, l.Item, l.Tier, l.From, l.To}
		n, known := at[k]
		if !known {
			n = len(groups)
			at[k], groups = n, append(groups, nil)
		}
		groups[n] = append(groups[n], l)
	}
	return groups
}

func besidePart(cause model.Cause, lines []*diagnose.Line) diagnose.Part {
	due := map[string]decimal.Decimal{}
	for _, l := range lines {
		due[l.Currency] = due[l.Currency].Add(payable.Due(&l.BillLine))
	}
	var amounts model.Sayings
	for _, currency := range slices.Sorted(maps.Keys(due)) {
		amounts = append(amounts, model.SaysMoney.With(due[currency], currency))
	}
	return diagnose.Part{
		Cause: cause, Verdict: model.Note, Rules: []string{"lines_not_usage_apart"},
		Explanation: model.Sayings{model.SaysNotUsage.With(len(lines), cmp.Or(lines[0].TypeText, string(lines[0].Type)), amounts)},
	}
}
