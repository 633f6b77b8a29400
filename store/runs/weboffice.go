package runs

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/migrations/catalogue"
	"immrecon/store/db"
	"immrecon/store/model"
)

// webofficeItems are the items that opening a document can be charged under.
var webofficeItems = []any{"DocumentWebofficeEdit", "DocumentWebofficePreview", "DocumentWebofficeCachePreview"}

type webofficeKey struct{ project, region, item, currency string }

// readWeboffice sums the Weboffice cells by project and item. It needs the
// prices.
func readWeboffice(r db.Reader, report *model.Report) error {
	created, err := projectsCreated(r)
	if err != nil {
		return err
	}
	uses := map[webofficeKey]*model.WebofficeUse{}
	for c, err := range cells(r, report.Run.ID, "item IN (?, ?, ?)", webofficeItems...) {
		if err != nil {
			return err
		}
		key := webofficeKey{c.Project, c.Region, c.Item, c.Currency}
		u := uses[key]
		if u == nil {
			u = newWebofficeUse(&c, created[c.Project])
			uses[key] = u
		}
		addCell(u, &c, report.Prices)
	}
	for _, u := range uses {
		report.Weboffice = append(report.Weboffice, *u)
	}
	slices.SortFunc(report.Weboffice, func(a, b model.WebofficeUse) int {
		return cmp.Or(cmp.Compare(a.Project, b.Project), cmp.Compare(a.Region, b.Region), cmp.Compare(a.Item, b.Item), cmp.Compare(a.Currency, b.Currency))
	})
	return nil
}

// projectsCreated reads when each project was created, by the newest registry
// that says so.
func projectsCreated(r db.Reader) (map[string]int64, error) {
	created := map[string]int64{}
	var project string
	var at int64
	err := r.Query(`SELECT name, max(created_at) FROM (
			SELECT name, created_at, row_number() OVER (PARTITION BY name, region ORDER BY source_id DESC, line DESC) AS newest FROM project)
		WHERE newest = 1 AND created_at > 0 GROUP BY name`, nil, func() { created[project] = at }, &project, &at)
	return created, err
}

func newWebofficeUse(c *model.Cell, created int64) *model.WebofficeUse {
	rule := model.PayCalls
	switch {
	case created == 0:
		rule = model.PayUnknown
	case created < catalogue.WebofficeByCalls:
		rule = model.PayOpenings
	}
	zero := decimal.NewNullDecimal(decimal.Zero)
	return &model.WebofficeUse{Project: c.Project, Region: c.Region, CreatedAt: created, Rule: rule, Item: c.Item,
		ByOpenings: zero, ByCalls: zero, Currency: c.Currency}
}

// add counts a cell. What the project pays for is the cell's expected quantity,
// the other is among its alternatives.
func addCell(u *model.WebofficeUse, c *model.Cell, prices []model.Price) {
	openings, calls := c.Alternatives["openings"], c.Alternatives["calls"]
	if u.Rule == model.PayOpenings {
		openings = c.Expected.Quantity
	} else {
		calls += c.Expected.Quantity
	}
	u.Openings += openings
	u.Calls += calls
	u.Billed = model.Measure{Quantity: u.Billed.Quantity + c.Billed.Quantity, Amount: u.Billed.Amount.Add(c.Billed.Amount)}
	u.Expected = model.Measure{Quantity: u.Expected.Quantity + c.Expected.Quantity, Amount: u.Expected.Amount.Add(c.Expected.Amount)}
	price, known := priceOf(prices, c)
	u.ByOpenings = plusPriced(u.ByOpenings, openings, price, known)
	u.ByCalls = plusPriced(u.ByCalls, calls, price, known)
}

// priceOf finds the price in force when a cell begins: the last that fits, for
// a company's own prices stand behind those they override.
func priceOf(prices []model.Price, c *model.Cell) (found model.Price, known bool) {
	for _, p := range prices {
		if p.Item == c.Item && p.Tier == c.Tier && p.Currency == c.Currency && p.From <= c.From && (p.To == 0 || c.From < p.To) {
			found, known = p, true
		}
	}
	return found, known
}

// plusPriced adds what a quantity costs; a sum that lacks a price is unknown.
func plusPriced(sum decimal.NullDecimal, quantity int64, p model.Price, known bool) decimal.NullDecimal {
	if quantity == 0 {
		return sum
	}
	if !known || !sum.Valid {
		return decimal.NullDecimal{}
	}
	cost := p.Amount.Mul(decimal.NewFromInt(quantity)).Div(decimal.NewFromInt(p.Per))
	return decimal.NewNullDecimal(sum.Decimal.Add(cost))
}
