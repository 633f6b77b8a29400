package xlsx

import (
	"fmt"
	"iter"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// Every table stands below a line that says what the sheet is for: the header
// in the second row, the rows from the third.
const (
	headRow  = 2
	firstRow = headRow + 1
)

// table is a sheet whose rows are R: a header, the rows, the sums.
type table[R any] struct {
	sheet    string
	about    string   // what the sheet is for, in a sentence
	also     []string // more to know of it, in the reader's language
	columns  []column[R]
	rows     rows[R]
	early    bool            // its sheets are written before those that point at its rows
	currency func(*R) string // of the amounts that are summed; nil if none are
}

// rows are the rows of a table. They are read once, when the sheet is written.
type rows[R any] struct {
	count int
	like  *R // a row like the others, by which headers are set
	all   iter.Seq2[R, error]
}

// listed are rows that are held in a list.
func listed[R any](list []R) rows[R] {
	all := rows[R]{count: len(list), all: model.Listed(list)}
	if len(list) > 0 {
		all.like = &list[0]
	}
	return all
}

// column is a column of such a table. Its header, in English, is also its name.
type column[R any] struct {
	header  string
	unit    string // currency or zone, in brackets behind the header; "" for none
	width   width
	cell    func(*R) cell
	live    func(at inRow) string // the formula that the cell's value is computed by; nil for none
	sum     bool                  // summed below the rows
	choices []string              // what a reader may choose from
}

// moneyColumn is a column of amounts that are not summed, for each row says its own
// currency.
func moneyColumn[R any](header string, value func(*R) decimal.Decimal) column[R] {
	return column[R]{header: header, width: medium, cell: func(r *R) cell { return amount(value(r)) }}
}

// inRow names the cell of a column in the row of a formula.
type inRow func(header string) string

// width is how wide a column is, in characters.
type width int

// The widths, from a day of a calendar to a paragraph.
const (
	tiny      width = 4
	narrow    width = 11
	medium    width = 19
	wide      width = 29
	wider     width = 50
	paragraph width = 64
)

// addTable makes the sheet of a table, and more of them if it is too long for
// one. They are written in their order, each going on where the one before it
// has stopped.
func addTable[R any](b *book, t table[R]) error {
	next, stop := iter.Pull2(t.rows.all)
	b.stops = append(b.stops, stop)
	for page, size := range b.pages(t.rows.count) {
		one := sheetOf[R]{table: t, book: b, name: b.pageName(t.sheet, page), page: page, size: size,
			more: (page+1)*b.limit < t.rows.count, next: next}
		if err := one.add(); err != nil {
			return fmt.Errorf("sheet %s: %w", one.name, err)
		}
	}
	return nil
}

// pages cuts so many rows into pages, and gives the number of rows on each. No
// rows make one empty page.
func (b *book) pages(count int) iter.Seq2[int, int] {
	return func(yield func(page, size int) bool) {
		for page := 0; page == 0 || page*b.limit < count; page++ {
			if !yield(page, min(count-page*b.limit, b.limit)) {
				return
			}
		}
	}
}

// letterOf is the column with a header.
func (t *table[R]) letterOf(header string) string {
	return letter(1 + slices.IndexFunc(t.columns, func(c column[R]) bool { return c.header == header }))
}

// ranges are the cells below a header, sheet by sheet, for a formula or a chart
// on another sheet.
func (t *table[R]) ranges(b *book, header string) []string {
	column := t.letterOf(header)
	var found []string
	for page, size := range b.pages(t.rows.count) {
		found = append(found, fmt.Sprintf("'%s'!$%s$%d:$%s$%d", b.pageName(t.sheet, page), column, firstRow, column, max(size+headRow, firstRow)))
	}
	return found
}
