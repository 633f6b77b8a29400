package bill

import (
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/migrations/catalogue"

	"immrecon/store/model"
)

// readUsage fills in the usage of a line and its quantity in base units. IMM
// lines must say both usage and unit or neither, and a usage line's unit must
// be known; OSS lines keep what they say.
func readUsage(e *entry, line *model.BillLine) error {
	usage, err := e.charged()
	if err != nil {
		return err
	}
	line.Usage, line.UsageUnit = usage, e.cells[colUsageUnit]
	if line.Product == model.ProductIMM {
		if err := checkUsage(e, line); err != nil {
			return err
		}
	}
	unit, known := catalogue.UnitNamed(line.UsageUnit)
	if !usage.Valid || !known {
		return nil
	}
	line.Unit = unit.Unit
	line.Quantity, err = e.baseUnits(colUsage, usage.Decimal, unit.Factor)
	return err
}

// charged is the usage that is charged: as printed, else what was metered less what
// was deducted.
func (e *entry) charged() (decimal.NullDecimal, error) {
	if e.cells[colUsage] != "" || e.cells[colMetered] == "" || e.cells[colDeducted] == "" {
		return e.amount(colUsage)
	}
	metered, err := e.amount(colMetered)
	if err != nil {
		return metered, err
	}
	deducted, err := e.amount(colDeducted)
	if err != nil || !metered.Valid || !deducted.Valid {
		return decimal.NullDecimal{}, err
	}
	return decimal.NewNullDecimal(metered.Decimal.Sub(deducted.Decimal.Abs())), nil
}

// baseUnits is how many base units a quantity is, rounded to the nearest.
func (e *entry) baseUnits(col column, quantity decimal.Decimal, factor int64) (int64, error) {
	base := quantity.Mul(decimal.NewFromInt(factor)).Round(0)
	if !base.BigInt().IsInt64() {
		return 0, e.columnError(col, "%s %s is more than can be counted", quantity, e.cells[colUsageUnit])
	}
	return base.IntPart(), nil
}

// checkUsage holds an IMM line to what can be compared with evidence.
func checkUsage(e *entry, line *model.BillLine) error {
	_, known := catalogue.UnitNamed(line.UsageUnit)
	switch {
	case !line.Usage.Valid && line.UsageUnit != "":
		return e.columnError(colUsage, "is empty, but the unit is %q", line.UsageUnit)
	case line.Usage.Valid && line.UsageUnit == "" && (line.Type == model.LineUsage || !line.Usage.Decimal.IsZero()):
		return e.columnError(colUsageUnit, "is empty, but the usage is %s", line.Usage.Decimal)
	case line.Usage.Valid && line.Type == model.LineUsage && !known:
		return e.columnError(colUsageUnit, "unknown unit %q; the line can be compared once the catalogue's units have it", line.UsageUnit)
	}
	return nil
}

// readPrice fills in the list price, what quantity it is for, and the
// currency, which may stand in a column of its own or before the price's unit
// ("USD/1,000 calls"). A price without a unit is for one of the usage's own.
func readPrice(e *entry, line *model.BillLine) error {
	price, err := e.money(colListPrice)
	if err != nil {
		return err
	}
	line.ListPrice, line.PriceUnit = price, e.cells[colPriceUnit]
	currency, per, _ := strings.Cut(line.PriceUnit, "/")
	line.Currency = currencyCode(e.cells[colCurrency], currency)
	per = strings.TrimSpace(per)
	if per == "" {
		per = line.UsageUnit
	}
	// A price per unit of another kind than the usage says nothing about it.
	if unit, known := catalogue.UnitNamed(per); known && price.Valid && unit.Unit == line.Unit {
		line.PricePer = unit.Factor
	}
	return nil
}
