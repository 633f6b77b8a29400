package xlsx

import (
	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// months is one row a month and currency: what each came to, and what was claimed
// of it. One month alone is no trend.
func (b *book) months() table[model.MonthSum] {
	type row = model.MonthSum
	rows := b.report.Trend
	if len(rows) > 0 && rows[0].Month == rows[len(rows)-1].Month {
		rows = nil
	}
	return table[row]{sheet: sheetMonths, rows: listed(rows),
		about: "What the latest run of each month came to, and what was claimed of it and came back.",
		columns: []column[row]{
			{header: "Month", width: medium, cell: func(s *row) cell { return text(lookText, s.Month) }},
			{header: headerCurrency, width: narrow, cell: func(s *row) cell { return text(lookText, s.Currency) }},
			moneyColumn(headerBilled, func(s *row) decimal.Decimal { return s.Billed }),
			moneyColumn(headerExpected, func(s *row) decimal.Decimal { return s.Expected }),
			{header: headerDifference, width: medium, cell: func(s *row) cell { return change(s.Billed.Sub(s.Expected)) },
				live: func(at inRow) string { return "ROUND(" + at(headerBilled) + "-" + at(headerExpected) + ",10)" }},
			moneyColumn("Claimed", func(s *row) decimal.Decimal { return s.Claimed }),
			moneyColumn("Recovered", func(s *row) decimal.Decimal { return s.Recovered }),
			moneyColumn("Still open", func(s *row) decimal.Decimal { return s.Open }),
		}}
}
