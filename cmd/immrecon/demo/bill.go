package demo

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"
)

// billLine is a line of the bill: a cell with what is asked for it.
type billLine struct {
	cellKey
	quantity int64           // base units
	price    decimal.Decimal // of a unit, as printed
	gross    decimal.Decimal
}

// bill holds the lines of each cell; a right bill has one for each cell with
// something to charge.
type bill struct {
	ledger *ledger
	lines  map[cellKey][]billLine
}

// bill draws the right bill from the ledger.
func (l *ledger) bill() *bill {
	b := &bill{ledger: l, lines: map[cellKey][]billLine{}}
	for key, c := range l.cells {
		b.set(key, c[charged])
	}
	return b
}

// set bills a cell with one line of the right price, or not at all.
func (b *bill) set(key cellKey, quantity int64) {
	if quantity == 0 {
		delete(b.lines, key)
		return
	}
	t := tariffOf(key.subject)
	b.lines[key] = []billLine{{key, quantity, t.price, t.amount(quantity)}}
}

// billed sums the lines of a cell.
func (b *bill) billed(key cellKey) (quantity int64, gross decimal.Decimal) {
	for _, line := range b.lines[key] {
		quantity += line.quantity
		gross = gross.Add(line.gross)
	}
	return quantity, gross
}

// inOrder returns all lines by period, project, item and tier.
func (b *bill) inOrder() []billLine {
	var all []billLine
	for _, key := range slices.SortedFunc(maps.Keys(b.lines), cellKey.compare) {
		all = append(all, b.lines[key]...)
	}
	return all
}
