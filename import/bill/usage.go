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
	usage, err := e.amount(colUsage)
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
	quantity := usage.Decimal.Mul(decimal.NewFromInt(unit.Factor)).Round(0)
	if !quantity.BigInt().IsInt64() {
		return e.columnError(colUsage, "%s %s is more than can be counted", usage.Decimal, line.UsageUnit)
	}
	line.Quantity, line.Unit = quantity.IntPart(), unit.Unit
	return readDeducted(e, line, unit.Factor)
}

// readDeducted fills in what a plan or a quota took of the metered usage: what was
// metered less what was charged.
func readDeducted(e *entry, line *model.BillLine, factor int64) error {
	metered, err := e.amount(colMetered)
	if err != nil || !metered.Valid || metered.Decimal.LessThanOrEqual(line.Usage.Decimal) {
		return err
	}
	quantity := metered.Decimal.Mul(decimal.NewFromInt(factor)).Round(0)
	if !quantity.BigInt().IsInt64() {
		return e.columnError(colMetered, "%s %s is more than can be counted", metered.Decimal, line.UsageUnit)
	}
	line.Deducted = quantity.IntPart() - line.Quantity
	return nil
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
	price, err := e.amount(colListPrice)
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

// currencyNames are the names for a currency other than its code.
var currencyNames = map[string]string{"元": "CNY", "人民币": "CNY", "美元": "USD"}

// currencyCode returns the first text that names a currency, as its code.
func currencyCode(texts ...string) string {
	for _, text := range texts {
		text = strings.TrimSpace(text)
		if code, known := currencyNames[text]; known {
			return code
		}
		if code := strings.ToUpper(text); len(code) == 3 && strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
			return code
		}
	}
	return ""
}
