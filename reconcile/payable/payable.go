package payable

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// Line is a line of the bill, by the id that the database gave it.
type Line struct {
	ID int64
	*model.BillLine
}

// TieOut is what became of the lines of a bill.
type TieOut struct {
	Steps []model.PayableStep
	// Off says of lines by id how much more is payable than their list amount
	// less discount and coupon, with tax: more than any rounding explains.
	Off map[int64]decimal.Decimal
}

// Of ties the lines of a month to what is payable, account by account and
// currency by currency: amounts of different currencies never meet.
func Of(lines []Line) TieOut {
	type accountCurrency struct{ account, currency string }
	groups := map[accountCurrency][]Line{}
	var keys []accountCurrency
	for _, l := range lines {
		key := accountCurrency{l.Account, l.Currency}
		if groups[key] == nil {
			keys = append(keys, key)
		}
		groups[key] = append(groups[key], l)
	}
	slices.SortFunc(keys, func(a, b accountCurrency) int {
		return cmp.Or(cmp.Compare(a.account, b.account), cmp.Compare(a.currency, b.currency))
	})
	t := TieOut{Off: map[int64]decimal.Decimal{}}
	for _, key := range keys {
		for _, s := range t.stepsOf(groups[key]) {
			s.Account, s.Currency = key.account, key.currency
			t.Steps = append(t.Steps, s)
		}
	}
	return t
}

// stepsOf finds the steps of the lines of one account and currency.
func (t *TieOut) stepsOf(lines []Line) []model.PayableStep {
	s := &steps{}
	unit := lastDigit(lines)
	var usage []charge
	for _, l := range lines {
		if l.Type == model.LineUsage {
			usage = append(usage, chargeOf(l))
		}
	}
	s.add(model.StepList, "", tally{int64(len(usage)), sum(usage, func(c charge) decimal.Decimal { return c.gross })})
	s.discounts(usage, unit)
	s.coupons(usage)
	s.tax(usage, unit)
	t.separateRounding(s, usage, unit)
	s.otherLines(lines)
	s.total(len(lines))
	return s.list
}

// Due is what a line asks for: what it says is payable, or where it does not
// say, its list amount less what is taken off.
func Due(l *model.BillLine) decimal.Decimal {
	if l.Payable.Valid {
		return l.Payable.Decimal
	}
	return l.Gross.Decimal.Sub(l.Discount.Decimal).Sub(l.Coupon.Decimal)
}

// lastDigit is the value of the last digit that list and payable amounts of
// usage are printed with; the coarser of the two.
func lastDigit(lines []Line) decimal.Decimal {
	gross, due := int32(-1), int32(-1)
	for _, l := range lines {
		if l.Type != model.LineUsage {
			continue
		}
		gross = max(gross, digits(l.Gross))
		due = max(due, digits(l.Payable))
	}
	if due < 0 {
		due = gross
	}
	return decimal.New(1, -max(0, min(gross, due)))
}

// digits is how many digits stand after the point, -1 where nothing is printed.
func digits(d decimal.NullDecimal) int32 {
	if !d.Valid {
		return -1
	}
	return max(0, -d.Decimal.Exponent())
}

func sum(charges []charge, of func(charge) decimal.Decimal) decimal.Decimal {
	var total decimal.Decimal
	for _, c := range charges {
		total = total.Add(of(c))
	}
	return total
}
