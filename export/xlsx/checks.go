package xlsx

import (
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// headerCheck heads a column of checks, on any sheet. It must not read like a
// check that fails, or it would be counted as one.
const headerCheck = "OK?"

// microDigits is how closely checks compare: to the micro-unit of the
// currency. Spreadsheets add in binary fractions, so their sums are never
// compared to the last bit.
const microDigits = 6

// same compares as a check's formula does.
func same(a, b decimal.Decimal) bool { return a.Sub(b).Round(microDigits).IsZero() }

// zero is the condition that an expression comes to nothing.
func zero(expression string) string { return "ROUND(" + expression + ",6)=0" }

// sumIf adds up ranges where each pair of ranges and criterion fits. A table
// that goes on over several sheets has several ranges a column.
func sumIf(amounts []string, criteria ...criterion) string {
	return overPages(amounts, "SUMIFS(", criteria)
}

// countIf counts rows where each pair of ranges and criterion fits.
func countIf(criteria ...criterion) string {
	return overPages(make([]string, len(criteria[0].ranges)), "COUNTIFS(", criteria)
}

// criterion says that the cells of a column equal a cell.
type criterion struct {
	ranges []string
	equals string
}

func overPages(first []string, function string, criteria []criterion) string {
	terms := make([]string, len(first))
	for page := range first {
		var arguments []string
		if first[page] != "" {
			arguments = append(arguments, first[page])
		}
		for _, c := range criteria {
			arguments = append(arguments, c.ranges[page], c.equals)
		}
		terms[page] = function + strings.Join(arguments, ",") + ")"
	}
	return strings.Join(terms, "+")
}

// sum adds up whole columns.
func sum(ranges []string) string { return "SUM(" + strings.Join(ranges, ",") + ")" }

// markChecks lets a check that fails stand out, also one that comes to fail
// when somebody changes a figure.
func (b *book) markChecks(sheet, cells string) error {
	style, err := b.file.NewConditionalStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true, Color: white},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{alarm}},
	})
	if err != nil {
		return err
	}
	return b.file.SetConditionalFormat(sheet, cells, []excelize.ConditionalFormatOptions{
		{Type: "cell", Criteria: "==", Value: `"` + failed + `"`, Format: &style},
	})
}
