package bill

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/unicode/norm"

	"immrecon/store/model"
)

// A number as bills print it: with or without sign, thousands separators,
// decimals and an exponent. A comma is only a separator where it parts a
// number in threes, so that a decimal comma (0,028) is refused, not misread.
var numberForm = regexp.MustCompile(`^[+-]?(\d+|[1-9]\d{0,2}(,\d{3})+)?(\.\d*)?([eE][+-]?\d{1,2})?$`)

// maxDecimals and maxAmount bound what a number may be: far beyond any bill,
// and small enough that arithmetic on it stays cheap.
const maxDecimals = 40

var maxAmount = decimal.New(1, 18)

// parseAmount reads a number exactly. Full-width forms count as plain ones,
// and a number in brackets is negative, as in accounting. An empty cell, "-"
// and "NULL" are no number and no error.
func parseAmount(cell string) (decimal.NullDecimal, error) {
	if plain, ok := parsePlain(cell); ok {
		return decimal.NewNullDecimal(plain), nil
	}
	text := foldNumber(cell)
	if isEmpty(text) {
		return decimal.NullDecimal{}, nil
	}
	return parseFolded(cell, text)
}

// foldNumber folds compatibility forms and minus signs.
func foldNumber(cell string) string {
	return strings.TrimSpace(strings.ReplaceAll(norm.NFKC.String(cell), "\u2212", "-"))
}

// parsePlain reads the number that nearly every cell is: digits, perhaps with a minus
// sign and a point.
func parsePlain(cell string) (number decimal.Decimal, ok bool) {
	const most = 18 // digits that fit
	whole, decimals, _ := strings.Cut(strings.TrimPrefix(cell, "-"), ".")
	if whole == "" || len(whole)+len(decimals) > most || !isDigits(whole) || !isDigits(decimals) {
		return number, false
	}
	digits, err := strconv.ParseInt(whole+decimals, 10, 64)
	if err != nil {
		return number, false
	}
	if cell[0] == '-' {
		digits = -digits
	}
	return decimal.New(digits, -int32(len(decimals))), true
}

func isDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

// parseFolded reads a number of which text is what is left to read.
func parseFolded(cell, text string) (decimal.NullDecimal, error) {
	negative := false
	if inner, ok := strings.CutPrefix(text, "("); ok && strings.HasSuffix(inner, ")") {
		text, negative = strings.TrimSuffix(inner, ")"), true
	}
	signed := strings.HasPrefix(text, "-") || strings.HasPrefix(text, "+")
	if !numberForm.MatchString(text) || !strings.ContainsAny(text, "0123456789") || negative && signed {
		return decimal.NullDecimal{}, fmt.Errorf("%.60q is not a number", cell)
	}
	amount, err := decimal.NewFromString(strings.ReplaceAll(text, ",", ""))
	if err != nil {
		return decimal.NullDecimal{}, fmt.Errorf("%.60q is not a number", cell)
	}
	if amount.Exponent() < -maxDecimals || amount.Abs().GreaterThanOrEqual(maxAmount) {
		return decimal.NullDecimal{}, fmt.Errorf("%.60q has more than %d decimals or is not below 10^18", cell, maxDecimals)
	}
	if negative {
		amount = amount.Neg()
	}
	return decimal.NewNullDecimal(amount), nil
}

// amount reads the number in a column; not given where the form lacks it.
func (e *entry) amount(col column) (decimal.NullDecimal, error) {
	amount, err := parseAmount(e.cells[col])
	if err != nil {
		return amount, e.columnError(col, "%w", err)
	}
	return amount, nil
}

// readAmounts fills in the money of a line. What a savings plan pays for
// lowers the list amount like a discount, and counts as one. Where a form prints
// the payable amount both before and with tax, the one before tax counts, because
// list amount, discount and coupon are before tax there too.
func readAmounts(e *entry, line *model.BillLine) error {
	var plan, untaxed, taxed decimal.NullDecimal
	for _, into := range []struct {
		col    column
		amount *decimal.NullDecimal
	}{
		{colGross, &line.Gross}, {colDiscount, &line.Discount}, {colPlan, &plan}, {colCoupon, &line.Coupon},
		{colUntaxed, &untaxed}, {colTaxed, &taxed},
	} {
		var err error
		if *into.amount, err = e.money(into.col); err != nil {
			return err
		}
	}
	if plan.Valid && !plan.Decimal.IsZero() {
		line.Discount = decimal.NewNullDecimal(line.Discount.Decimal.Add(plan.Decimal))
	}
	line.Payable = untaxed
	if !untaxed.Valid {
		line.Payable, line.Taxed = taxed, taxed.Valid
	}
	return nil
}

// checkGross refuses IMM usage without a list amount: what is payable is after
// discounts, and compares with no price.
func checkGross(e *entry, line *model.BillLine) error {
	if line.Product == model.ProductIMM && line.Type == model.LineUsage && !line.Gross.Valid {
		return e.columnError(colGross, "is empty, so there is no list amount to compare with usage")
	}
	return nil
}
