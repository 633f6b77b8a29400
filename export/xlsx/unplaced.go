package xlsx

import (
	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// unplaced is the records that may be charged and could not be placed, by reason
// and by where they stand.
func (b *book) unplaced() table[model.Unplaced] {
	type row = model.Unplaced
	said := func(header string, w width, value func(*row) string) column[row] {
		return column[row]{header: header, width: w, cell: func(u *row) cell { return text(lookText, value(u)) }}
	}
	return table[row]{sheet: sheetUnplaced, rows: listed(b.report.Unplaced),
		about: "Records that may be charged, of which nobody can say where. At most is what they could come to, each at the dearest of what it may be.",
		columns: []column[row]{
			{header: "Reason", width: paragraph, cell: func(u *row) cell { return text(lookWrapped, b.words.Reason(u.Reason).What) }},
			{header: "What would tell", width: wider, cell: func(u *row) cell { return text(lookWrapped, b.words.Reason(u.Reason).Tells) }},
			{header: "Records", width: narrow, sum: true, cell: func(u *row) cell { return count(u.Records) }},
			{header: "At most", unit: b.currency(), width: medium, cell: func(u *row) cell { return b.atMost(u.Amount) }},
			{header: "Listed in", width: medium, cell: func(u *row) cell { return text(lookText, b.words.Channel(u.Channel)) }},
			said("Bucket or region", wide, func(u *row) string { return u.Subject }),
			{header: "From", unit: b.zone.Name, width: medium, cell: func(u *row) cell { return instant(b.zone, u.From) }},
			{header: "To", unit: b.zone.Name, width: medium, cell: func(u *row) cell { return instant(b.zone, u.To) }},
			said("Operation", wide, func(u *row) string { return u.Operation }),
			{header: "Project", width: medium, cell: func(u *row) cell { return b.projectName(u.Project) }},
			said("Region", medium, func(u *row) string { return u.Region }),
			{header: "Reason code", width: medium, cell: func(u *row) cell { return text(lookCode, u.Reason) }},
		}}
}

// atMost is an amount that something may bound.
func (b *book) atMost(d decimal.NullDecimal) cell {
	if !d.Valid {
		return text(lookUnbounded, b.say(unbounded))
	}
	return printed(d)
}

// needed is what to bring next: the evidence, and the prices, that would decide
// what cannot be verified.
func (b *book) needed() table[model.Needed] {
	type row = model.Needed
	return table[row]{sheet: sheetNeeded, rows: listed(b.report.Needed),
		about: "What would decide what cannot be verified, the most money first. A finding may need several of them.",
		columns: []column[row]{
			{header: "Bring", width: wide, cell: func(n *row) cell { return text(lookText, b.words.Channel(n.Channel)) }},
			{header: "Of", width: wide, cell: func(n *row) cell { return text(lookText, n.Subject) }},
			{header: "From", unit: b.zone.Name, width: medium, cell: func(n *row) cell { return instant(b.zone, n.From) }},
			{header: "To", unit: b.zone.Name, width: medium, cell: func(n *row) cell { return instant(b.zone, n.To) }},
			{header: "Findings", width: narrow, cell: func(n *row) cell { return count(n.Findings) }},
			{header: "Would decide", width: medium, cell: func(n *row) cell { return amount(n.Amount) }},
			{header: headerCurrency, width: narrow, cell: func(n *row) cell { return text(lookText, b.in(n.Currency)) }},
			{header: "In words", width: paragraph, cell: func(n *row) cell {
				return text(lookWrapped, b.words.Needs(n, b.in(n.Currency), b.zone))
			}},
		}}
}
