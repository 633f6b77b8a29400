package xlsx

import (
	"fmt"
	"slices"
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
	about    string // what the sheet is for, in a sentence
	columns  []column[R]
	rows     []R
	currency func(*R) string // of the amounts that are summed; nil if none are
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

// addTable makes the sheet of a table, and more of them if it is too long for one.
func addTable[R any](b *book, t table[R]) error {
	page := 0
	for rows := range pages(t.rows, b.limit) {
		one := sheetOf[R]{table: t, book: b, name: b.pageName(t.sheet, page), page: page, more: (page+1)*b.limit < len(t.rows)}
		one.rows = rows
		if err := one.add(); err != nil {
			return fmt.Errorf("sheet %s: %w", one.name, err)
		}
		page++
	}
	return nil
}

// pages cuts rows into pages. No rows make one empty page.
func pages[R any](rows []R, limit int) func(func([]R) bool) {
	if len(rows) == 0 {
		return slices.Values([][]R{nil})
	}
	return slices.Chunk(rows, limit)
}

// letterOf is the column with a header.
func (t *table[R]) letterOf(header string) string {
	return letter(1 + slices.IndexFunc(t.columns, func(c column[R]) bool { return c.header == header }))
}

// mixed says whether the rows are in more than one currency.
func (t *table[R]) mixed() bool {
	first := t.currency(&t.rows[0])
	return slices.ContainsFunc(t.rows, func(r R) bool { return t.currency(&r) != first })
}

// ranges are the cells below a header, sheet by sheet, for a formula or a chart
// on another sheet.
func (t *table[R]) ranges(b *book, header string) []string {
	column := t.letterOf(header)
	var found []string
	for rows := range pages(t.rows, b.limit) {
		sheet := b.pageName(t.sheet, len(found))
		found = append(found, fmt.Sprintf("'%s'!$%s$%d:$%s$%d", sheet, column, firstRow, column, max(len(rows)+headRow, firstRow)))
	}
	return found
}
