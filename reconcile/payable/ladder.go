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

// ladder is the steps that were taken so far.
type ladder struct{ taken []model.PayableStep }

func (s *ladder) add(step model.Step, rate string, t tally) {
	s.taken = append(s.taken, model.PayableStep{Step: step, Rate: rate, Lines: t.lines, Amount: t.amount})
}

// addIfAny takes a step only where there are lines to it.
func (s *ladder) addIfAny(step model.Step, rate string, t tally) {
	if t.lines > 0 {
		s.add(step, rate, t)
	}
}

func (s *ladder) coupons(usage []charge) {
	var t tally
	for _, c := range usage {
		if !c.coupon.IsZero() {
			t.add(c.coupon.Neg())
		}
	}
	s.addIfAny(model.StepCoupon, "", t)
}

// besidesUsage are the lines that are not usage, in the order of the statement.
var besidesUsage = []struct {
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

// besides adds the lines that are not usage, at what they ask for.
func (s *ladder) besides(lines []Line) {
	for _, kind := range besidesUsage {
		var t tally
		for _, l := range lines {
			if l.Type == kind.lineType {
				t.add(Due(l.BillLine))
			}
		}
		s.addIfAny(kind.step, "", t)
	}
}

// total takes the last step: what is payable, of n lines.
func (s *ladder) total(n int) {
	t := tally{lines: int64(n)}
	for _, step := range s.taken {
		t.amount = t.amount.Add(step.Amount)
	}
	s.add(model.StepPayable, "", t)
}
