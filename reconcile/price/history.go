package price

import (
	"cmp"
	"slices"

	"immrecon/store/model"
)

// AllRates returns every distinct price that an item has or had, whatever its
// tier, operation and layer, oldest first: among them is the one of a bill that
// missed a change or has another tier's price.
func (c *RateCard) AllRates(item string) []model.Price { return c.rates[item] }

// InForce returns the prices that an item has at some time from one instant up to
// another, whatever their tier, operation and layer.
func (c *RateCard) InForce(item string, from, to int64) []model.Price {
	return slices.DeleteFunc(c.versions(item), func(p model.Price) bool { return p.From >= to || p.To != 0 && p.To <= from })
}

// distinct works out what AllRates returns.
func (c *RateCard) distinct() map[string][]model.Price {
	rates := map[string][]model.Price{}
	for _, l := range c.layers {
		for k := range l {
			rates[k.item] = nil
		}
	}
	for item := range rates {
		for _, p := range c.versions(item) {
			same := func(q model.Price) bool { return sameRate(p, q) }
			if !slices.ContainsFunc(rates[item], same) {
				rates[item] = append(rates[item], p)
			}
		}
	}
	return rates
}

// Changes returns the instants strictly inside (from, to) at which a price of
// item begins or ends, in order. Usage of a period that holds such an instant
// must be priced in parts.
func (c *RateCard) Changes(item string, from, to int64) []int64 {
	var instants []int64
	for _, p := range c.versions(item) {
		for _, at := range []int64{p.From, p.To} {
			if at != 0 && from < at && at < to {
				instants = append(instants, at)
			}
		}
	}
	slices.Sort(instants)
	return slices.Compact(instants)
}

// versions returns all prices of an item, oldest first, always in the same order.
func (c *RateCard) versions(item string) []model.Price {
	var prices []model.Price
	for _, l := range c.layers {
		for k, versions := range l {
			if k.item == item {
				prices = append(prices, versions...)
			}
		}
	}
	slices.SortFunc(prices, func(p, q model.Price) int {
		return cmp.Or(cmp.Compare(p.From, q.From), cmp.Compare(p.Tier, q.Tier),
			cmp.Compare(p.Operation, q.Operation), p.Amount.Cmp(q.Amount))
	})
	return prices
}

// sameRate reports whether a unit costs the same at p and q: the price of a
// thousand calls may be written as that of one.
func sameRate(p, q model.Price) bool {
	return Amount(p, q.Per).Equal(q.Amount) && p.Unit == q.Unit
}
