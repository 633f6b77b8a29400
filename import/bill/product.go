package bill

import (
	"strings"

	"immrecon/store/model"
)

// productWords are by what a line names its product.
type productWords struct{ code, name, commodity string }

// productOf returns the product's code in lower case, or that of IMM or OSS where
// the commodity or the name shows the product. A bill names few different ones.
func (in *reading) productOf(e *entry) string {
	words := productWords{e.cells[colProduct], e.cells[colProductName], e.cells[colCommodity]}
	product, known := in.known[words]
	if !known {
		product = words.product()
		if len(in.known) < maxRemembered {
			in.known[productWords{strings.Clone(words.code), strings.Clone(words.name), strings.Clone(words.commodity)}] = product
		}
	}
	return product
}

func (w productWords) product() string {
	code := strings.ToLower(w.code)
	name := normalize(w.name)
	switch {
	case model.IsIMM(code, w.commodity),
		strings.Contains(name, "智能媒体管理"),
		strings.Contains(name, "intelligentmediamanagement"):
		return model.ProductIMM
	case code == "" && (strings.Contains(name, "对象存储") || strings.Contains(name, "objectstorageservice")):
		return model.ProductOSS
	}
	return code
}
