package statement

import (
	"cmp"

	"immrecon/store/model"
)

// Dues sums what findings come to between the two sides. Findings with one link
// are of the same usage and count once, net.
func Dues(findings []model.Finding) model.Dues {
	type matter struct {
		model.Due
		assumed bool
	}
	matters := map[string]*matter{}
	var order []*matter
	for n := range findings {
		f := &findings[n]
		if f.Verdict != model.Overcharged && f.Verdict != model.Undercharged {
			continue
		}
		key := cmp.Or(f.Link, f.ID)
		if matters[key] == nil {
			matters[key] = &matter{}
			order = append(order, matters[key])
		}
		m := matters[key]
		m.Findings++
		m.Amount = m.Amount.Add(f.Difference.Amount)
		m.Payable = m.Payable.Add(f.Payable.Decimal)
		m.assumed = m.assumed || isAssumed(f)
	}
	var d model.Dues
	for _, m := range order {
		switch {
		case m.Amount.IsNegative():
			add(&d.Owed, model.Due{Amount: m.Amount.Neg(), Payable: m.Payable.Neg(), Findings: m.Findings})
		case m.Amount.IsZero():
		case m.assumed:
			add(&d.Ask, m.Due)
		default:
			add(&d.Claim, m.Due)
		}
	}
	return d
}

// isAssumed reports whether a finding is to be asked about rather than claimed.
func isAssumed(f *model.Finding) bool {
	return f.Cause == model.Unknown || f.Basis != model.Documented || f.Completeness == model.Presumed
}

func add(to *model.Due, d model.Due) {
	to.Amount = to.Amount.Add(d.Amount)
	to.Payable = to.Payable.Add(d.Payable)
	to.Findings += d.Findings
}

// Verdict is what findings say of the bill. What only stands in another period is
// not wrong. A bill that may still change, or that lines are missing from, is not
// right.
func Verdict(findings []model.Finding, bill model.BillState) model.BillVerdict {
	verdict := model.BillRight
	if !bill.Final || bill.Whole == model.BillShort || bill.Rejected > 0 || bill.Aside > 0 {
		verdict = model.BillUndecided
	}
	for n := range findings {
		f := &findings[n]
		moves := !f.Difference.Amount.IsZero() || f.Difference.Quantity != 0
		switch {
		case !moves:
		case f.Verdict == model.Overcharged || f.Verdict == model.Undercharged:
			return model.BillWrong
		case f.Verdict == model.Unverifiable:
			verdict = model.BillUndecided
		}
	}
	return verdict
}
