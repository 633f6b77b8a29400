package xlsx

import (
	"cmp"
	"slices"

	"immrecon/store"
)

// group is the sum of the cells that have the same key.
type group[K comparable] struct {
	key              K
	billed, expected store.Measure
}

// groupBy adds up cells by key, in the order of the keys.
func groupBy[K comparable](rows []store.Cell, key func(*store.Cell) K, order func(a, b K) int) []group[K] {
	at := map[K]int{}
	var groups []group[K]
	for i := range rows {
		k := key(&rows[i])
		if _, seen := at[k]; !seen {
			at[k] = len(groups)
			groups = append(groups, group[K]{key: k})
		}
		g := &groups[at[k]]
		g.billed = plus(g.billed, rows[i].Billed)
		g.expected = plus(g.expected, rows[i].Expected)
	}
	slices.SortFunc(groups, func(a, b group[K]) int { return order(a.key, b.key) })
	return groups
}

func plus(a, b store.Measure) store.Measure {
	return store.Measure{Quantity: a.Quantity + b.Quantity, Amount: a.Amount.Add(b.Amount)}
}

func minus(a, b store.Measure) store.Measure {
	return store.Measure{Quantity: a.Quantity - b.Quantity, Amount: a.Amount.Sub(b.Amount)}
}

// moneyColumns are the amounts of a sheet of groups. The difference is live; it
// is rounded to the digits of a bill, for spreadsheets subtract in binary
// fractions.
func moneyColumns[K comparable](b *book, currency func(K) string) []column[group[K]] {
	type row = group[K]
	return []column[row]{
		{header: headerBilled, unit: b.currency(), width: medium, sum: true, cell: func(g *row) cell { return amount(g.billed.Amount) }},
		{header: headerExpected, unit: b.currency(), width: medium, sum: true, cell: func(g *row) cell { return amount(g.expected.Amount) }},
		{header: headerDifference, unit: b.currency(), width: medium, sum: true,
			cell: func(g *row) cell { return change(minus(g.billed, g.expected).Amount) },
			live: func(at inRow) string { return "ROUND(" + at(headerBilled) + "-" + at(headerExpected) + ",10)" }},
		{header: headerCurrency, width: narrow, cell: func(g *row) cell { return text(lookText, currency(g.key)) }},
	}
}

// quantityColumns are the quantities of such a sheet, where they are of one
// unit. Their difference is no formula: bytes may be more than a spreadsheet
// can count to the last.
func quantityColumns[K comparable]() []column[group[K]] {
	type row = group[K]
	return []column[row]{
		{header: headerBilledQuantity, width: medium, cell: func(g *row) cell { return count(g.billed.Quantity) }},
		{header: headerExpectedQuantity, width: medium, cell: func(g *row) cell { return count(g.expected.Quantity) }},
		{header: headerDifferenceQuantity, width: medium, cell: func(g *row) cell {
			return countChange(minus(g.billed, g.expected).Quantity)
		}},
	}
}

// itemKey is what the sheet By item has a row for.
type itemKey struct{ item, tier, unit, currency string }

// items sums the cells by item, tier and unit.
func (b *book) items() table[group[itemKey]] {
	type row = group[itemKey]
	key := func(c *store.Cell) itemKey { return itemKey{c.Item, c.Tier, c.Unit, c.Currency} }
	order := func(x, y itemKey) int {
		return cmp.Or(cmp.Compare(x.item, y.item), cmp.Compare(x.tier, y.tier), cmp.Compare(x.unit, y.unit), cmp.Compare(x.currency, y.currency))
	}
	columns := []column[row]{
		{header: "Item", width: wide, cell: func(g *row) cell { return text(lookText, g.key.item) }},
		{header: "Tier", width: wide, cell: func(g *row) cell { return text(lookText, g.key.tier) }},
		{header: "Unit", width: narrow, cell: func(g *row) cell { return text(lookText, g.key.unit) }},
	}
	return table[row]{
		sheet: sheetItems, rows: groupBy(b.report.Cells, key, order),
		columns:  slices.Concat(columns, quantityColumns[itemKey](), moneyColumns(b, func(k itemKey) string { return k.currency })),
		about:    "All that was billed and all that the evidence supports, by billing item. Quantities are in base units, whatever the bill's.",
		currency: func(g *row) string { return g.key.currency },
	}
}

// projectKey is what the sheet By project has a row for.
type projectKey struct{ project, region, currency string }

// projects sums the cells by project and region.
func (b *book) projects() table[group[projectKey]] {
	type row = group[projectKey]
	key := func(c *store.Cell) projectKey { return projectKey{c.Project, c.Region, c.Currency} }
	order := func(x, y projectKey) int {
		return cmp.Or(cmp.Compare(x.project, y.project), cmp.Compare(x.region, y.region), cmp.Compare(x.currency, y.currency))
	}
	columns := []column[row]{
		{header: "Project", width: wide, cell: func(g *row) cell { return b.projectName(g.key.project) }},
		{header: "Region", width: wide, cell: func(g *row) cell { return text(lookText, g.key.region) }},
	}
	return table[row]{
		sheet: sheetProjects, rows: groupBy(b.report.Cells, key, order),
		columns:  append(columns, moneyColumns(b, func(k projectKey) string { return k.currency })...),
		about:    "The same by project and region.",
		currency: func(g *row) string { return g.key.currency },
	}
}

// projectName says so where nobody knows the project.
func (b *book) projectName(project string) cell {
	if project == "" {
		return text(lookCode, b.say("(not known)"))
	}
	return text(lookText, project)
}

// dayKey is what the sheet By day has a row for. Cells of a monthly bill
// belong to no single day: their day is empty.
type dayKey struct {
	day      string // 2006-01-02, "" for periods longer than a day
	start    int64  // an instant of that day
	currency string
}

func (b *book) dayOf(c *store.Cell) dayKey {
	if c.To-c.From > daySeconds {
		return dayKey{currency: c.Currency}
	}
	start := b.zone.Time(c.From)
	midnight := c.From - int64(start.Hour()*3600+start.Minute()*60+start.Second())
	return dayKey{b.zone.Day(c.From), midnight, c.Currency}
}

// days sums the cells by the day they begin on; longer periods come first.
func (b *book) days() table[group[dayKey]] {
	type row = group[dayKey]
	order := func(x, y dayKey) int { return cmp.Or(cmp.Compare(x.day, y.day), cmp.Compare(x.currency, y.currency)) }
	columns := []column[row]{
		{header: headerDay, unit: b.zone.Name, width: wide, cell: func(g *row) cell {
			if g.key.day == "" {
				return text(lookText, b.say("longer than a day"))
			}
			return day(b.zone, g.key.start)
		}},
	}
	return table[row]{
		sheet: sheetDays, rows: groupBy(b.report.Cells, b.dayOf, order),
		columns:  append(columns, moneyColumns(b, func(k dayKey) string { return k.currency })...),
		about:    "The same by day. Bill periods longer than a day stand in a row of their own.",
		currency: func(g *row) string { return g.key.currency },
	}
}

// headerDay heads the days, which the chart on the statement runs over.
const headerDay = "Day"
