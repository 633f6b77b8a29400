package bill

import (
	"slices"
	"strings"

	"immrecon/store/model"
)

// parseLine makes a bill line of what a form printed about a product.
func parseLine(e *entry, product string) (*model.BillLine, error) {
	line := &model.BillLine{
		Form:          e.form,
		LineID:        e.cells[colLineID],
		Account:       e.cells[colAccount],
		Owner:         e.cells[colOwner],
		Product:       product,
		Commodity:     e.cells[colCommodity],
		ItemCode:      e.cells[colItemCode],
		ItemName:      e.cells[colItemName],
		Instance:      e.cells[colInstance],
		Region:        e.first(colRegionCode, colRegionName),
		Tier:          tierOf(e),
		CostUnit:      e.cells[colCostUnit],
		ResourceGroup: e.cells[colResourceGroup],
		Tags:          e.cells[colTags],
	}
	var err error
	if line.Type, line.TypeText, err = typeOf(e, product); err != nil {
		return nil, err
	}
	for _, read := range []func(*entry, *model.BillLine) error{
		readPeriod, readAmounts, readUsage, readPrice, readDeducted, checkGross, checkCurrency,
	} {
		if err := read(e, line); err != nil {
			return nil, err
		}
	}
	line.Raw = e.raw()
	return line, nil
}

// totalWords stand in rows that spreadsheets add at the end.
var totalWords = []string{"合计", "总计", "小计", "总额", "total", "totals", "grand total", "subtotal", "sum"}

// saysNothing reports whether nothing says what a line is for.
func saysNothing(e *entry) bool {
	for _, column := range []column{colLineID, colProduct, colProductName, colCommodity, colItemCode, colItemName, colInstance, colType} {
		word := strings.ToLower(strings.Trim(e.cells[column], " :："))
		if word != "" && !slices.Contains(totalWords, word) {
			return false
		}
	}
	return true
}

// isTotal reports whether a line that is for nothing has the sum of others.
func isTotal(e *entry) bool {
	return saysNothing(e) && e.first(colUsage, colGross, colDiscount, colCoupon, colUntaxed, colTaxed) != ""
}

// tierOf returns the price tier as printed. Forms without a column for it show
// it as the instance's configuration; any other configuration is a list of
// names and values there, never a single word.
func tierOf(e *entry) string {
	if tier := e.cells[colTier]; tier != "" {
		return tier
	}
	if config := e.cells[colConfig]; !strings.ContainsAny(config, " \t:：;；,，={[\"") {
		return config
	}
	return ""
}
