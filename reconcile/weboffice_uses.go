package reconcile

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/meter"
	"immrecon/reconcile/price"
	"immrecon/store/model"
)

// webofficeUses sums the Weboffice cells by project, region, item and currency,
// and says what either rule of charging makes of them.
func (m *month) webofficeUses(cells []model.Cell) []model.WebofficeUse {
	type key struct{ project, region, item, currency string }
	at := map[key]int{}
	var all []model.WebofficeUse
	for n := range cells {
		c := &cells[n]
		if !meter.IsWeboffice(c.Item) {
			continue
		}
		k := key{c.Project, c.Region, c.Item, c.Currency}
		n, known := at[k]
		if !known {
			n = len(all)
			at[k], all = n, append(all, m.webofficeUse(c))
		}
		m.addWeboffice(&all[n], c)
	}
	slices.SortFunc(all, func(a, b model.WebofficeUse) int {
		return cmp.Or(cmp.Compare(a.Project, b.Project), cmp.Compare(a.Region, b.Region), cmp.Compare(a.Item, b.Item), cmp.Compare(a.Currency, b.Currency))
	})
	return all
}

// webofficeUse is the use that a cell belongs to, with nothing counted yet.
func (m *month) webofficeUse(c *model.Cell) model.WebofficeUse {
	zero := decimal.NewNullDecimal(decimal.Zero)
	return model.WebofficeUse{Project: c.Project, Region: c.Region, CreatedAt: m.usage.Created(c.Project, c.Region), Rule: m.usage.WebofficeRule(c.Project, c.Region),
		Item: c.Item, ByOpenings: zero, ByCalls: zero, Currency: c.Currency}
}

// addWeboffice counts a cell. What the project pays for is the cell's expected
// quantity, the other is among its alternatives.
func (m *month) addWeboffice(u *model.WebofficeUse, c *model.Cell) {
	openings, calls := c.Alternatives[string(meter.Openings)], c.Alternatives[string(meter.TokenCalls)]
	if u.Rule == model.PayOpenings {
		openings = c.Expected.Quantity
	} else {
		calls += c.Expected.Quantity
	}
	u.Openings += openings
	u.Calls += calls
	u.Billed = u.Billed.Plus(c.Billed)
	u.Expected = u.Expected.Plus(c.Expected)
	p, known := m.cards.In(c.Currency).At(c.Item, c.Tier, "", c.From)
	u.ByOpenings = plusPriced(u.ByOpenings, openings, p, known)
	u.ByCalls = plusPriced(u.ByCalls, calls, p, known)
}

// plusPriced adds what a quantity costs; a sum that lacks a price is unknown.
func plusPriced(sum decimal.NullDecimal, quantity int64, p model.Price, known bool) decimal.NullDecimal {
	if quantity == 0 {
		return sum
	}
	if !known || !sum.Valid {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(sum.Decimal.Add(price.Amount(p, quantity)))
}
