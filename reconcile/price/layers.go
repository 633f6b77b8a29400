package price

import (
	"maps"
	"slices"

	"immrecon/store/model"
)

// The market whose price list the catalogue holds.
const (
	Site     = "intl"
	Currency = "USD"
)

// OfLayers makes the rate card of the catalogue's market from prices of any, see NewRateCard.
func OfLayers(prices []model.RunPrice) (*RateCard, error) {
	layers := map[int64][]model.Price{}
	for _, p := range prices {
		if p.Site == Site && p.Currency == Currency {
			layers[p.Layer] = append(layers[p.Layer], p.Price)
		}
	}
	var ordered [][]model.Price
	for _, layer := range slices.Sorted(maps.Keys(layers)) {
		ordered = append(ordered, layers[layer])
	}
	return NewRateCard(ordered...)
}
