package xlsx

import (
	"slices"

	"immrecon/store/model"
)

// claims is one row a matter: the findings of one cause, item and project, with
// what to do about them.
func (b *book) claims() table[model.FindingGroup] {
	type row = model.FindingGroup
	claims := b.claimsOfGroups()
	columns := []column[row]{
		{header: "No.", width: narrow, cell: func(c *row) cell { return count(c.Number).as(lookCountLeft) }},
		{header: headerVerdict, width: medium, cell: func(c *row) cell { return text(verdictLook(c.Verdict), b.words.Verdict(c.Verdict)) }},
		{header: headerCause, width: wider, cell: func(c *row) cell { return text(causeLook(c.Cause), b.words.Cause(c.Cause)) }},
		{header: "Item", width: wide, cell: func(c *row) cell { return text(lookText, c.Item) }},
		{header: "Project", width: medium, cell: func(c *row) cell { return text(lookText, c.Project) }},
		{header: headerAmount, unit: b.unit(), width: medium, sum: true, cell: func(c *row) cell { return change(c.Amount) }},
		{header: headerCurrency, width: narrow, cell: func(c *row) cell { return text(lookText, b.in(c.Currency)) }},
		{header: "Findings", width: narrow, sum: true, cell: func(c *row) cell { return count(c.Findings).leads(b.places.first[b.common(c)]) }},
		{header: "Bill lines", width: narrow, sum: true, cell: func(c *row) cell { return count(c.Lines) }},
		{header: headerBasis, width: medium, cell: func(c *row) cell { return text(lookText, b.words.Basis(c.Basis)) }},
		{header: "What to do", width: paragraph, cell: func(c *row) cell { return text(lookWrapped, b.words.Advise(c, b.in(c.Currency))) }},
	}
	return table[row]{
		sheet: sheetClaims, columns: slices.Concat(columns, claimColumns(b, func(g *row) []*model.Claim { return claims[b.common(g)] }), noteColumns[row]()), rows: listed(b.report.Groups),
		about:    "One row a matter: the findings of one cause, item and project. The yellow columns are yours.",
		currency: func(c *row) string { return b.in(c.Currency) },
	}
}
