package demo

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// write writes the bill in the form and under the name that the provider
// gives it, and returns the number of rows.
func (b *bill) write(f *folder, o Options) int {
	shape := forms[o.Form]
	header := make([]string, len(shape.columns))
	for i, c := range shape.columns {
		header[i] = c.header
	}
	table := [][]string{header}
	for number, line := range b.inOrder() {
		p := b.print(line, number, o)
		row := make([]string, len(shape.columns))
		for i, c := range shape.columns {
			row[i] = c.cell(p)
		}
		table = append(table, row)
	}
	content, err := csvOf(table)
	const byteOrderMark = "\ufeff"
	f.add("bill/"+shape.name(o), append([]byte(byteOrderMark), content...), err)
	return len(table) - 1
}

// compact writes a month as bills do: 202603.
func compact(month string) string { return strings.ReplaceAll(month, "-", "") }

// print works out everything a row may show.
func (b *bill) print(line billLine, number int, o Options) printed {
	discount := line.gross.Mul(decimal.RequireFromString("0.05")).Round(10)
	unit := tariffOf(line.subject).unit
	return printed{
		billLine: line,
		id:       fmt.Sprintf("%s_%07d", compact(o.Month), number),
		month:    compact(o.Month),
		from:     b.ledger.from(line.period),
		to:       b.ledger.from(line.period + 1),
		unit:     unit,
		usage:    decimal.NewFromInt(line.quantity).Div(decimal.NewFromInt(unit.per)),
		discount: discount,
		payable:  line.gross.Sub(discount),
	}
}

// printed is a bill line with all that is derived from it.
type printed struct {
	billLine
	id, month         string
	from, to          time.Time
	unit              unit
	usage             decimal.Decimal
	discount, payable decimal.Decimal
}

func (p printed) instance() string { return region + ";" + p.project }

func wallClock(at time.Time) string { return at.Format(time.DateTime) }
