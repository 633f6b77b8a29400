package diagnose

import (
	"maps"
	"slices"

	"immrecon/store/model"
)

// combined are the operations that are charged under two items at once, with
// the item that nothing but the combination brings (extra) beside the other.
var combined = []struct{ operation, item, extra, rule string }{
	{"SemanticQuery", "StandardQueryL2", "SemanticAnalyze", "multi_item_semantic_query"},
	{"CreateFacesSearchingTask", "ImageDetect", "ImageFace", "multi_item_faces_search"},
}

// combinedMissing: an operation that is charged under two items was charged
// under the other one only.
func combinedMissing(c *Case, index *cellIndex) (fit, bool) {
	for _, op := range combined {
		other := map[string]string{op.item: op.extra, op.extra: op.item}[c.Item]
		billable := c.byOperation()[op.operation]
		if other == "" || billable.quantity == 0 || -billable.quantity != c.surplus() {
			continue
		}
		if partner := index.otherItem(c, other); partner != nil && partner.agreesInQuantity() {
			return fit{
				cause: model.CombinedItemMissing, evidence: billable.records, rules: []string{op.rule},
				name:        model.SaysOrOneItem.With(op.operation),
				explanation: c.compared(model.SaysOneItemOnly, billable.quantity, op.operation, c.Item, other),
			}, true
		}
	}
	return fit{}, false
}

// combinedExtra: operations that are charged under one item were charged under
// its companion too.
func combinedExtra(c *Case, index *cellIndex) (fit, bool) {
	for _, op := range combined {
		if c.Item != op.extra {
			continue
		}
		partner := index.otherItem(c, op.item)
		if partner == nil || c.surplus() <= 0 {
			continue
		}
		operations := partner.byOperation()
		for _, name := range slices.Sorted(maps.Keys(operations)) { // the same one in every run
			if used := operations[name]; name != op.operation && c.accounts(used.quantity) {
				return fit{
					cause: model.CombinedItemExtra, evidence: used.records, rules: []string{op.rule},
					name:        model.SaysOrTwoItems.With(name),
					explanation: c.compared(model.SaysTwoItems, used.quantity, name, op.item),
				}, true
			}
		}
	}
	return fit{}, false
}

// used is billable usage of one operation.
type used struct{ quantity, records int64 }

func (c *Case) byOperation() map[string]used {
	sums := map[string]used{}
	for _, u := range c.Usage {
		if u.Billable {
			s := sums[u.Operation]
			sums[u.Operation] = used{s.quantity + u.Quantity, s.records + u.Records}
		}
	}
	return sums
}
