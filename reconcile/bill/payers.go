package bill

import (
	"cmp"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/price"
	"immrecon/store/model"
)

// payer is by which account, and in which currency, something is paid; "" where lines
// disagree.
type payer struct{ account, currency string }

// payerOf is who pays a line. The one account that a bill has pays what names none.
func (b *Bill) payerOf(l *diagnose.Line) payer {
	return payer{cmp.Or(l.Account, b.onlyAccount), l.Currency}
}

// with is what two payers have in common.
func (p payer) with(q payer) payer {
	if p.account != q.account {
		p.account = ""
	}
	if p.currency != q.currency {
		p.currency = ""
	}
	return p
}

// place is a project with its region.
type place struct{ project, region string }

// findPayers finds who pays for each project, and the currency that most is
// billed in.
func (b *Bill) findPayers() {
	b.payers = map[place]payer{}
	amounts := map[string]decimal.Decimal{}
	for n, l := range b.Lines {
		at := place{l.Project, l.Region}
		if known, ok := b.payers[at]; ok {
			b.payers[at] = known.with(b.payerOf(l.Line))
		} else {
			b.payers[at] = b.payerOf(l.Line)
		}
		if n == 0 {
			b.common = b.payerOf(l.Line)
		}
		b.common = b.common.with(b.payerOf(l.Line))
		amounts[l.Currency] = amounts[l.Currency].Add(l.Gross.Decimal)
	}
	b.Currency = price.Currency
	for n, currency := range slices.Sorted(maps.Keys(amounts)) {
		if n == 0 || amounts[currency].GreaterThan(amounts[b.Currency]) {
			b.Currency = currency
		}
	}
	b.common.account = cmp.Or(b.common.account, b.onlyAccount)
}

// Settle says by which account and in which currency a cell is paid: as its own
// lines say, else as the other lines of its project, else as the whole bill.
func (b *Bill) Settle(c *model.Cell, lines []*diagnose.Line) {
	of, known := b.payers[place{c.Project, c.Region}]
	if !known {
		of = b.common
	}
	for n, l := range lines {
		if n == 0 {
			of = b.payerOf(l)
		}
		of = of.with(b.payerOf(l))
	}
	c.Account, c.Currency = of.account, of.currency
	if c.Currency == "" {
		c.Currency = b.Currency
	}
}
