package xlsx

import (
	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// rules are the rules and assumptions that were used, each with its source, and
// what each assumption is worth where that was measured.
func (b *book) rules() table[model.Rule] {
	type row = model.Rule
	worth := map[string]decimal.NullDecimal{}
	for _, a := range b.report.Assumptions {
		worth[a.Rule] = decimal.NewNullDecimal(a.Worth)
	}
	return table[row]{sheet: sheetRules, rows: listed(b.report.Rules),
		about: "The rules this run went by, as it had them switched. If switched is by how much the expected amount would change.",
		columns: []column[row]{
			{header: "Rule", width: wide + 6, cell: func(r *row) cell { return text(lookText, r.ID) }},
			{header: "What it says", width: paragraph, cell: func(r *row) cell { return text(lookWrapped, b.words.RuleText(r)) }},
			{header: headerBasis, width: medium, cell: func(r *row) cell { return text(basisLook(r.Basis), b.words.Basis(r.Basis)) }},
			{header: "In this run", width: narrow, cell: func(r *row) cell { return text(lookText, b.say(r.Default)) }},
			{header: "If switched", unit: b.currency(), width: medium, cell: func(r *row) cell { return printed(worth[r.ID]).as(lookChange) }},
			{header: "Since", width: wide, cell: func(r *row) cell { return text(lookText, r.Since) }},
			{header: "Source", width: paragraph, cell: func(r *row) cell { return text(lookWrapped, b.words.Source(r.Source)) }},
		}}
}

// prices are the prices in force during the month, of the items that occur.
func (b *book) prices() table[model.Price] {
	type row = model.Price
	return table[row]{sheet: sheetPrices, rows: listed(b.report.Prices),
		about: "The prices in force during the month, of the items that occur. A company's own stand behind those they override.",
		columns: []column[row]{
			{header: "Item", width: wide, cell: func(p *row) cell { return text(lookText, p.Item) }},
			{header: "Operation", width: wide, cell: func(p *row) cell { return text(lookText, p.Operation) }},
			{header: "Tier", width: medium, cell: func(p *row) cell { return text(lookText, b.words.Term(p.Tier)) }},
			{header: "Price", width: medium, cell: func(p *row) cell { return amount(p.Amount) }},
			{header: headerCurrency, width: narrow, cell: func(p *row) cell { return text(lookText, p.Currency) }},
			{header: "Per", width: medium, cell: func(p *row) cell { return count(p.Per) }},
			{header: "Unit", width: narrow, cell: func(p *row) cell { return text(lookText, b.words.Unit(p.Unit)) }},
			{header: "Site", width: narrow, cell: func(p *row) cell { return text(lookText, p.Site) }},
			{header: "From", unit: b.zone.Name, width: medium, cell: func(p *row) cell { return instant(b.zone, p.From) }},
			{header: "To", unit: b.zone.Name, width: medium, cell: func(p *row) cell { return instant(b.zone, p.To) }},
			{header: headerBasis, width: medium, cell: func(p *row) cell { return text(lookText, b.words.Basis(model.Basis(p.Basis))) }},
			{header: "Source", width: paragraph, cell: func(p *row) cell { return text(lookWrapped, b.words.Source(p.Source)) }},
		}}
}

// basisLook sets assumptions apart from what the provider states.
func basisLook(b model.Basis) look {
	if b == model.Assumed {
		return lookUnverifiable
	}
	return lookText
}
