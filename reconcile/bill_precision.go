package reconcile

import (
	"github.com/shopspring/decimal"

	"immrecon/reconcile/diagnose"
)

// precision is how many digits after the point the bill prints: of amounts, and
// of the usage in each unit. What it drops cannot be held against it.
type precision struct {
	amount int32
	usage  map[string]int32
}

// see widens the precision by what a line prints.
func (p *precision) see(l *diagnose.Line) {
	if l.Gross.Valid {
		p.amount = max(p.amount, digits(l.Gross.Decimal))
	}
	if l.Usage.Valid {
		p.usage[l.UsageUnit] = max(p.usage[l.UsageUnit], digits(l.Usage.Decimal))
	}
}

// digits is how many digits stand after the point.
func digits(d decimal.Decimal) int32 { return max(0, -d.Exponent()) }
