package xlsx

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Money has two decimals at least, as currencies have, and ten at most, as bills
// print. The width of the decimals that an amount does not have is kept, so that
// decimal points stand below each other in every program.
const (
	fewestDecimals = 2
	mostDecimals   = 10
)

// decimalsKept is how many decimals of an amount are shown, in the looks that keep
// the width of the others.
var decimalsKept = map[look]func(decimal.Decimal) int{
	lookAmount: exact, lookChange: exact,
	lookTotal: rounded, lookSumAmount: rounded, lookSumChange: rounded, lookBigAmount: rounded, lookBigChange: rounded,
}

// has reports whether a look is drawn for a number of decimals.
func (l look) has(decimals int) bool {
	if decimalsKept[l] == nil {
		return decimals == 0
	}
	return decimals == nothingShown || decimals >= fewestDecimals
}

// nothingShown stands for the decimals of an amount that is not zero and shows as
// zero. It has no sign: nobody can tell what +0.00 and -0.00 differ by.
const nothingShown = 0

// decimals is how many decimals of a cell are shown, 0 of whatever is no money.
func (c *cell) decimals() int {
	kept := decimalsKept[c.look]
	if kept == nil {
		return 0
	}
	decimals := kept(c.number.Decimal)
	if c.number.Decimal.Round(int32(decimals)).IsZero() {
		return nothingShown
	}
	return decimals
}

// total leaves out the decimals that do not matter, of an amount.
func (c cell) total() cell {
	if c.look == lookAmount {
		c.look = lookTotal
	}
	return c
}

// exact is all of them but zeros at the end.
func exact(d decimal.Decimal) int {
	if d.Exponent() < -mostDecimals {
		d = d.Round(mostDecimals)
	}
	places := -int(d.Exponent())
	if d.NumDigits() > digitsOfInt64 {
		return max(places, fewestDecimals)
	}
	for digits := d.CoefficientInt64(); places > fewestDecimals && digits%10 == 0; places-- {
		digits /= 10
	}
	return max(places, fewestDecimals)
}

// digitsOfInt64 is how many digits every number of 64 bits can have.
const digitsOfInt64 = 18

// rounded is those of the currency: of a total no more matter, unless that would
// show nothing of what is a millionth or more.
func rounded(d decimal.Decimal) int {
	if d.Round(fewestDecimals).IsZero() && !d.Round(millionths).IsZero() {
		return exact(d)
	}
	return fewestDecimals
}

const millionths = 6

// moneyFormat is the number format of an amount with some decimals.
func moneyFormat(decimals int) string {
	if decimals == nothingShown {
		zero := moneyFormat(fewestDecimals)
		return zero + ";" + zero + ";" + zero
	}
	return "#,##0." + strings.Repeat("0", decimals) + strings.Repeat("_0", mostDecimals-decimals)
}

// changeFormat is that of a difference: its sign shows unless there is none.
func changeFormat(decimals int) string {
	if decimals == nothingShown {
		return moneyFormat(decimals)
	}
	shown := moneyFormat(decimals)
	return "+" + shown + ";-" + shown + ";" + moneyFormat(fewestDecimals)
}
