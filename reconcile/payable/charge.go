package payable

import (
	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// charge is the money of one usage line.
type charge struct {
	id                      int64
	gross, discount, coupon decimal.Decimal
	due                     decimal.Decimal
	taxed                   bool            // due includes tax
	tax                     decimal.Decimal // that due includes, at a rate that all taxed lines share
}

func chargeOf(l Line) charge {
	return charge{
		id: l.ID, gross: l.Gross.Decimal, discount: l.Discount.Decimal, coupon: l.Coupon.Decimal,
		due: Due(l.BillLine), taxed: l.Taxed,
	}
}

// net is the list amount less what is taken off.
func (c charge) net() decimal.Decimal { return c.gross.Sub(c.discount).Sub(c.coupon) }

// off is how much more is payable than should be.
func (c charge) off() decimal.Decimal { return c.due.Sub(c.net()).Sub(c.tax) }

// separateRounding tells rounding from what is wrong with the amounts of usage
// lines.
func (t *TieOut) separateRounding(s *steps, usage []charge, unit decimal.Decimal) {
	rounding, mismatch := tally{}, tally{}
	wrong := wrongAmounts(usage, unit)
	for n, c := range usage {
		switch off := c.off(); {
		case off.IsZero():
		case wrong[n]:
			mismatch.add(off)
			t.Off[c.id] = off
		default:
			rounding.add(off)
		}
	}
	s.addIfAny(model.StepRounding, "", rounding)
	s.addIfAny(model.StepMismatch, "", mismatch)
}

// wrongAmounts picks the lines that no rounding explains:
//
//   - where all lines together are off by less than a last digit, the provider
//     has cut the sum and spread what was left over: nothing is wrong unless a
//     line is off by more than all lines could have left over;
//   - else a line that is off by more than a last digit is wrong;
//   - and where the others, in all, ask for more than rounding each half up
//     can, those that do are wrong too: somebody rounds up. Cutting each line
//     is in the customer's favour and no matter.
func wrongAmounts(usage []charge, unit decimal.Decimal) map[int]bool {
	n := decimal.NewFromInt(int64(len(usage)))
	wrong := pick(usage, func(off decimal.Decimal) bool { return off.Abs().GreaterThan(unit.Mul(n)) })
	if len(wrong) == 0 && sum(usage, charge.off).Abs().LessThanOrEqual(unit) {
		return nil
	}
	wrong = pick(usage, func(off decimal.Decimal) bool { return off.Abs().GreaterThan(unit) })
	var rest decimal.Decimal
	for i, c := range usage {
		if !wrong[i] {
			rest = rest.Add(c.off())
		}
	}
	if half := unit.Mul(n).Div(decimal.NewFromInt(2)); rest.GreaterThan(decimal.Max(unit, half)) {
		return pick(usage, func(off decimal.Decimal) bool { return off.IsPositive() || off.Abs().GreaterThan(unit) })
	}
	return wrong
}

func pick(usage []charge, isWrong func(off decimal.Decimal) bool) map[int]bool {
	picked := map[int]bool{}
	for i, c := range usage {
		if isWrong(c.off()) {
			picked[i] = true
		}
	}
	return picked
}
