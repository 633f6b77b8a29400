package xlsx

import "immrecon/store"

// rules are the rules and assumptions that were used, each with its source.
func (b *book) rules() table[store.Rule] {
	type row = store.Rule
	return table[row]{sheet: sheetRules, columns: []column[row]{
		{header: "Rule", width: wide, cell: func(r *row) cell { return text(lookText, r.ID) }},
		{header: "Statement", width: paragraph, cell: func(r *row) cell { return text(lookWrapped, r.Statement) }},
		{header: headerBasis, width: medium, cell: func(r *row) cell { return text(lookText, b.words.Basis(r.Basis)) }},
		{header: "Default", width: narrow, cell: func(r *row) cell { return text(lookText, r.Default) }},
		{header: "Since", width: medium, cell: func(r *row) cell { return text(lookText, r.Since) }},
		{header: "Source", width: paragraph, cell: func(r *row) cell { return text(lookWrapped, r.Source) }},
	}, rows: b.report.Rules}
}

// prices are the prices in force during the month, of the items that occur.
func (b *book) prices() table[store.Price] {
	type row = store.Price
	return table[row]{sheet: sheetPrices, columns: []column[row]{
		{header: "Item", width: wide, cell: func(p *row) cell { return text(lookText, p.Item) }},
		{header: "Operation", width: wide, cell: func(p *row) cell { return text(lookText, p.Operation) }},
		{header: "Tier", width: wide, cell: func(p *row) cell { return text(lookText, p.Tier) }},
		{header: "Price", width: medium, cell: func(p *row) cell { return amount(p.Amount) }},
		{header: headerCurrency, width: narrow, cell: func(p *row) cell { return text(lookText, p.Currency) }},
		{header: "Per", width: narrow, cell: func(p *row) cell { return count(p.Per) }},
		{header: "Unit", width: narrow, cell: func(p *row) cell { return text(lookText, p.Unit) }},
		{header: "Site", width: narrow, cell: func(p *row) cell { return text(lookText, p.Site) }},
		{header: b.time("From"), width: medium, cell: func(p *row) cell { return instant(b.zone, p.From) }},
		{header: b.time("To"), width: medium, cell: func(p *row) cell { return instant(b.zone, p.To) }},
		{header: headerBasis, width: medium, cell: func(p *row) cell { return text(lookText, p.Basis) }},
		{header: "Source", width: paragraph, cell: func(p *row) cell { return text(lookWrapped, p.Source) }},
	}, rows: b.report.Prices}
}
