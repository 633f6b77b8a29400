package bill

import "immrecon/store/model"

// typeNames are the forms' own names for the type of a line, in what they call it
// (V2: 费用类型, legacy: 账单类型, the API: Item) and in the charge method.
var typeNames = indexTypeNames(map[model.LineType][]string{
	model.LineUsage: {
		"云资源按量费用", "按量费用", "按量付费", "按量计费", "后付费", "后付账单", "后付费账单", "按量账单", "按量付费账单",
		"PayAsYouGo", "PayAsYouGoBill", "Pay-As-You-Go", "Pay-As-You-Go Bill", "PAYG", "PostPaid", "Post-paid", "Usage",
		"PayAsYouGoFee", "Pay-As-You-Go Fee", "Pay-As-You-Go Fees", "CloudResourcePayAsYouGo", "CloudResourcePayAsYouGoFee",
	},
	model.LineSubscription: {
		"订阅预付费用", "订阅后付费用", "预付费", "包年包月", "预付订单", "预付账单", "预付费订单", "订阅订单", "订阅", "资源包", "节省计划",
		"新购", "续费", "升级", "降级", "升配", "降配", "变配",
		"Subscription", "SubscriptionOrder", "Subscription Order", "Purchase", "PrePaid", "Pre-paid", "Order", "New Purchase", "Renewal", "Renew",
		"Upgrade", "Downgrade", "Subscription Upfront Fee", "Subscription Upfront Fees", "SubscriptionPrepaidFee", "Subscription Prepaid Fee",
		"Subscription Pay-As-You-Go Fee", "Subscription Pay-As-You-Go Fees", "SubscriptionPostpaidFee", "ResourcePlan", "SavingsPlan",
	},
	model.LineRefund: {
		"订阅退订费用", "退款", "退款账单", "退订", "退款订单", "退订费用",
		"Refund", "RefundBill", "Refund Order", "SubscriptionRefund", "Subscription Refund Fee", "Subscription Refund Fees", "Unsubscription",
	},
	model.LineAdjustment: {
		"调账费用", "调账", "调账账单", "人工调账", "Adjustment", "AdjustmentBill", "Adjustment Fee", "Adjustment Fees",
	},
	model.LineRoundDown: {
		"抹零费用", "抹零", "抹零优惠", "RoundDown", "RoundDownDiscount", "RoundingAdjustment", "Rounding", "Round-off",
		"Rounding Adjustment Fee", "Rounding Adjustment Fees", "Rounding Fee",
	},
	model.LineVoucher:   {"代金券", "Voucher", "Credit", "CashCoupon"},
	model.LineFreeQuota: {"免费额度", "免费额度费用", "FreeQuota", "FreeTier", "Free Quota Fee"},
	model.LineOther: {
		"佣金费用", "保底封顶费用", "订阅保底费用", "Commission", "Commission Fee", "Commission Fees",
		"Subscription Coverage Fee", "Subscription Coverage Fees", "Minimum Guarantee Fee", "Tax",
	},
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
// no such column, or nobody knows its word, the charge method decides what is no usage,
// and what is charged for an item by its usage is usage.
func typeOf(e *entry, product string) (model.LineType, string, error) {
	word, method := e.cells[colType], e.cells[colMethod]
	if lineType, known := typeNamed(word); known {
		return lineType, word, nil
	}
	text := e.first(colType, colMethod)
	byMethod, known := typeNamed(method)
	switch {
	case known && (word == "" || byMethod != model.LineUsage):
		return byMethod, text, nil
	case text == "" && e.cells[colUsage] != "":
		return model.LineUsage, "", nil
	case isCharged(e):
		return model.LineUsage, text, checkUnnamed(e, text)
	case product == model.ProductIMM && isGiven(e, colUsage):
		return model.LineUsage, text, e.columnError(colType, "nobody knows the word %.60q, and a line of usage has an item, a unit and a list amount, too", text)
	}
	return model.LineOther, text, nil
}

// typeNamed finds the type that a word names.
func typeNamed(word string) (lineType model.LineType, known bool) {
	if word == "" {
		return "", false
	}
	lineType, known = typeNames[word]
	if !known {
		lineType, known = typeNames[normalize(word)]
	}
	return lineType, known
}

// isCharged reports whether a line is charged for an item by its usage.
func isCharged(e *entry) bool {
	return e.first(colItemCode, colItemName) != "" && e.cells[colUsage] != "" && e.cells[colUsageUnit] != "" && e.cells[colGross] != ""
}

// checkUnnamed refuses a line under a word that nobody knows and with a negative
// amount: it may be usage or a refund of it.
func checkUnnamed(e *entry, word string) error {
	for _, col := range []column{colUsage, colGross} {
		if amount, err := e.money(col); err == nil && amount.Decimal.IsNegative() {
			return e.columnError(colType, "nobody knows the word %.60q, and %s is negative: usage or a refund", word, e.names[col])
		}
	}
	return nil
}

// isGiven reports whether a column holds an amount other than zero.
func isGiven(e *entry, col column) bool {
	amount, err := e.amount(col)
	return err != nil || !amount.Decimal.IsZero()
}
