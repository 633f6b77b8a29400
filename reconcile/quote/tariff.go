package quote

import (
	"fmt"
	"slices"

	"immrecon/migrations/catalogue"
	"immrecon/reconcile/price"

	"immrecon/store/model"
)

// Tariff is the catalogue with a user's own prices, which override it.
type Tariff struct {
	catalogue *catalogue.Catalogue
	prices    []model.Price // the catalogue's, then the user's own
	cards     map[market]*price.RateCard
	home      market
}

// market is what a price list is for.
type market struct{ site, currency string }

func marketOf(p model.Price) market { return market{p.Site, p.Currency} }

// NewTariff overrides the catalogue's prices by lists of a user's own, each list
// those before it. Lists may be of any site and currency. It fails on a price
// that cannot be used, naming it.
func NewTariff(own [][]model.Price) (*Tariff, error) {
	c, err := catalogue.Read()
	if err != nil {
		return nil, err
	}
	t := &Tariff{catalogue: c, cards: map[market]*price.RateCard{}}
	for _, p := range c.Prices {
		t.prices = append(t.prices, model.Price(p))
	}
	t.home = marketOf(t.prices[0])
	lists := append([][]model.Price{t.prices}, own...)
	t.prices = slices.Concat(lists...)
	for m, layers := range byMarket(lists) {
		card, err := price.NewRateCard(layers...)
		if err != nil {
			return nil, fmt.Errorf("prices of %s in %s: %w", m.site, m.currency, err)
		}
		t.cards[m] = card
	}
	return t, nil
}

// byMarket splits lists of prices into those of each market, their order kept.
func byMarket(lists [][]model.Price) map[market][][]model.Price {
	layers := map[market][][]model.Price{}
	for _, list := range lists {
		split := map[market][]model.Price{}
		for _, p := range list {
			split[marketOf(p)] = append(split[marketOf(p)], p)
		}
		for m, prices := range split {
			layers[m] = append(layers[m], prices)
		}
	}
	return layers
}

// Prices returns every price with its validity: the catalogue's, then the
// user's own.
func (t *Tariff) Prices() []model.Price { return slices.Clone(t.prices) }

// InForce returns the prices that decide at an instant (Unix seconds): those
// valid then that no own price replaces.
func (t *Tariff) InForce(at int64) []model.Price {
	return slices.DeleteFunc(t.Prices(), func(p model.Price) bool {
		decides, _ := t.cards[marketOf(p)].At(p.Item, p.Tier, p.Operation, at)
		return decides != p
	})
}

// RateCard returns the rate card of the catalogue's own market, with the user's prices
// for that market.
func (t *Tariff) RateCard() *price.RateCard { return t.cards[t.home] }
