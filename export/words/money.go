package words

import (
	"fmt"

	"github.com/shopspring/decimal"
	"golang.org/x/text/currency"
)

// Money writes an amount with its currency: at least two decimals, and at most
// the ten that a bill prints.
func Money(currency string, amount decimal.Decimal) string {
	amount = amount.Round(10)
	if cents := amount.Round(2); cents.Equal(amount) {
		return currency + " " + amount.StringFixed(2)
	}
	return currency + " " + amount.String()
}

// Total writes an amount as a headline does: with the decimals of its currency.
// What is less than the smallest of them is said to be.
func (w *Words) Total(code string, amount decimal.Decimal) string {
	places := decimalsOf(code)
	if rounded := amount.Round(places); !rounded.IsZero() || amount.IsZero() {
		return code + " " + rounded.StringFixed(places)
	}
	return fmt.Sprintf(w.Phrases.LessThan, code+" "+decimal.New(1, -places).StringFixed(places))
}

// decimalsOf is how many decimals a currency has: two where nobody knows it.
func decimalsOf(code string) int32 {
	unit, err := currency.ParseISO(code)
	if err != nil {
		return 2
	}
	scale, _ := currency.Standard.Rounding(unit)
	return int32(scale)
}
