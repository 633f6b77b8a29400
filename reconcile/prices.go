package reconcile

import (
	"cmp"
	"fmt"
	"slices"

	"immrecon/reconcile/price"
	"immrecon/reconcile/rulebook"
	"immrecon/reconcile/sql"
	"immrecon/store/model"
)

// readPrices reads the catalogue's prices, but those that are assumed where the
// run assumes otherwise, and the company's own, each later import overriding
// the earlier ones; and makes the rate cards.
func (m *month) readPrices() error {
	var p model.RunPrice
	err := m.tx.Query(sql.Query("rules.prices"), nil, func() {
		if m.rules.On[rulebook.PriceUnchanged] || p.Layer != 0 || p.Basis != string(model.Assumed) {
			m.prices = append(m.prices, p)
		}
	}, &p.Layer, &p.Site, &p.Currency, &p.Item, &p.Operation, &p.Tier, &p.Amount, &p.Per, &p.Unit, &p.From, &p.To, &p.Basis, &p.Source)
	if err != nil {
		return fmt.Errorf("read prices: %w", err)
	}
	m.cards, err = price.OfLayers(m.prices)
	return err
}

// pricesOf are the prices that were in force during the period, of the items
// that occur, each of the catalogue's before the company's own that override it.
func (m *month) pricesOf(cells []model.Cell, kinds []model.UsageKind) []model.RunPrice {
	occurs := map[string]bool{}
	for _, c := range cells {
		occurs[c.Item] = true
	}
	for _, k := range kinds {
		occurs[k.Item] = true
	}
	var all []model.RunPrice
	for _, p := range m.prices {
		if occurs[p.Item] && p.From < m.span.To && (p.To == 0 || p.To > m.span.From) {
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b model.RunPrice) int {
		return cmp.Or(cmp.Compare(a.Item, b.Item), cmp.Compare(a.Tier, b.Tier), cmp.Compare(a.Operation, b.Operation),
			cmp.Compare(a.Layer, b.Layer), cmp.Compare(a.From, b.From))
	})
	return all
}
