package payable

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// Rates are whole tenths of a per cent, and a bill is taken to have a few of
// them at most: what fits none is shown in one sum.
const (
	rateDigits = 3
	mostRates  = 6
)

// discounts adds a step for each rate of discount, the largest amounts first.
func (s *steps) discounts(usage []charge, unit decimal.Decimal) {
	var discounted []charge
	for _, c := range usage {
		if !c.discount.IsZero() {
			discounted = append(discounted, c)
		}
	}
	var rates []decimal.Decimal
	sums := map[string]tally{}
	for _, c := range largestFirst(discounted) {
		n := slices.IndexFunc(rates, func(rate decimal.Decimal) bool { return equalWithin(c.gross.Mul(rate), c.discount, unit) })
		if n < 0 && len(rates) < mostRates {
			if rate, ok := rateOf(c.discount, c.gross, unit); ok {
				n, rates = len(rates), append(rates, rate)
			}
		}
		name := ""
		if n >= 0 {
			name = percent(rates[n])
		}
		t := sums[name]
		t.add(c.discount.Neg())
		sums[name] = t
	}
	for _, rate := range rates {
		s.add(model.StepDiscount, percent(rate), sums[percent(rate)])
	}
	s.addIfAny(model.StepDiscount, "", sums[""])
}

// tax finds the rate by which payable amounts with tax exceed the rest of the
// bill, and gives each of those lines its share. List amounts that include tax
// themselves, as on the China site, leave no such excess.
func (s *steps) tax(usage []charge, unit decimal.Decimal) {
	rate, ok := taxRate(usage, unit)
	if !ok {
		return
	}
	var t tally
	for n := range usage {
		if c := &usage[n]; c.taxed {
			c.tax = c.net().Mul(rate)
			t.add(c.tax)
		}
	}
	s.addIfAny(model.StepTax, percent(rate), t)
}

// taxRate tries the rates of the largest lines. A rate must fit most lines, and
// more of them than no tax does.
func taxRate(usage []charge, unit decimal.Decimal) (rate decimal.Decimal, ok bool) {
	var taxed []charge
	for _, c := range usage {
		if c.taxed && !c.net().IsZero() {
			taxed = append(taxed, c)
		}
	}
	fitting := func(rate decimal.Decimal) (n int) {
		for _, c := range taxed {
			if equalWithin(c.net().Mul(rate), c.due.Sub(c.net()), unit) {
				n++
			}
		}
		return n
	}
	taxed = largestFirst(taxed)
	untaxed := fitting(decimal.Zero)
	for _, c := range taxed[:min(mostRates, len(taxed))] {
		rate, ok := rateOf(c.due.Sub(c.net()), c.net(), unit)
		if n := fitting(rate); ok && rate.IsPositive() && n > untaxed && 2*n > len(taxed) {
			return rate, true
		}
	}
	return decimal.Zero, false
}

// rateOf is the rate at which part is taken of whole, if there is one that
// gives part to the last digit.
func rateOf(part, whole, unit decimal.Decimal) (decimal.Decimal, bool) {
	if whole.IsZero() {
		return decimal.Zero, false
	}
	rate := part.DivRound(whole, rateDigits)
	return rate, !rate.IsZero() && equalWithin(whole.Mul(rate), part, unit)
}

func equalWithin(a, b, unit decimal.Decimal) bool { return a.Sub(b).Abs().LessThanOrEqual(unit) }

// percent writes a rate: 0.05 is 5%.
func percent(rate decimal.Decimal) string { return rate.Shift(2).String() + "%" }

// largestFirst returns charges by what is charged, for the largest amounts tell
// a rate best.
func largestFirst(charges []charge) []charge {
	sorted := slices.Clone(charges)
	slices.SortStableFunc(sorted, func(a, b charge) int {
		return cmp.Or(b.gross.Abs().Cmp(a.gross.Abs()), cmp.Compare(a.id, b.id))
	})
	return sorted
}
