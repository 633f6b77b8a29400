package quote

import (
	"fmt"
	"math"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/nearest"
	"immrecon/reconcile/price"

	"immrecon/store/model"
)

// Quote is what one item comes to.
type Quote struct {
	Item, Tier string
	Quantity   int64  // billable, in base units, after rounding
	Unit       string // base unit
	Price      model.Price
	Amount     decimal.Decimal // exact
	Steps      []string        // the arithmetic, a sentence each
}

// Quote answers an ask: one quote for each item that is charged. The error is a
// *meter.Missing where a fact is not stated that the price depends on, and a
// *meter.Unpriced where the price list has no item for what is asked.
func (t *Tariff) Quote(a Ask) ([]Quote, error) {
	if err := a.check(); err != nil {
		return nil, err
	}
	charges, err := t.charges(a)
	if err != nil {
		return nil, err
	}
	quotes := make([]Quote, 0, len(charges))
	for _, c := range charges {
		q, err := t.rate(c, a)
		if err != nil {
			return nil, err
		}
		quotes = append(quotes, q)
	}
	return quotes, nil
}

// charges finds what the subject is charged under, and how much of it.
func (t *Tariff) charges(a Ask) ([]*charge, error) {
	if item, ok := t.item(a.Subject); ok {
		return t.itemCharges(item, a)
	}
	if rows := t.operation(a.Subject); len(rows) > 0 {
		return t.operationCharges(rows, a)
	}
	return nil, t.unknown(a.Subject)
}

// rate prices a charge.
func (t *Tariff) rate(c *charge, a Ask) (Quote, error) {
	p, ok := t.RateCard().At(c.item, c.tier, c.operation, a.At)
	if !ok {
		return Quote{}, t.unpriced(c, a)
	}
	q := Quote{Item: c.item, Tier: c.tier, Quantity: c.quantity, Unit: c.unit, Price: p, Amount: price.Amount(p, c.quantity)}
	q.Steps = append(t.reasons(c), c.steps...)
	q.Steps = append(q.Steps, inForce(p, a.Zone), multiplied(q.Quantity, q.Unit, p))
	return q, nil
}

// unpriced says why a charge has no price: the item has tiers and none was
// stated, or it has no price at all at that instant.
func (t *Tariff) unpriced(c *charge, a Ask) error {
	if tiers := t.tiers(c.item); len(tiers) > 0 {
		return fmt.Errorf("%s has no tier %q; its tiers are %s", c.item, c.tier, nearest.List(tiers, "and"))
	}
	return fmt.Errorf("the price list has no price of %s at %s: that is not a price of 0; give one of your own in a prices.csv",
		c.item, instant(a.At, a.Zone))
}

// Total returns what quotes come to together. They are of one currency.
func Total(quotes []Quote) decimal.Decimal {
	var sum decimal.Decimal
	for _, q := range quotes {
		sum = sum.Add(q.Amount)
	}
	return sum
}

// product multiplies counts that are zero or more, and refuses a product that
// cannot be counted.
func product(n, each int64) (int64, error) {
	if each > 0 && n > math.MaxInt64/each {
		return 0, fmt.Errorf("%d × %d are too many to count", n, each)
	}
	return n * each, nil
}
