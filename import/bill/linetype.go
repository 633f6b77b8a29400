package bill

import "immrecon/store"

// typeWords says what the forms' own words for the type of a line mean.
var typeWords = words(map[store.LineType][]string{
	store.LineUsage: {
		"云资源按量费用", "按量付费", "后付费", "PayAsYouGo", "PayAsYouGoBill", "Pay-As-You-Go", "Usage",
	},
	store.LineSubscription: {
		"订阅预付费用", "订阅后付费用", "预付费", "包年包月",
		"Subscription", "SubscriptionOrder", "Purchase",
	},
	store.LineRefund:     {"订阅退订费用", "退款", "退款账单", "Refund", "SubscriptionRefund"},
	store.LineAdjustment: {"调账费用", "调账", "调账账单", "Adjustment"},
	store.LineRoundDown:  {"抹零费用", "抹零", "RoundDown", "RoundDownDiscount", "RoundingAdjustment"},
	store.LineVoucher:    {"代金券", "Voucher", "Credit"},
	store.LineFreeQuota:  {"免费额度", "FreeQuota"},
	store.LineOther:      {"佣金费用", "保底封顶费用", "Commission", "Tax"},
})

func words(of map[store.LineType][]string) map[string]store.LineType {
	index := map[string]store.LineType{}
	for lineType, list := range of {
		for _, word := range list {
			index[normal(word)] = lineType
		}
	}
	return index
}

// typeOf returns what a line is, and the form's word for it. Where a form has
// no such word the charge method tells usage from subscription, and where it
// has neither, a line with usage is usage.
func typeOf(e *entry) (store.LineType, string) {
	text := e.first(colType, colMethod)
	if lineType, known := typeWords[normal(text)]; known {
		return lineType, text
	}
	if text == "" && e.cells[colUsage] != "" {
		return store.LineUsage, ""
	}
	return store.LineOther, text
}
