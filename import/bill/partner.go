package bill

// partner is the export of the reseller console of the international site. It
// has no billing item and no usage, so its lines carry money only.
var partner = newForm(form{
	name:  "partner",
	needs: [][]column{needMonth, needProduct, needGross},
	headers: map[column][]string{
		colAccount:     {"User ID"},
		colOwner:       {"Linked User ID"},
		colMonth:       {"Billing Cycle"},
		colProduct:     {"Product Code"},
		colProductName: {"Product Name"},
		colInstance:    {"Instance ID"},
		colRegionName:  {"Region"},
		colType:        {"Order Type"},
		colMethod:      {"Charge Type"},
		colConfig:      {"Instance Configuration"},
		colCurrency:    {"Currency"},
		colGross:       {"Original Cost"},
		colDiscount:    {"Discount"},
		colPlan:        {"SPN Deducted Price"},
		colCoupon:      {"Coupon Deduct"},
		colUntaxed:     {"Pretax Cost(Before Round Down Discount)"},
		colTags:        {"Instance Tag"},
	},
})
