package bill

import (
	"github.com/shopspring/decimal"

	"immrecon/reconcile/diagnose"
)

// Precision is how many digits after the point the bill prints of amounts. What
// it drops cannot be held against it.
type Precision struct {
	amount int32
}

// see widens the precision by what a line prints.
func (p *Precision) see(l *diagnose.Line) {
	if l.Gross.Valid {
		p.amount = max(p.amount, digits(l.Gross.Decimal))
	}
}

// digits is how many digits stand after the point, zeros at the end included.
func digits(d decimal.Decimal) int32 { return max(0, -d.Exponent()) }

// Quantity is how many base units a line's printed usage leaves open: half of its
// last digit, and nothing where that is less than one unit; and no more than its
// amount leaves open, of which the last digit may be cut.
func (p Precision) Quantity(l *diagnose.Line) int64 {
	if !l.Usage.Valid || l.Usage.Decimal.IsZero() {
		return 0
	}
	open := l.Factor() / 2
	for range digits(l.Usage.Decimal) {
		open /= 10
	}
	if open > 0 && l.Gross.Valid && l.ListPrice.Valid && l.ListPrice.Decimal.IsPositive() && l.PricePer > 0 {
		byAmount := decimal.NewFromInt(l.PricePer).Shift(-digits(l.Gross.Decimal)).Div(l.ListPrice.Decimal).IntPart()
		open = min(open, byAmount)
	}
	return open
}

// Amount is what the decimals of n amounts leave open: their last digit each,
// for the provider rounds here and cuts there.
func (p Precision) Amount(n int) decimal.Decimal {
	return decimal.NewFromInt(int64(n)).Shift(-p.amount)
}

// finePrecision is how many decimals a bill prints at least whose longer lines
// sum up hours that were rounded one by one. A bill of fewer decimals rounds
// the sum.
const finePrecision = 6

// Roundings is how many amounts were rounded to make a cell's lines.
func (p Precision) Roundings(c *diagnose.Case) int {
	if p.amount < finePrecision {
		return len(c.Lines)
	}
	hours := map[int64]bool{}
	for _, u := range c.Usage {
		if u.Billable {
			hours[u.Hour] = true
		}
	}
	return max(len(c.Lines), len(hours))
}
