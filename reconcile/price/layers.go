package price

import (
	"fmt"
	"maps"
	"slices"

	"immrecon/store/model"
)

// The market whose price list the catalogue holds.
const (
	Site     = "intl"
	Currency = "USD"
)

// Cards are rate cards by currency.
type Cards map[string]*RateCard

// In is the rate card of a currency: one without prices where there are none.
func (c Cards) In(currency string) *RateCard {
	if card, ok := c[currency]; ok {
		return card
	}
	return &RateCard{}
}

// OfLayers makes a rate card of each currency that prices are in, see NewRateCard. In
// the catalogue's currency only prices of its site count; in another currency
// they must be of one site.
func OfLayers(prices []model.RunPrice) (Cards, error) {
	layers := map[string]map[int64][]model.Price{}
	for _, p := range prices {
		if p.Currency == Currency && p.Site != Site {
			continue
		}
		if layers[p.Currency] == nil {
			layers[p.Currency] = map[int64][]model.Price{}
		}
		layers[p.Currency][p.Layer] = append(layers[p.Currency][p.Layer], p.Price)
	}
	cards := Cards{}
	for currency, of := range layers {
		var ordered [][]model.Price
		for _, layer := range slices.Sorted(maps.Keys(of)) {
			ordered = append(ordered, of[layer])
		}
		card, err := NewRateCard(ordered...)
		if err != nil {
			return nil, fmt.Errorf("prices in %s: %w", currency, err)
		}
		cards[currency] = card
	}
	return cards, nil
}
