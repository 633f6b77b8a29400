// Package cells lays bill and usage side by side: a series is one project, region,
// item and tier through time, a cell one period of it of the bill's own grain.
// It works out what each side of a cell comes to.
//
// Does not belong here: why the sides differ (diagnose).
package cells

import (
	"cmp"
	"math"
	"slices"

	"immrecon/reconcile/bill"
	"immrecon/reconcile/coverage"
	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/price"
	"immrecon/reconcile/rulebook"
	"immrecon/reconcile/sql"
	"immrecon/reconcile/usage"
	"immrecon/store/db"
	"immrecon/store/model"
)

// Comparison lays the bill and the charged usage of a time side by side.
type Comparison struct {
	Kinds []diagnose.Kind // of usage, by id from 1

	tx         *db.Tx
	span       model.Span
	bill       *bill.Bill
	rules      *rulebook.Book
	cards      price.Cards
	table      *coverage.Table
	unplaced   unplaced
	uncharged  unplaced // records that are charged under no item
	assumed    func(usage.Charged) []string
	tolerances Tolerances

	numbers map[bill.Subject]int64 // of the series
	units   map[string]string      // base units, by item
	changes map[priced][]int64     // instants at which prices change
}

// NewComparison begins to compare a bill with the usage that was charged, and
// with the records that could not be placed.
func NewComparison(tx *db.Tx, span model.Span, b *bill.Bill, rules *rulebook.Book, cards price.Cards, table *coverage.Table, charger *usage.Charger, records []usage.Unplaced, t Tolerances) *Comparison {
	return &Comparison{tx: tx, span: span, bill: b, rules: rules, cards: cards, table: table, assumed: charger.Assumed, tolerances: t,
		unplaced: byItem(records), uncharged: byItem(charger.Uncharged()), numbers: map[bill.Subject]int64{}, units: map[string]string{},
		changes: map[priced][]int64{}}
}

// unplaced are records that cannot be placed, by item and in the order of their
// hours.
type unplaced map[string][]*usage.Unplaced

func byItem(records []usage.Unplaced) unplaced {
	all := unplaced{}
	for n := range records {
		for _, item := range records[n].Items {
			all[item] = append(all[item], &records[n])
		}
	}
	for _, ofItem := range all {
		slices.SortStableFunc(ofItem, func(a, b *usage.Unplaced) int { return cmp.Compare(a.Hour, b.Hour) })
	}
	return all
}

// FormSeries finds which series there are, and puts usage into them.
func (m *Comparison) FormSeries() error {
	if err := sql.Run(m.tx, "60_series.sql"); err != nil {
		return err
	}
	return sql.Run(m.tx, "70_usage.sql")
}

// SeriesOf is the number of the series that a cell is of.
func (m *Comparison) SeriesOf(c *model.Cell) int64 {
	return m.numbers[bill.Subject{Project: c.Project, Region: c.Region, Item: c.Item, Tier: c.Tier}]
}

// OneUnit reports whether a record is at most one unit of an item.
func (m *Comparison) OneUnit(item string) bool { return oneUnit(m.units[item]) }

// priced is an item in a currency.
type priced struct{ item, currency string }

// changesOf lists the instants at which a price of an item changes, read once.
func (m *Comparison) changesOf(p priced) []int64 {
	if _, ok := m.changes[p]; !ok {
		m.changes[p] = m.cards.In(p.currency).Changes(p.item, math.MinInt64, math.MaxInt64)
	}
	return m.changes[p]
}
