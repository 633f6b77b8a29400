package price

import (
	"cmp"
	"slices"

	"immrecon/store/model"
)

// RateCard has the prices of one site and currency with their validity. It does
// not change once made.
type RateCard struct {
	layers []layer                  // the ones that win first
	rates  map[string][]model.Price // by item, see AllRates
}

// layer is the prices of one origin, each key's in order of time.
type layer map[key][]model.Price

// key is what a price is for. An empty operation is any operation of the item
// that has no price of its own; an empty tier is any tier.
type key struct{ item, tier, operation string }

// NewRateCard makes a rate card of layers of prices. Where two layers have a price for the
// same item, tier, operation and instant, the later layer wins: a user's prices
// after the catalogue's override them. It refuses a price that cannot be used,
// prices of more than one site or currency, and two prices of the same layer
// that are in force at once, naming both.
func NewRateCard(layers ...[]model.Price) (*RateCard, error) {
	if err := oneMarket(layers); err != nil {
		return nil, err
	}
	card := &RateCard{}
	for _, prices := range slices.Backward(layers) {
		l, err := newLayer(prices)
		if err != nil {
			return nil, err
		}
		card.layers = append(card.layers, l)
	}
	card.rates = card.distinct()
	return card, nil
}

// newLayer sorts prices by key and time.
func newLayer(prices []model.Price) (layer, error) {
	l := layer{}
	for _, p := range prices {
		if err := usable(p); err != nil {
			return nil, err
		}
		k := key{p.Item, p.Tier, p.Operation}
		l[k] = append(l[k], p)
	}
	for _, versions := range l {
		slices.SortStableFunc(versions, func(a, b model.Price) int { return cmp.Compare(a.From, b.From) })
		if err := disjoint(versions); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// At returns the price of an item for an operation at an instant (Unix
// seconds). A price that names the operation wins over the item's general one,
// and one that names the tier over one for all tiers. It reports false where
// the card has no price: that is not a price of zero.
func (c *RateCard) At(item, tier, operation string, at int64) (model.Price, bool) {
	for _, k := range keysFor(item, tier, operation) {
		for _, l := range c.layers {
			for _, p := range l[k] {
				if inForce(p, at) {
					return p, true
				}
			}
		}
	}
	return model.Price{}, false
}

// keysFor lists the keys that can price an operation, the most specific first.
// A key comes twice where the tier or the operation is empty; to look twice
// finds nothing new.
func keysFor(item, tier, operation string) []key {
	return []key{{item, tier, operation}, {item, "", operation}, {item, tier, ""}, {item, "", ""}}
}

// inForce reports whether at is in [From, To), where 0 is unbounded.
func inForce(p model.Price, at int64) bool {
	return (p.From == 0 || p.From <= at) && (p.To == 0 || at < p.To)
}
