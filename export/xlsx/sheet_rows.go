package xlsx

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// cells are the rows below the header, then the sums.
func (s *sheetOf[R]) cells(yield func(int, []cell) bool) {
	row := make([]cell, len(s.columns))
	for i := range s.rows {
		number := i + firstRow
		for j, c := range s.columns {
			row[j] = c.cell(&s.rows[i])
			if c.live != nil {
				row[j] = row[j].live(c.live(func(header string) string { return at(s.letterOf(header), number) }))
			}
		}
		if !yield(number, row) {
			return
		}
	}
	if sums := s.sums(); sums != nil {
		yield(len(s.rows)+firstRow, sums)
	}
}

// sums is the row below the table; nil if nothing is summed.
func (s *sheetOf[R]) sums() []cell {
	summed := func(c column[R]) bool { return c.sum }
	if len(s.rows) == 0 || !slices.ContainsFunc(s.columns, summed) {
		return nil
	}
	sums := make([]cell, len(s.columns))
	for i, c := range s.columns {
		sums[i].look = lookSumText
		if c.sum {
			sums[i] = s.sum(i)
		}
	}
	return sums
}

// sumLooks is how the sum of a column looks, by how its cells do.
var sumLooks = map[look]look{lookAmount: lookSumAmount, lookChange: lookSumChange, lookCount: lookSumCount, lookCountLink: lookSumCount, lookCountChange: lookSumCount}

// sum is the live sum of a column. Amounts in several currencies have none.
func (s *sheetOf[R]) sum(column int) cell {
	var sum decimal.Decimal
	shown := lookCount
	for i := range s.rows {
		c := s.columns[column].cell(&s.rows[i])
		sum, shown = sum.Add(c.number.Decimal), c.look
	}
	if (shown == lookAmount || shown == lookChange) && s.mixed() {
		return text(lookSumText, s.book.say("several currencies"))
	}
	name := letter(column + 1)
	return amount(sum).as(sumLooks[shown]).live(fmt.Sprintf("SUM(%s%d:%s%d)", name, firstRow, name, len(s.rows)+headRow))
}
