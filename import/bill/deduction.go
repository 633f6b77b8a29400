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
// not say whether the usage holds it, whether the list amount does, nor whether it is a
// usage or an amount. The line's own arithmetic tells; where it does not, nothing is
// guessed.
func readPackage(e *entry, line *model.BillLine, factor int64) (told bool, err error) {
	taken, err := e.money(colPackage)
	if err != nil || taken.Decimal.IsZero() || !line.ListPrice.Valid || line.PricePer == 0 || !line.Gross.Valid {
		return false, nil // a text stands there in some files, and no usage depends on it
	}
	p := resourcePackage{line: line, taken: taken.Decimal.Abs(),
		price: line.ListPrice.Decimal.Mul(decimal.NewFromInt(factor)).Div(decimal.NewFromInt(line.PricePer))}
	whole, rest := p.listFits(line.Usage.Decimal), p.listFits(line.Usage.Decimal.Sub(p.taken))
	switch {
	case rest && !whole: // the usage is what was metered
		if line.Deducted, err = e.baseUnits(colPackage, p.taken, factor); err == nil {
			line.Quantity -= line.Deducted
		}
	case whole && !rest && p.isPaid(decimal.Zero): // it is what was charged
		line.Deducted, err = e.baseUnits(colPackage, p.taken, factor)
	case whole && (p.isPaid(p.taken) || p.isPaid(p.taken.Mul(p.price))): // and so is the list amount, of which the package paid a part
		line.Discount = decimal.NewNullDecimal(line.Gross.Decimal.Sub(line.Coupon.Decimal).Sub(line.Payable.Decimal))
	}
	return true, err
}

// resourcePackage is what a package took of the usage of a line, in the usage's unit
// or in money.
type resourcePackage struct {
	line         *model.BillLine
	taken, price decimal.Decimal
}

// listFits reports whether the list amount is for a quantity, as far as the printed
// decimals tell.
func (p resourcePackage) listFits(quantity decimal.Decimal) bool {
	return !quantity.IsNegative() && isPrinted(p.line.Gross.Decimal, quantity.Mul(p.price))
}

// isPaid reports whether what is payable is the list amount less discounts, coupons and
// an amount that the package paid.
func (p resourcePackage) isPaid(byPackage decimal.Decimal) bool {
	due := p.line.Gross.Decimal.Sub(p.line.Discount.Decimal).Sub(p.line.Coupon.Decimal).Sub(byPackage)
	return p.line.Payable.Valid && isPrinted(p.line.Payable.Decimal, due)
}

// isPrinted reports whether an amount may be printed so: rounded either way to the last
// decimal that is printed, if there is any.
func isPrinted(printed, amount decimal.Decimal) bool {
	away := amount.Sub(printed).Abs()
	return away.IsZero() || printed.Exponent() < 0 && away.LessThan(decimal.New(1, printed.Exponent()))
}
