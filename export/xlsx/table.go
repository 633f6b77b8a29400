package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// table is a sheet whose rows are R: a header, the rows, the sums.
type table[R any] struct {
	sheet    string
	columns  []column[R]
	rows     []R
	currency func(*R) string // of the amounts that are summed; nil if none are
}

// column is a column of such a table.
type column[R any] struct {
	header string
	width  width
	cell   func(*R) cell
	sum    bool // summed below the rows
}

// width is how wide a column is.
type width int

// The widths, from a count to a paragraph.
const (
	narrow width = iota
	medium
	wide
	wider
	paragraph
)

// addTable makes the sheet of a table, and more of them if it is too long for one.
func addTable[R any](b *book, t table[R]) error {
	page := 0
	for rows := range pages(t.rows, b.limit) {
		one := table[R]{pageName(t.sheet, page), t.columns, rows, t.currency}
		if err := one.addTo(b); err != nil {
			return fmt.Errorf("sheet %s: %w", one.sheet, err)
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

func (t *table[R]) addTo(b *book) error {
	across := 1 + (len(t.columns)-1)/columnsAcross
	if err := b.addSheet(t.sheet, paper{across: across}, t.cells); err != nil {
		return err
	}
	if err := t.header(b); err != nil {
		return err
	}
	return t.format(b)
}

// header is written by excelize, which takes the names of a table's columns
// from the cells it knows. It is two lines high.
func (t *table[R]) header(b *book) error {
	if err := b.file.SetRowHeight(t.sheet, 1, 28); err != nil {
		return err
	}
	for i, c := range t.columns {
		at := letter(i+1) + "1"
		if err := b.file.SetCellStr(t.sheet, at, c.header); err != nil {
			return err
		}
		if err := b.file.SetCellStyle(t.sheet, at, at, b.styles[t.headLook(c)]); err != nil {
			return err
		}
		if err := setWidth(b.file, t.sheet, i+1, c.width); err != nil {
			return err
		}
	}
	return nil
}

// headLook sets a header as the cells below it are set.
func (t *table[R]) headLook(c column[R]) look {
	if len(t.rows) == 0 {
		return lookHeader
	}
	switch c.cell(&t.rows[0]).look {
	case lookAmount, lookCount:
		return lookHeaderRight
	case lookCheck:
		return lookHeaderCentred
	default:
		return lookHeader
	}
}

// setWidth sets a column's width in characters.
func setWidth(f *excelize.File, sheet string, number int, w width) error {
	name := letter(number)
	switch w {
	case narrow:
		return f.SetColWidth(sheet, name, name, 11)
	case medium:
		return f.SetColWidth(sheet, name, name, 18)
	case wide:
		return f.SetColWidth(sheet, name, name, 27)
	case wider:
		return f.SetColWidth(sheet, name, name, 50)
	default:
		return f.SetColWidth(sheet, name, name, 64)
	}
}

// columnsAcross is how many columns can still be read on one page in print.
const columnsAcross = 10

// format makes the rows an Excel table that can be filtered, and says what else
// a reader and his printer should know of them.
func (t *table[R]) format(b *book) error {
	last := letter(len(t.columns))
	bottom := max(len(t.rows)+1, 2) // a table has at least one row, if empty
	whole := fmt.Sprintf("A1:%s%d", last, bottom)
	noStripes := false
	err := b.file.AddTable(t.sheet, &excelize.Table{
		Range: whole, Name: strings.ReplaceAll(t.sheet, " ", ""),
		StyleName: "TableStyleLight1", ShowRowStripes: &noStripes,
	})
	if err != nil {
		return err
	}
	for i, c := range t.columns {
		if c.header != headerCheck {
			continue
		}
		if err := b.markChecks(t.sheet, fmt.Sprintf("%s2:%s%d", letter(i+1), letter(i+1), bottom)); err != nil {
			return err
		}
	}
	// Ids of digits are text on purpose: Excel need not warn of them.
	if err := b.file.AddIgnoredErrors(t.sheet, whole, excelize.IgnoredErrorsNumberStoredAsText); err != nil {
		return err
	}
	if err := t.keepInSight(b); err != nil {
		return err
	}
	return b.file.SetSheetDimension(t.sheet, fmt.Sprintf("A1:%s%d", last, bottom+1))
}

// keepInSight freezes the header and the first column, and repeats them on
// every printed page.
func (t *table[R]) keepInSight(b *book) error {
	err := b.file.SetPanes(t.sheet, &excelize.Panes{
		Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight",
	})
	if err != nil {
		return err
	}
	return b.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$A:$A,'%s'!$1:$1", t.sheet, t.sheet), Scope: t.sheet,
	})
}

// cells are the rows below the header, then the sums.
func (t *table[R]) cells(yield func(int, []cell) bool) {
	row := make([]cell, len(t.columns))
	for i := range t.rows {
		for j, c := range t.columns {
			row[j] = c.cell(&t.rows[i])
		}
		if !yield(i+2, row) {
			return
		}
	}
	if sums := t.sums(); sums != nil {
		yield(len(t.rows)+2, sums)
	}
}

// sums is the row below the table; nil if nothing is summed.
func (t *table[R]) sums() []cell {
	summed := func(c column[R]) bool { return c.sum }
	if len(t.rows) == 0 || !slices.ContainsFunc(t.columns, summed) {
		return nil
	}
	sums := make([]cell, len(t.columns))
	for i, c := range t.columns {
		sums[i].look = lookSumText
		if c.sum {
			sums[i] = t.sum(i)
		}
	}
	sums[0].text = "Sum"
	return sums
}

// sum is the live sum of a column. Amounts in several currencies have none.
func (t *table[R]) sum(column int) cell {
	var sum decimal.Decimal
	look := lookSumCount
	for i := range t.rows {
		c := t.columns[column].cell(&t.rows[i])
		sum = sum.Add(c.number.Decimal)
		if c.look == lookAmount {
			look = lookSumAmount
		}
	}
	if look == lookSumAmount && t.mixed() {
		return text(lookSumText, "several currencies")
	}
	name := letter(column + 1)
	return amount(sum).as(look).live(fmt.Sprintf("SUM(%s2:%s%d)", name, name, len(t.rows)+1))
}

// mixed says whether the rows are in more than one currency.
func (t *table[R]) mixed() bool {
	first := t.currency(&t.rows[0])
	return slices.ContainsFunc(t.rows, func(r R) bool { return t.currency(&r) != first })
}

// ranges are the cells below a header, sheet by sheet, for a formula on
// another sheet.
func (t *table[R]) ranges(b *book, header string) []string {
	column := letter(1 + slices.IndexFunc(t.columns, func(c column[R]) bool { return c.header == header }))
	var found []string
	for rows := range pages(t.rows, b.limit) {
		sheet := pageName(t.sheet, len(found))
		found = append(found, fmt.Sprintf("'%s'!$%s$2:$%s$%d", sheet, column, column, max(len(rows)+1, 2)))
	}
	return found
}
