package xlsx

import (
	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// weboffice is each project's use of Weboffice, counted both ways: what it pays
// for, and what it would cost by the other rule.
func (b *book) weboffice() table[model.WebofficeUse] {
	type row = model.WebofficeUse
	money := func(header string, value func(*row) decimal.NullDecimal) column[row] {
		return column[row]{header: header, unit: b.unit(), width: medium, sum: true, cell: func(u *row) cell { return printed(value(u)) }}
	}
	known := func(d decimal.Decimal) decimal.NullDecimal { return decimal.NewNullDecimal(d) }
	return table[row]{
		sheet: sheetWeboffice, rows: listed(b.report.Weboffice),
		about:    "A project created before 1 December 2023 (UTC+8) pays for openings of documents, one created since for API calls. Both are counted here.",
		currency: func(u *row) string { return u.Currency },
		columns: []column[row]{
			{header: "Project", width: wide, cell: func(u *row) cell { return b.projectName(u.Project) }},
			{header: "Region", width: medium, cell: func(u *row) cell { return text(lookText, u.Region) }},
			{header: "Created", unit: b.zone.Name, width: medium, cell: func(u *row) cell { return instant(b.zone, u.CreatedAt).as(lookSecond) }},
			{header: "Pays for", width: narrow, cell: func(u *row) cell { return text(lookRule, b.words.Rule(u.Rule)) }},
			{header: "Item", width: 32, cell: func(u *row) cell { return text(lookText, u.Item) }},
			{header: "Openings", width: narrow, sum: true, cell: func(u *row) cell { return count(u.Openings) }},
			{header: "Calls", width: narrow, sum: true, cell: func(u *row) cell { return count(u.Calls) }},
			{header: headerBilledQuantity, width: narrow, sum: true, cell: func(u *row) cell { return count(u.Billed.Quantity) }},
			{header: headerExpectedQuantity, width: narrow, sum: true, cell: func(u *row) cell { return count(u.Expected.Quantity) }},
			money(headerBilled, func(u *row) decimal.NullDecimal { return known(u.Billed.Amount) }),
			money(headerExpected, func(u *row) decimal.NullDecimal { return known(u.Expected.Amount) }),
			{header: headerDifference, unit: b.unit(), width: medium, sum: true,
				cell: func(u *row) cell { return change(u.Billed.Minus(u.Expected).Amount) },
				live: func(at inRow) string { return "ROUND(" + at(headerBilled) + "-" + at(headerExpected) + ",10)" }},
			money("Charged by openings", func(u *row) decimal.NullDecimal { return u.ByOpenings }),
			money("Charged by calls", func(u *row) decimal.NullDecimal { return u.ByCalls }),
			{header: headerCurrency, width: narrow, cell: func(u *row) cell { return text(lookText, u.Currency) }},
		}}
}
