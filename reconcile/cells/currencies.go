package cells

import (
	"slices"

	"immrecon/reconcile/diagnose"
)

// settle says who pays for each cell and in which currency. One that is billed in
// several currencies, as where two accounts have a project of one name, becomes
// a cell of each: money of different currencies is never added, and whose the
// usage is nobody can tell.
func (m *Comparison) settle(cases []diagnose.Case) []diagnose.Case {
	for n := 0; n < len(cases); n++ {
		c := &cases[n]
		if other := m.inOtherCurrencies(c); other != nil {
			c.Mixed, c.MoneyOnly = true, true
			cases = slices.Insert(cases, n+1, diagnose.Case{Cell: c.Cell, Lines: other, Mixed: true, MoneyOnly: true})
			c = &cases[n]
		}
		m.bill.Settle(&c.Cell, c.Lines)
		c.ID = int64(n + 1)
	}
	return cases
}

// inOtherCurrencies takes the lines out of a case that are not in the currency
// of its first.
func (m *Comparison) inOtherCurrencies(c *diagnose.Case) []*diagnose.Line {
	if len(c.Lines) < 2 {
		return nil
	}
	currency := c.Lines[0].Currency
	var same, other []*diagnose.Line
	for _, l := range c.Lines {
		if l.Currency == currency {
			same = append(same, l)
		} else {
			other = append(other, l)
		}
	}
	if other != nil {
		c.Lines = same
	}
	return other
}
