package registry

import (
	"io"
	"slices"
	"strings"

	"immrecon/import/rows"
	"immrecon/migrations/catalogue"

	"immrecon/store/model"
)

// prices.csv: prices of a company's own, by agreement or from another site,
// beside the book that comes with the program.
var prices = Table{
	Kind:        model.KindPrices,
	identifying: []string{"item", "price", "per"},
	excluding:   []string{"project", "bucket"},
	required:    []string{"site", "currency", "item", "price", "per", "unit", "effective_from", "effective_to"},
	read: func(r io.Reader, to model.RecordWriter, required []string) error {
		return rows.Read(r, to, required, price, to.KeepPrice)
	},
}

func price(row *rows.Row) model.Price {
	from, to := effective(row)
	p := model.Price{
		Site:      strings.ToLower(row.Need("site")),
		Currency:  strings.ToUpper(row.Need("currency")),
		Item:      row.Need("item"),
		Operation: row.Text("operation"),
		Tier:      row.Text("tier"),
		Unit:      unit(row),
		From:      from,
		To:        to,
		Basis:     basis(row),
		Source:    row.Text("source"),
	}
	row.Need("price")
	p.Amount, _ = row.Decimal("price")
	if p.Amount.IsNegative() {
		row.Fail("price", "%q is below 0", row.Text("price"))
	}
	row.Need("per")
	if p.Per, _ = row.Count("per"); p.Per == 0 {
		row.Fail("per", "%q is not above 0", row.Text("per"))
	}
	return p
}

// unit is a base unit: quantities are counted in nothing else.
func unit(row *rows.Row) string {
	unit := strings.ToLower(row.Need("unit"))
	if !slices.Contains(catalogue.BaseUnits, unit) {
		row.Fail("unit", "%q is none of %s", unit, strings.Join(catalogue.BaseUnits, ", "))
	}
	return unit
}

// basis is what a price rests on; a price that somebody enters is documented
// unless it says otherwise.
func basis(row *rows.Row) string {
	switch text := strings.ToLower(row.Text("basis")); model.Basis(text) {
	case "":
		return string(model.Documented)
	case model.Documented, model.Assumed:
		return text
	default:
		row.Fail("basis", "%q is neither %s nor %s", text, model.Documented, model.Assumed)
		return ""
	}
}

// effective is the period a price holds in. Usage is billed by the hour of
// UTC+8, so a bill could not show a price that changed within an hour.
func effective(row *rows.Row) (from, to int64) {
	from, to = row.Span("effective_from", "effective_to")
	const hour = 3600 // UTC+8 is off UTC by whole hours: its hours are UTC's
	if from%hour != 0 {
		row.Fail("effective_from", "%q is not on a full hour of UTC+8, and bills are by the hour", row.Text("effective_from"))
	}
	if to%hour != 0 {
		row.Fail("effective_to", "%q is not on a full hour of UTC+8, and bills are by the hour", row.Text("effective_to"))
	}
	return from, to
}
