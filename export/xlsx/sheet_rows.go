package xlsx

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// cells are the rows below the header, then the sums.
func (s *sheetOf[R]) cells(yield func(row, error) bool) {
	totals := s.newTotals()
	line := row{number: firstRow, cells: make([]cell, len(s.columns))}
	var r R
	var err error
	var there bool
	for ; line.number < firstRow+s.size; line.number++ {
		r, err, there = s.next()
		if !there {
			err = fmt.Errorf("sheet %s: the table has fewer rows than were counted", s.name)
		}
		if err != nil {
			yield(row{}, err)
			return
		}
		for i := range s.columns {
			line.cells[i] = s.cell(i, &r, line.number)
		}
		line.height = s.height(line.cells)
		totals.add(&r, line.cells)
		if !yield(line, nil) {
			return
		}
	}
	if totals.any() {
		line.cells, line.height = totals.cells(), min(line.height, oneLine)
		yield(line, nil)
	}
}

// cell is one cell of a row.
func (s *sheetOf[R]) cell(column int, r *R, number int) cell {
	c := &s.columns[column]
	if c.live == nil {
		return c.cell(r)
	}
	return c.cell(r).live(c.live(func(header string) string { return at(s.letterOf(header), number) }))
}

// totals adds up a sheet's columns as its rows go by.
type totals[R any] struct {
	sheet    *sheetOf[R]
	sums     []decimal.Decimal // by column
	looks    []look            // of the cells that are summed
	currency string
	mixed    bool // the rows are in more than one currency
}

func (s *sheetOf[R]) newTotals() *totals[R] {
	return &totals[R]{sheet: s, sums: make([]decimal.Decimal, len(s.columns)), looks: make([]look, len(s.columns))}
}

// any says whether there is anything to sum up.
func (t *totals[R]) any() bool {
	return t.sheet.size > 0 && slices.ContainsFunc(t.sheet.columns, func(c column[R]) bool { return c.sum })
}

// add adds a row.
func (t *totals[R]) add(r *R, cells []cell) {
	for i := range cells {
		if t.sheet.columns[i].sum {
			t.sums[i], t.looks[i] = t.sums[i].Add(cells[i].number.Decimal), cells[i].look
		}
	}
	if t.sheet.currency != nil {
		currency := t.sheet.currency(r)
		t.mixed = t.mixed || t.currency != "" && t.currency != currency
		t.currency = currency
	}
}

// cells is the row below the table.
func (t *totals[R]) cells() []cell {
	row := make([]cell, len(t.sums))
	for i, c := range t.sheet.columns {
		row[i].look = lookSumText
		if c.sum {
			row[i] = t.cell(i)
		}
	}
	return row
}

// sumLooks is how the sum of a column looks, by how its cells do.
var sumLooks = map[look]look{lookAmount: lookSumAmount, lookChange: lookSumChange, lookCount: lookSumCount, lookCountLink: lookSumCount, lookCountChange: lookSumCount}

// cell is the live sum of a column. Amounts in several currencies have none.
func (t *totals[R]) cell(column int) cell {
	shown := t.looks[column]
	if (shown == lookAmount || shown == lookChange) && t.mixed {
		return text(lookSumText, t.sheet.book.say("several currencies"))
	}
	name := letter(column + 1)
	return amount(t.sums[column]).as(sumLooks[shown]).live(fmt.Sprintf("SUM(%s%d:%s%d)", name, firstRow, name, t.sheet.size+headRow))
}
