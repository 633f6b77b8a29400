package reconcile

import (
	"fmt"
	"math"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/meter"
	"immrecon/reconcile/price"

	"immrecon/store/model"
)

// cases reads every cell with its usage and its bill lines and works out what
// each side comes to.
func (w *reconciler) cases() ([]diagnose.Case, error) {
	all, err := w.readSeries()
	if err != nil {
		return nil, fmt.Errorf("read what there is to compare: %w", err)
	}
	cases := w.layOut(all)
	evidence, err := w.readEvidence()
	if err != nil {
		return nil, err
	}
	for n := range cases {
		c := &cases[n]
		w.rate(c)
		w.addUp(c)
		if !c.Agrees() {
			c.Repriced = w.repriced(c)
		}
		if !w.rules.on[meter.RuleGapUndecided] {
			continue
		}
		c.Unseen, c.Gaps = evidence.unseen(c.Cell), evidence.gapsIn(c.Cell)
		if c.From < w.from || c.To > w.to {
			c.Unseen = append(c.Unseen, "the evidence of a period outside this month")
		}
	}
	return cases, nil
}

// rate prices the billable usage of a cell: quantities that share a price are
// summed first, so that the amount is exact and the multiplications are few.
func (w *reconciler) rate(c *diagnose.Case) {
	byPrice := map[model.Price]int64{}
	for _, u := range c.Usage {
		if !u.Billable {
			c.Alternatives = plus(c.Alternatives, u.Class, u.Quantity)
			continue
		}
		c.Expected.Quantity += u.Quantity
		p, ok := w.rateCard.At(u.Item, u.Tier, u.Operation, u.Hour)
		if !ok {
			c.Unpriced = true
			continue
		}
		byPrice[p] += u.Quantity
	}
	for p, quantity := range byPrice {
		c.Expected.Amount = c.Expected.Amount.Add(price.Amount(p, quantity))
	}
	if c.Item == "" { // of several items there is no one quantity and no one price
		c.Expected.Quantity, c.Alternatives = 0, nil
		return
	}
	c.Rates = w.rateCard.AllRates(c.Item)
	if p, ok := w.rateCard.At(c.Item, c.Tier, "", c.From); ok {
		c.Price = p
	} else {
		c.Unpriced = true
	}
}

// repriced works out what the billable usage would have cost before and after
// each change of its item's prices.
func (w *reconciler) repriced(c *diagnose.Case) []diagnose.Repriced {
	var all []diagnose.Repriced
	for _, change := range w.changes(c.Item) {
		for _, at := range []int64{change - 1, change} {
			var amount decimal.Decimal
			for _, u := range c.Usage {
				if p, ok := w.rateCard.At(u.Item, u.Tier, u.Operation, at); ok && u.Billable {
					amount = amount.Add(price.Amount(p, u.Quantity))
				}
			}
			if !amount.Equal(c.Expected.Amount) {
				all = append(all, diagnose.Repriced{At: at, Amount: amount})
			}
		}
	}
	return all
}

// changes lists the instants at which a price of an item changes, read once.
func (w *reconciler) changes(item string) []int64 {
	if _, ok := w.changesOf[item]; !ok {
		w.changesOf[item] = w.rateCard.Changes(item, math.MinInt64, math.MaxInt64)
	}
	return w.changesOf[item]
}

func plus(m map[string]int64, key string, n int64) map[string]int64 {
	if m == nil {
		m = map[string]int64{}
	}
	m[key] += n
	return m
}

// addUp sums the bill lines of a cell and what their decimals leave open.
func (w *reconciler) addUp(c *diagnose.Case) {
	c.Currency = w.bill.currency
	for _, l := range c.Lines {
		c.Billed.Quantity += l.Quantity
		c.Billed.Amount = c.Billed.Amount.Add(l.Gross.Decimal)
		c.Currency = l.Currency
		c.Tolerance.Quantity += w.bill.decimals.quantity(l)
		c.MoneyOnly = c.MoneyOnly || !l.Usage.Valid
	}
	c.Unpriced = c.Unpriced || c.Currency != currency
	c.Tolerance.Amount = w.bill.decimals.amountOf(w.bill.decimals.roundings(c))
	if c.MoneyOnly {
		c.Tolerance.Amount = c.Tolerance.Amount.Add(decimal.New(int64(len(c.Usage)), -settledDecimals))
	}
	if c.Tolerance.Quantity > 0 && !c.Unpriced {
		c.Tolerance.Amount = c.Tolerance.Amount.Add(price.Amount(c.Price, c.Tolerance.Quantity))
	}
	w.options.Tolerances.tolerate(c)
}

// settledDecimals is how many decimals the amount of an hour is settled with,
// before any form sums or rounds it (settlement policy update of 2024).
const settledDecimals = 10

// quantity is how many base units the decimals of a line's usage leave open:
// half of its last digit, and nothing where that is less than one unit.
func (p precision) quantity(l *diagnose.Line) int64 {
	if !l.Usage.Valid || l.Usage.Decimal.IsZero() {
		return 0
	}
	factor := decimal.NewFromInt(l.Factor())
	return factor.Shift(-p.usage[l.UsageUnit]).Div(decimal.NewFromInt(2)).IntPart()
}

// amountOf is what the decimals of n amounts leave open: their last digit each,
// for the provider rounds here and cuts there.
func (p precision) amountOf(n int) decimal.Decimal {
	return decimal.NewFromInt(int64(n)).Shift(-p.amount)
}

// finePrecision is how many decimals a bill prints at least whose longer lines
// sum up hours that were rounded one by one. A bill of fewer decimals rounds
// the sum.
const finePrecision = 6

// roundings is how many amounts were rounded to make a cell's lines.
func (p precision) roundings(c *diagnose.Case) int {
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
