package bill

import (
	"github.com/shopspring/decimal"

	"immrecon/migrations/catalogue"

	"immrecon/store/model"
)

// A bill may print three usages: what was metered, what a plan or a quota took of
// it, and what is charged, which is the line's quantity. The forms name two of them at
// least where anything was taken.

// readDeducted fills in what a plan or a quota took on top of what is charged.
func readDeducted(e *entry, line *model.BillLine) error {
	unit, known := catalogue.UnitNamed(line.UsageUnit)
	if !line.Usage.Valid || !known {
		return nil
	}
	for _, read := range []func(*entry, *model.BillLine, int64) (told bool, err error){readMetered, readTaken, readPackage} {
		if told, err := read(e, line, unit.Factor); told || err != nil {
			return err
		}
	}
	return nil
}

// readMetered takes the difference between the usage before deduction and what is
// charged.
func readMetered(e *entry, line *model.BillLine, factor int64) (told bool, err error) {
	metered, err := e.amount(colMetered)
	if err != nil || !metered.Valid {
		return false, err
	}
	if metered.Decimal.LessThanOrEqual(line.Usage.Decimal) {
		return metered.Decimal.Equal(line.Usage.Decimal), nil
	}
	quantity, err := e.baseUnits(colMetered, metered.Decimal, factor)
	line.Deducted = quantity - line.Quantity
	return true, err
}

// readTaken takes the deducted usage, which stands beside what is charged.
func readTaken(e *entry, line *model.BillLine, factor int64) (told bool, err error) {
	taken, err := e.amount(colDeducted)
	if err != nil || !taken.Valid {
		return false, err
	}
	line.Deducted, err = e.baseUnits(colDeducted, taken.Decimal.Abs(), factor)
	return true, err
}

// readPackage takes what a resource package deducted. The legacy forms and the API do
// not say whether the usage holds it, nor whether it is in the usage's unit. The list
// amount tells: it is for what is charged. Where it tells nothing, nothing is guessed.
func readPackage(e *entry, line *model.BillLine, factor int64) (told bool, err error) {
	taken, err := e.amount(colPackage)
	if err != nil || !taken.Valid || taken.Decimal.IsZero() {
		return false, nil // may be an amount or a text there, and no usage depends on it
	}
	deducted := taken.Decimal.Abs()
	whole, rest := line.Usage.Decimal, line.Usage.Decimal.Sub(deducted)
	wholeFits := isListAmount(line, whole)
	restFits := !rest.IsNegative() && isListAmount(line, rest)
	switch {
	case wholeFits && !restFits && isPaidFor(line):
		line.Deducted, err = e.baseUnits(colPackage, deducted, factor)
	case restFits && !wholeFits:
		if line.Deducted, err = e.baseUnits(colPackage, deducted, factor); err == nil {
			line.Quantity -= line.Deducted
		}
	}
	return true, err
}

// isListAmount reports whether the list amount of a line is for a quantity in the
// usage's unit, as far as the printed decimals tell.
func isListAmount(line *model.BillLine, quantity decimal.Decimal) bool {
	unit, known := catalogue.UnitNamed(line.UsageUnit)
	if !line.Gross.Valid || !line.ListPrice.Valid || line.PricePer == 0 || !known {
		return false
	}
	price := line.ListPrice.Decimal.Mul(decimal.NewFromInt(unit.Factor)).Div(decimal.NewFromInt(line.PricePer))
	open := lastDecimal(line.Gross.Decimal).Add(price.Mul(lastDecimal(line.Usage.Decimal)))
	return quantity.Mul(price).Sub(line.Gross.Decimal).Abs().LessThanOrEqual(open)
}

// lastDecimal is one unit of the last decimal that is printed.
func lastDecimal(d decimal.Decimal) decimal.Decimal { return decimal.New(1, min(0, d.Exponent())) }

// isPaidFor reports whether all of the list amount is paid but for discounts and
// coupons, so that no plan pays for a part of it.
func isPaidFor(line *model.BillLine) bool {
	if !line.Payable.Valid {
		return false
	}
	due := line.Gross.Decimal.Sub(line.Discount.Decimal).Sub(line.Coupon.Decimal)
	return due.Sub(line.Payable.Decimal).Abs().LessThanOrEqual(lastDecimal(line.Payable.Decimal))
}
