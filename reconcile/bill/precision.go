package bill

import (
	"github.com/shopspring/decimal"

	"immrecon/reconcile/diagnose"
)

// Precision is how many digits after the point the bill prints: of amounts, and
// of the usage in each unit. What it drops cannot be held against it.
type Precision struct {
	amount int32
	usage  map[string]int32
}

// see widens the precision by what a line prints.
func (p *Precision) see(l *diagnose.Line) {
	if l.Gross.Valid {
		p.amount = max(p.amount, digits(l.Gross.Decimal))
	}
	if l.Usage.Valid {
		p.usage[l.UsageUnit] = max(p.usage[l.UsageUnit], digits(l.Usage.Decimal))
	}
}

// digits is how many digits stand after the point.
func digits(d decimal.Decimal) int32 { return max(0, -d.Exponent()) }

// Quantity is how many base units the decimals of a line's usage leave open:
// half of its last digit, and nothing where that is less than one unit.
func (p Precision) Quantity(l *diagnose.Line) int64 {
	if !l.Usage.Valid || l.Usage.Decimal.IsZero() {
		return 0
	}
	factor := decimal.NewFromInt(l.Factor())
	return factor.Shift(-p.usage[l.UsageUnit]).Div(decimal.NewFromInt(2)).IntPart()
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
