package reconcile

import (
	"fmt"

	"immrecon/reconcile/price"

	"immrecon/store/model"
)

// The market whose price list the catalogue holds.
const (
	site     = "intl"
	currency = "USD"
)

// readPrices makes the rate card: the catalogue's prices, overridden by the user's
// own, each later import overriding the earlier ones.
func (w *reconciler) readPrices() error {
	layers := [][]model.Price{nil}
	var p model.Price
	places := []any{&p.Site, &p.Currency, &p.Item, &p.Operation, &p.Tier, &p.Amount, &p.Per, &p.Unit, &p.From, &p.To, &p.Basis, &p.Source}
	const columns = "site, currency, item, operation, tier, price, per, unit, from_ts, to_ts, basis, source"
	err := w.tx.Query("SELECT "+columns+" FROM price WHERE site = ? AND currency = ? ORDER BY id", []any{site, currency}, func() {
		if w.rules.on[priceUnchanged] || p.Basis != string(model.Assumed) {
			layers[0] = append(layers[0], p)
		}
	}, places...)
	if err != nil {
		return fmt.Errorf("read price book: %w", err)
	}
	var source, last int64
	err = w.tx.Query("SELECT source_id, "+columns+" FROM own_price WHERE site = ? AND currency = ? ORDER BY source_id, line",
		[]any{site, currency}, func() {
			if source != last {
				layers, last = append(layers, nil), source
			}
			layers[len(layers)-1] = append(layers[len(layers)-1], p)
		}, append([]any{&source}, places...)...)
	if err != nil {
		return fmt.Errorf("read own prices: %w", err)
	}
	w.rateCard, err = price.NewRateCard(layers...)
	return err
}
