package bill

import (
	"github.com/shopspring/decimal"

	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/payable"
)

// cents is how many decimals a rounded payable amount has: what was paid of a small
// line cannot be told from it.
const cents = 2

// paidDecimals is how many decimals what was paid is worked out to.
const paidDecimals = 10

// PaidOf is what was paid of a list amount: the share that some lines paid or,
// where they do not tell, the share that the bill's usage lines paid together.
func (b *Bill) PaidOf(amount decimal.Decimal, lines []*diagnose.Line, currency, account string) decimal.Decimal {
	gross, due, exact := paidBy(lines)
	if !exact || !gross.IsPositive() {
		gross, due = b.paid(currency, account)
	}
	if !gross.IsPositive() {
		return amount
	}
	return amount.Mul(due).DivRound(gross, paidDecimals)
}

// paid sums what the usage lines of an account come to in a currency, and what of
// it is paid.
func (b *Bill) paid(currency, account string) (listed, due decimal.Decimal) {
	for _, s := range b.matching(currency, account) {
		listed, due = listed.Add(s.listed), due.Add(s.due)
	}
	return listed, due
}

// paidBy sums list and payable amounts of lines; exact reports that one of them
// shows more than cents.
func paidBy(lines []*diagnose.Line) (gross, due decimal.Decimal, exact bool) {
	for _, l := range lines {
		d := payable.Due(&l.BillLine)
		gross, due = gross.Add(l.Gross.Decimal), due.Add(d)
		exact = exact || digits(d) > cents
	}
	return gross, due, exact
}
