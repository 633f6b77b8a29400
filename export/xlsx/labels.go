package xlsx

import (
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// labelled is a sum with the key that it is summed by.
type labelled struct {
	key model.LabelKey
	model.LabelSum
}

// labels is what the run comes to by cost unit, resource group and each tag, one key
// below the other. What no line is about has no label.
func (b *book) labels() table[labelled] {
	type row = labelled
	var rows []row
	for _, of := range b.report.Labels {
		for _, sum := range of.Sums {
			rows = append(rows, row{of.Key, sum})
		}
	}
	return table[row]{sheet: sheetLabels, rows: listed(rows),
		about: "The same by cost unit, resource group and tag, each key by itself: every key has all of the money once.",
		columns: []column[row]{
			{header: "Sorted by", width: wide, cell: func(s *row) cell { return text(lookText, b.labelKey(s.key)) }},
			{header: "Label", width: wide, cell: func(s *row) cell { return text(lookText, s.Label) }},
			moneyColumn(headerBilled, func(s *row) decimal.Decimal { return s.Billed }),
			moneyColumn(headerExpected, func(s *row) decimal.Decimal { return s.Expected }),
			{header: headerDifference, width: medium, cell: func(s *row) cell { return change(s.Billed.Sub(s.Expected)) },
				live: func(at inRow) string { return "ROUND(" + at(headerBilled) + "-" + at(headerExpected) + ",10)" }},
			{header: headerCurrency, width: narrow, cell: func(s *row) cell { return text(lookText, b.in(s.Currency)) }},
			{header: "Findings", width: narrow, cell: func(s *row) cell { return count(s.Findings) }},
			moneyColumn("Charged too much", func(s *row) decimal.Decimal { return s.Overcharged }),
			moneyColumn("Charged too little", func(s *row) decimal.Decimal { return s.Undercharged.Neg() }),
			moneyColumn("Unverifiable", func(s *row) decimal.Decimal { return s.Unverifiable }),
		}}
}

// labelKey names a key: a tag by its own.
func (b *book) labelKey(key model.LabelKey) string {
	if tag, is := strings.CutPrefix(string(key), string(model.LabelTag)); is {
		return b.say("tag") + " " + tag
	}
	return b.say(strings.ReplaceAll(string(key), "-", " "))
}
