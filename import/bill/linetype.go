package bill

import "immrecon/store/model"

// typeNames are the forms' own names for the type of a line.
var typeNames = indexTypeNames(map[model.LineType][]string{
	model.LineUsage: {
		"云资源按量费用", "按量付费", "后付费", "PayAsYouGo", "PayAsYouGoBill", "Pay-As-You-Go", "Usage",
	},
	model.LineSubscription: {
		"订阅预付费用", "订阅后付费用", "预付费", "包年包月",
		"Subscription", "SubscriptionOrder", "Purchase",
	},
	model.LineRefund:     {"订阅退订费用", "退款", "退款账单", "Refund", "SubscriptionRefund"},
	model.LineAdjustment: {"调账费用", "调账", "调账账单", "Adjustment"},
	model.LineRoundDown:  {"抹零费用", "抹零", "RoundDown", "RoundDownDiscount", "RoundingAdjustment"},
	model.LineVoucher:    {"代金券", "Voucher", "Credit"},
	model.LineFreeQuota:  {"免费额度", "FreeQuota"},
	model.LineOther:      {"佣金费用", "保底封顶费用", "Commission", "Tax"},
})

func indexTypeNames(names map[model.LineType][]string) map[string]model.LineType {
	index := map[string]model.LineType{}
	for lineType, list := range names {
		for _, name := range list {
			index[normalize(name)] = lineType
		}
	}
	return index
}

// typeOf returns the type of a line, and the form's name for it. Where a form has
// no such column the charge method decides between usage and subscription, and
// where it has neither, a line with usage is usage.
func typeOf(e *entry) (model.LineType, string) {
	text := e.first(colType, colMethod)
	if lineType, known := typeNames[normalize(text)]; known {
		return lineType, text
	}
	if text == "" && e.cells[colUsage] != "" {
		return model.LineUsage, ""
	}
	return model.LineOther, text
}
