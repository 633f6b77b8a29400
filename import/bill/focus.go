package bill

// focus is the provider's export in the FinOps Open Cost and Usage form (1.0,
// preview). The provider leaves ConsumedQuantity empty in it, so the usage is
// the quantity that was priced. Its times are UTC with a Z.
var focus = newForm(form{
	name:  "focus",
	needs: [][]column{needMonth, needProduct, {colStart}, {colEnd}, {colUsage}, {colUsageUnit}, needGross},
	headers: map[column][]string{
		colAccount:       {"BillingAccountId"},
		colOwner:         {"SubAccountId"},
		colMonth:         {"BillingPeriodStart"},
		colStart:         {"ChargePeriodStart"},
		colEnd:           {"ChargePeriodEnd"},
		colProduct:       {"X_ProductCode"},
		colProductName:   {"ServiceName"},
		colCommodity:     {"X_CommodityCode"},
		colItemCode:      {"X_BillingItemCode"},
		colItemName:      {"SkuMeter", "X_BillingItemName"},
		colInstance:      {"ResourceId"},
		colRegionCode:    {"RegionId"},
		colRegionName:    {"RegionName"},
		colType:          {"ChargeCategory"},
		colUsage:         {"PricingQuantity"},
		colUsageUnit:     {"PricingUnit"},
		colListPrice:     {"ListUnitPrice"},
		colCurrency:      {"BillingCurrency"},
		colGross:         {"ListCost"},
		colUntaxed:       {"BilledCost"},
		colCostUnit:      {"X_CostUnit"},
		colResourceGroup: {"X_ResourceGroup"},
		colTags:          {"Tags"},
	},
})
