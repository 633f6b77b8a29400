package xlsx

import (
	"cmp"
	"slices"

	"immrecon/store/model"
)

// group is the sum of the cells that have the same key.
type group[K comparable] struct {
	key              K
	billed, expected model.Measure
}

// groups are the cells added up by key.
type groups[K comparable] map[K]*group[K]

func (g groups[K]) add(k K, c *model.Cell) {
	sum := g[k]
	if sum == nil {
		sum = &group[K]{key: k}
		g[k] = sum
	}
	sum.billed, sum.expected = sum.billed.Plus(c.Billed), sum.expected.Plus(c.Expected)
}

// sorted lists the groups in the order of their keys.
func (g groups[K]) sorted(order func(a, b K) int) []group[K] {
	var list []group[K]
	for _, sum := range g {
		list = append(list, *sum)
	}
	slices.SortFunc(list, func(a, b group[K]) int { return order(a.key, b.key) })
	return list
}

// grouped is what the cells come to by item, by project and by day.
type grouped struct {
	items    []group[itemKey]
	projects []group[projectKey]
	days     []group[dayKey]
}

// group reads the cells once and adds them up.
func (b *book) group() (grouped, error) {
	items, projects, days := groups[itemKey]{}, groups[projectKey]{}, groups[dayKey]{}
	for c, err := range b.report.Cells {
		if err != nil {
			return grouped{}, err
		}
		items.add(itemKey{c.Item, c.Tier, c.Unit, c.Currency}, &c)
		projects.add(projectKey{c.Project, c.Region, c.Currency}, &c)
		days.add(b.dayOf(&c), &c)
	}
	return grouped{items.sorted(itemKey.compare), projects.sorted(projectKey.compare), days.sorted(b.compareDays)}, nil
}

// moneyColumns are the amounts of a sheet of groups. The difference is live; it
// is rounded to the digits of a bill, for spreadsheets subtract in binary
// fractions.
func moneyColumns[K comparable](b *book, currency func(K) string) []column[group[K]] {
	type row = group[K]
	return []column[row]{
		{header: headerBilled, unit: b.unit(), width: medium, sum: true, cell: func(g *row) cell { return amount(g.billed.Amount) }},
		{header: headerExpected, unit: b.unit(), width: medium, sum: true, cell: func(g *row) cell { return amount(g.expected.Amount) }},
		{header: headerDifference, unit: b.unit(), width: medium, sum: true,
			cell: func(g *row) cell { return change(g.billed.Minus(g.expected).Amount) },
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
			return countChange(g.billed.Minus(g.expected).Quantity)
		}},
	}
}

// itemKey is what the sheet By item has a row for.
type itemKey struct{ item, tier, unit, currency string }

func (k itemKey) compare(o itemKey) int {
	return cmp.Or(cmp.Compare(k.item, o.item), cmp.Compare(k.tier, o.tier), cmp.Compare(k.unit, o.unit), cmp.Compare(k.currency, o.currency))
}

// items sums the cells by item, tier and unit.
func (b *book) items() table[group[itemKey]] {
	type row = group[itemKey]
	columns := []column[row]{
		{header: "Item", width: wide, cell: func(g *row) cell { return text(lookText, g.key.item) }},
		{header: "Tier", width: wide, cell: func(g *row) cell { return text(lookText, b.words.Term(g.key.tier)) }},
		{header: "Unit", width: narrow, cell: func(g *row) cell { return text(lookText, b.words.Unit(g.key.unit)) }},
	}
	return table[row]{
		sheet: sheetItems, rows: listed(b.sums.items),
		columns:  slices.Concat(columns, quantityColumns[itemKey](), moneyColumns(b, func(k itemKey) string { return k.currency })),
		about:    "All that was billed and all that the evidence supports, by billing item. Quantities are in base units, whatever the bill's.",
		currency: func(g *row) string { return g.key.currency },
	}
}

// projectKey is what the sheet By project has a row for.
type projectKey struct{ project, region, currency string }

func (k projectKey) compare(o projectKey) int {
	return cmp.Or(cmp.Compare(k.project, o.project), cmp.Compare(k.region, o.region), cmp.Compare(k.currency, o.currency))
}

// projects sums the cells by project and region.
func (b *book) projects() table[group[projectKey]] {
	type row = group[projectKey]
	columns := []column[row]{
		{header: "Project", width: wide, cell: func(g *row) cell { return b.projectName(g.key.project) }},
		{header: "Region", width: wide, cell: func(g *row) cell { return text(lookText, g.key.region) }},
	}
	return table[row]{
		sheet: sheetProjects, rows: listed(b.sums.projects),
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
// belong to no single day.
type dayKey struct {
	start    int64 // of the day, Unix seconds; 0 for periods longer than a day
	currency string
}

// compareDays puts the statement's currency first, so that its days stand together
// for the chart.
func (b *book) compareDays(k, o dayKey) int {
	switch main := b.currency(); {
	case k.currency == o.currency:
		return cmp.Compare(k.start, o.start)
	case k.currency == main:
		return -1
	case o.currency == main:
		return 1
	}
	return cmp.Compare(k.currency, o.currency)
}

func (b *book) dayOf(c *model.Cell) dayKey {
	if c.To-c.From > daySeconds {
		return dayKey{currency: c.Currency}
	}
	_, offset := b.zone.Time(c.From).Zone()
	return dayKey{c.From - (c.From+int64(offset))%daySeconds, c.Currency}
}

// days sums the cells by the day they begin on; longer periods come first.
func (b *book) days() table[group[dayKey]] {
	type row = group[dayKey]
	columns := []column[row]{
		{header: headerDay, unit: b.zone.Name, width: wide, cell: func(g *row) cell {
			if g.key.start == 0 {
				return text(lookText, b.say("longer than a day"))
			}
			return day(b.zone, g.key.start)
		}},
	}
	return table[row]{
		sheet: sheetDays, rows: listed(b.sums.days),
		columns:  append(columns, moneyColumns(b, func(k dayKey) string { return k.currency })...),
		about:    "The same by day. Bill periods longer than a day stand in a row of their own.",
		currency: func(g *row) string { return g.key.currency },
	}
}

// headerDay heads the days, which the chart on the statement runs over.
const headerDay = "Day"
