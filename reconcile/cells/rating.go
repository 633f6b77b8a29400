package cells

import (
	"fmt"

	"github.com/shopspring/decimal"

	"immrecon/migrations/catalogue"
	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/price"
	"immrecon/store/model"
)

// Rated lays every series into cells and works out what each side comes to.
func (m *Comparison) Rated() ([]diagnose.Case, error) {
	all, err := m.readSeries()
	if err != nil {
		return nil, fmt.Errorf("read what there is to compare: %w", err)
	}
	cases := m.settle(m.layOut(all))
	for n := range cases {
		m.rate(&cases[n])
		m.addUp(&cases[n])
	}
	return cases, nil
}

// Cases is Rated and, of the cells that differ, what else may belong to them.
func (m *Comparison) Cases() ([]diagnose.Case, error) {
	cases, err := m.Rated()
	if err != nil {
		return nil, err
	}
	var differing []*diagnose.Case
	for n := range cases {
		c := &cases[n]
		if !c.Agrees() {
			differing = append(differing, c)
			item, card := catalogue.ItemsOf(c.Item)[0], m.cards.In(c.Currency)
			c.Repriced, c.InForce = m.repriced(c), card.InForce(item, c.From, c.To)
			c.NewPrice = len(card.Changes(item, c.From-model.Day, c.To)) > 0
		}
	}
	m.decide(cases, differing)
	return cases, nil
}

// rate prices the billable usage of a cell: quantities that share a price are
// summed first, so that the amount is exact and the multiplications are few.
func (m *Comparison) rate(c *diagnose.Case) {
	card, byPrice := m.cards.In(c.Currency), map[model.Price]int64{}
	_, known := m.cards[c.Currency]
	c.Unpriced = !known
	for _, u := range c.Usage {
		if !u.Billable {
			c.Alternatives = plus(c.Alternatives, u.Class, u.Quantity)
			continue
		}
		c.Expected.Quantity += u.Quantity
		p, ok := card.At(u.Item, u.Tier, u.Operation, u.Hour)
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
	item := catalogue.ItemsOf(c.Item)[0]
	c.Rates = card.AllRates(item)
	if p, ok := card.At(item, c.Tier, "", c.From); ok {
		c.Price = p
	} else {
		c.Unpriced = true
	}
}

// repriced works out what the billable usage would have cost before and after
// each change of its item's prices.
func (m *Comparison) repriced(c *diagnose.Case) []diagnose.Repriced {
	var all []diagnose.Repriced
	card := m.cards.In(c.Currency)
	for _, change := range m.changesOf(priced{c.Item, c.Currency}) {
		for _, at := range []int64{change - 1, change} {
			var amount decimal.Decimal
			for _, u := range c.Usage {
				if p, ok := card.At(u.Item, u.Tier, u.Operation, at); ok && u.Billable {
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

func plus(m map[string]int64, key string, n int64) map[string]int64 {
	if m == nil {
		m = map[string]int64{}
	}
	m[key] += n
	return m
}

// addUp sums the bill lines of a cell and what their decimals leave open.
func (m *Comparison) addUp(c *diagnose.Case) {
	for _, l := range c.Lines {
		c.Billed.Quantity += l.Quantity + l.Deducted
		c.Deducted += l.Deducted
		c.Billed.Amount = c.Billed.Amount.Add(l.Gross.Decimal)
		c.Tolerance.Quantity += m.bill.Decimals.Quantity(l)
		c.MoneyOnly = c.MoneyOnly || !l.Usage.Valid
	}
	c.Tolerance.Amount = m.bill.Decimals.Amount(m.bill.Decimals.Roundings(c))
	if c.MoneyOnly {
		c.Tolerance.Amount = c.Tolerance.Amount.Add(decimal.New(int64(len(c.Usage)), -settledDecimals))
	}
	if c.Tolerance.Quantity > 0 && !c.Unpriced {
		c.Tolerance.Amount = c.Tolerance.Amount.Add(price.Amount(c.Price, c.Tolerance.Quantity))
	}
	m.tolerances.tolerate(c)
}

// settledDecimals is how many decimals the amount of an hour is settled with,
// before any form sums or rounds it (settlement policy update of 2024).
const settledDecimals = 10
