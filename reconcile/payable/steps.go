package payable

import (
	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// tally counts lines and sums amounts.
type tally struct {
	lines  int64
	amount decimal.Decimal
}

func (t *tally) add(amount decimal.Decimal) {
	t.lines++
	t.amount = t.amount.Add(amount)
}

// steps lists what leads from list amounts to the payable amount.
type steps struct{ list []model.PayableStep }

func (s *steps) add(step model.Step, rate string, t tally) {
	s.list = append(s.list, model.PayableStep{Step: step, Rate: rate, Lines: t.lines, Amount: t.amount})
}

// addIfAny adds a step that lines concern.
func (s *steps) addIfAny(step model.Step, rate string, t tally) {
	if t.lines > 0 {
		s.add(step, rate, t)
	}
}

func (s *steps) coupons(usage []charge) {
	var t tally
	for _, c := range usage {
		if !c.coupon.IsZero() {
			t.add(c.coupon.Neg())
		}
	}
	s.addIfAny(model.StepCoupon, "", t)
}

// otherLineTypes are the types of lines that are not usage, in the order of the
// statement.
var otherLineTypes = []struct {
	lineType model.LineType
	step     model.Step
}{
	{model.LineFreeQuota, model.StepFreeQuota},
	{model.LineSubscription, model.StepSubscription},
	{model.LineRefund, model.StepRefund},
	{model.LineAdjustment, model.StepAdjustment},
	{model.LineRoundDown, model.StepRoundDown},
	{model.LineVoucher, model.StepVoucher},
	{model.LineOther, model.StepOther},
}

// otherLines adds the lines that are not usage, at what they ask for.
func (s *steps) otherLines(lines []Line) {
	for _, kind := range otherLineTypes {
		var t tally
		for _, l := range lines {
			if l.Type == kind.lineType {
				t.add(Due(l.BillLine))
			}
		}
		s.addIfAny(kind.step, "", t)
	}
}

// total adds the last step: what is payable, of n lines.
func (s *steps) total(n int) {
	t := tally{lines: int64(n)}
	for _, step := range s.list {
		t.amount = t.amount.Add(step.Amount)
	}
	s.add(model.StepPayable, "", t)
}
