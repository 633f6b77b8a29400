package bill

// The exports of the console before its upgrade, and the files that a bill
// subscription of that time writes.

var legacyNeeds = [][]column{needMonth, needProduct, needGross}

// legacyChinese is the detail bill of 41 columns (2019) and of 76 (2025). The
// list amount was called 原价 and is called 官网价 since; the older file has
// neither currency nor item code. Prices of the China site include tax.
var legacyChinese = newForm(form{
	name:  "legacy-zh",
	needs: legacyNeeds,
	headers: map[column][]string{
		colAccount:       {"账号ID"},
		colOwner:         {"Owner账号"},
		colMonth:         {"账期"},
		colDate:          {"账单日期"},
		colStart:         {"账单开始时间"},
		colEnd:           {"账单结束时间"},
		colProduct:       {"产品Code"},
		colProductName:   {"产品"},
		colCommodity:     {"产品明细Code"},
		colItemCode:      {"计费项Code"},
		colItemName:      {"计费项"},
		colInstance:      {"实例ID"},
		colRegionName:    {"地域"},
		colType:          {"账单类型"},
		colMethod:        {"消费类型"},
		colUsage:         {"用量"},
		colUsageUnit:     {"用量单位"},
		colMetered:       {"抵扣前用量"},
		colDeducted:      {"抵扣用量"},
		colPackage:       {"资源包抵扣"},
		colListPrice:     {"单价"},
		colPriceUnit:     {"单价单位"},
		colConfig:        {"实例配置"},
		colCurrency:      {"币种"},
		colGross:         {"原价", "官网价"},
		colDiscount:      {"优惠金额"},
		colCoupon:        {"优惠券抵扣"},
		colTaxed:         {"应付金额"},
		colCostUnit:      {"财务单元"},
		colResourceGroup: {"资源组"},
		colTags:          {"实例标签"},
	},
	spare: map[column][]string{
		colAccount:     {"账单账号ID"},
		colOwner:       {"资源归属账号ID", "Owner账号ID"},
		colProductName: {"产品名称"},
		colCommodity:   {"商品Code"},
		colItemName:    {"计费项名称"},
		colGross:       {"目录总价"},
		colTags:        {"资源标签", "标签"},
		colPackage:     {"资源包抵扣用量", "资源包抵扣量"},
	},
})

// englishKeys are the names that the subscribed legacy file shares with the
// items of the billing API.
var englishKeys = map[column][]string{
	colAccount:       {"BillAccountID", "AccountID"},
	colOwner:         {"OwnerID"},
	colMonth:         {"BillingCycle"},
	colDate:          {"BillingDate"},
	colStart:         {"UsageStartTime"},
	colEnd:           {"UsageEndTime"},
	colProduct:       {"ProductCode"},
	colProductName:   {"ProductName"},
	colCommodity:     {"CommodityCode"},
	colItemCode:      {"BillingItemCode"},
	colItemName:      {"BillingItem"},
	colInstance:      {"InstanceID"},
	colRegionName:    {"Region"},
	colType:          {"Item"},
	colMethod:        {"SubscriptionType"},
	colUsage:         {"Usage"},
	colUsageUnit:     {"UsageUnit"},
	colMetered:       {"UsageBeforeDeduction"},
	colDeducted:      {"DeductedUsage"},
	colPackage:       {"DeductedByResourcePackage"},
	colListPrice:     {"ListPrice"},
	colPriceUnit:     {"ListPriceUnit"},
	colConfig:        {"InstanceConfig"},
	colCurrency:      {"Currency"},
	colGross:         {"PretaxGrossAmount"},
	colDiscount:      {"InvoiceDiscount"},
	colPlan:          {"SpnDiscountAmount"},
	colCoupon:        {"DeductedByCoupons"},
	colUntaxed:       {"PretaxAmount"},
	colCostUnit:      {"CostUnit"},
	colResourceGroup: {"ResourceGroup"},
	colTags:          {"Tag"},
}

// englishSpare are further names of them: of the split bill, of the log service's
// table instance_bill, and the titles of the console.
var englishSpare = map[column][]string{
	colMonth:     {"SplitBillingCycle", "BillingMonth"},
	colDate:      {"SplitBillingDate", "ConsumeDate"},
	colProduct:   {"PipCode"},
	colCommodity: {"SplitCommodityCode"},
	colType:      {"BillType"},
	colMethod:    {"BillingMethod"},
	colPackage:   {"DeductedByResourcePlan", "ResourcePackageDeduction", "ResourcePlanDeduction"},
	colCostUnit:  {"CostCenter", "FinancialUnit"},
	colTags:      {"InstanceTag", "ResourceTag", "Tags"},
}

// legacyEnglish is the legacy file of a subscription whose language is English.
var legacyEnglish = newForm(form{
	name:    "legacy-en",
	needs:   legacyNeeds,
	headers: englishKeys,
	spare:   englishSpare,
})
