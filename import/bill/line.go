package bill

import (
	"errors"
	"strings"

	"immrecon/store/model"
)

// parseLine makes a bill line of what a form printed. The line is nil where
// its product is not audited. OSS lines are, because its processing and requests
// are compared with the same usage.
func parseLine(e *entry) (*model.BillLine, error) {
	if isTotal(e) {
		return nil, errors.New("no product, item, instance or type: a row of totals is no bill line")
	}
	product := productOf(e)
	if product != model.ProductIMM && product != model.ProductOSS {
		return nil, nil
	}
	if err := e.checkText(); err != nil {
		return nil, err
	}
	line := &model.BillLine{
		Form:      e.form,
		LineID:    e.cells[colLineID],
		Account:   e.cells[colAccount],
		Owner:     e.cells[colOwner],
		Product:   product,
		Commodity: e.cells[colCommodity],
		ItemCode:  e.cells[colItemCode],
		ItemName:  e.cells[colItemName],
		Instance:  e.cells[colInstance],
		Region:    e.first(colRegionCode, colRegionName),
		Tier:      tierOf(e),
		Raw:       e.raw,
	}
	line.Type, line.TypeText = typeOf(e)
	for _, read := range []func(*entry, *model.BillLine) error{readPeriod, readAmounts, readUsage, readPrice, checkGross} {
		if err := read(e, line); err != nil {
			return nil, err
		}
	}
	return line, nil
}

// productOf returns the product's code in lower case, or that of IMM or OSS where
// the commodity or the name shows the product.
func productOf(e *entry) string {
	code := strings.ToLower(e.cells[colProduct])
	name := normalize(e.cells[colProductName])
	switch {
	case model.IsIMM(code, e.cells[colCommodity]),
		strings.Contains(name, "智能媒体管理"),
		strings.Contains(name, "intelligentmediamanagement"):
		return model.ProductIMM
	case code == "" && (strings.Contains(name, "对象存储") || strings.Contains(name, "objectstorageservice")):
		return model.ProductOSS
	}
	return code
}

// isTotal reports whether nothing says what a line is for.
func isTotal(e *entry) bool {
	return e.first(colLineID, colProduct, colProductName, colCommodity,
		colItemCode, colItemName, colInstance, colType) == ""
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
