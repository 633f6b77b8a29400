package reconcile

import (
	"cmp"
	"fmt"
	"slices"

	"immrecon/reconcile/price"
	"immrecon/store/model"
)

// currency is that of the price list which the catalogue holds.
const currency = price.Currency

// readPrices reads the catalogue's prices, but those that are assumed where the
// run assumes otherwise, and the company's own, each later import overriding
// the earlier ones; and makes the rate card of the catalogue's market.
func (w *reconciler) readPrices() error {
	const columns = "site, currency, item, operation, tier, price, per, unit, from_ts, to_ts, basis, source"
	var p model.RunPrice
	err := w.tx.Query(`SELECT layer, `+columns+` FROM (
			SELECT 0 AS layer, id AS line, `+columns+` FROM price
			UNION ALL SELECT source_id, line, `+columns+` FROM own_price
		) prices ORDER BY layer, line`, nil, func() {
		if w.rules.on[priceUnchanged] || p.Layer != 0 || p.Basis != string(model.Assumed) {
			w.prices = append(w.prices, p)
		}
	}, &p.Layer, &p.Site, &p.Currency, &p.Item, &p.Operation, &p.Tier, &p.Amount, &p.Per, &p.Unit, &p.From, &p.To, &p.Basis, &p.Source)
	if err != nil {
		return fmt.Errorf("read prices: %w", err)
	}
	w.rateCard, err = price.OfLayers(w.prices)
	return err
}

// pricesOf are the prices that were in force during the period, of the items
// that occur, each of the catalogue's before the company's own that override it.
func (w *reconciler) pricesOf(cells []model.Cell, kinds []model.UsageKind) []model.RunPrice {
	occurs := map[string]bool{}
	for _, c := range cells {
		occurs[c.Item] = true
	}
	for _, k := range kinds {
		occurs[k.Item] = true
	}
	var all []model.RunPrice
	for _, p := range w.prices {
		if occurs[p.Item] && p.From < w.to && (p.To == 0 || p.To > w.from) {
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b model.RunPrice) int {
		return cmp.Or(cmp.Compare(a.Item, b.Item), cmp.Compare(a.Tier, b.Tier), cmp.Compare(a.Operation, b.Operation),
			cmp.Compare(a.Layer, b.Layer), cmp.Compare(a.From, b.From))
	})
	return all
}
