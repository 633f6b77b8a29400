package bill

// The line-item and summary exports of the upgraded console
// (consumeDetailBillV2): one header row of "group/column" cells, in an order
// that differs from report to report. Rounding, adjustments and free quota are
// rows of their own.

// v2Needs are the columns that make a V2 bill comparable with usage.
var v2Needs = [][]column{
	needMonth, needProduct, {colItemCode, colItemName},
	{colType}, {colUsage}, {colUsageUnit}, {colGross},
}

// v2Chinese is the export in Chinese. Its payable amount includes tax.
var v2Chinese = newForm(form{
	name:    "v2-zh",
	grouped: true,
	needs:   v2Needs,
	headers: map[column][]string{
		colLineID:        {"账单明细ID"},
		colAccount:       {"资源购买账号ID"},
		colOwner:         {"资源归属账号ID"},
		colMonth:         {"账单月份"},
		colDate:          {"账单日期"},
		colStart:         {"服务开始时间"},
		colEnd:           {"服务结束时间"},
		colProduct:       {"产品Code"},
		colProductName:   {"产品名称"},
		colCommodity:     {"商品Code"},
		colItemCode:      {"计费项Code"},
		colItemName:      {"计费项名称"},
		colInstance:      {"实例ID（出账粒度）", "实例ID"},
		colRegionCode:    {"地域Code"},
		colRegionName:    {"地域"},
		colType:          {"费用类型"},
		colMethod:        {"交易类型"},
		colUsage:         {"用量"},
		colMetered:       {"抵扣前用量"},
		colDeducted:      {"抵扣用量"},
		colUsageUnit:     {"用量单位"},
		colListPrice:     {"官网目录价", "目录价"},
		colPriceUnit:     {"价格单位"},
		colTier:          {"目录价用量阶梯"},
		colCurrency:      {"定价币种", "币种"},
		colGross:         {"目录总价"},
		colDiscount:      {"优惠金额"},
		colPlan:          {"订阅抵扣目录总价"},
		colCoupon:        {"优惠券抵扣金额"},
		colUntaxed:       {"应付金额（不含税）"},
		colTaxed:         {"应付金额（含税）"},
		colCostUnit:      {"财务单元"},
		colResourceGroup: {"资源组"},
		colTags:          {"资源标签"},
	},
	spare: map[column][]string{
		colTaxed:         {"应付金额"},
		colCostUnit:      {"财务单元名称", "成本中心"},
		colResourceGroup: {"资源组名称"},
		colTags:          {"实例标签", "标签"},
		colPackage:       {"资源包抵扣用量", "资源包抵扣"},
	},
})

// v2English is the same export under code names; blanks and case do not count,
// so that the titles of the console ("Billing Month") are the same names.
var v2English = newForm(form{
	name:    "v2-en",
	grouped: true,
	needs:   v2Needs,
	headers: map[column][]string{
		colLineID:        {"LineItemId"},
		colAccount:       {"ResourcePurchaseAccountId"},
		colOwner:         {"ResourceOwnerAccountId"},
		colMonth:         {"BillingMonth"},
		colDate:          {"BillingDate"},
		colStart:         {"ServiceStartTime"},
		colEnd:           {"ServiceEndTime"},
		colProduct:       {"ProductCode"},
		colProductName:   {"ProductName"},
		colCommodity:     {"CommodityCode"},
		colItemCode:      {"BillingItemCode", "BillableItemCode"},
		colItemName:      {"BillingItemName", "BillingItem", "BillableItem", "BillableItemName"},
		colInstance:      {"InstanceId"},
		colRegionCode:    {"RegionCode"},
		colRegionName:    {"Region", "RegionName"},
		colType:          {"LineItemType"},
		colMethod:        {"TransactionType"},
		colUsage:         {"Usage"},
		colMetered:       {"UsageBeforeDeduction", "OriginalUsage"},
		colDeducted:      {"DeductedUsage"},
		colUsageUnit:     {"UsageUnit"},
		colListPrice:     {"ListPrice"},
		colPriceUnit:     {"PriceUnit", "ListPriceUnit"},
		colTier:          {"ListPriceTier"},
		colCurrency:      {"Currency"},
		colGross:         {"GrossAmount", "CatalogueGrossAmount"},
		colDiscount:      {"DiscountAmount"},
		colPlan:          {"GrossAmountDeductedBySavingsPlan", "CatalogueGrossAmountDeductedBySavingsPlan"},
		colCoupon:        {"CouponAmount", "CouponDeductedAmount", "DeductedByCoupons", "DeductedAmountByCoupons"},
		colUntaxed:       {"TaxExclusivePayableAmount"},
		colTaxed:         {"TaxInclusivePayableAmount"},
		colCostUnit:      {"CostUnit"},
		colResourceGroup: {"ResourceGroup"},
		colTags:          {"ResourceTag"},
	},
	// The console's list of renamed and added titles has pairs that may stand
	// side by side.
	spare: map[column][]string{
		colLineID:        {"PrimaryKey"},
		colType:          {"FeeType", "BillType"},
		colPlan:          {"SavingsPlanDeductionFromListPrice"},
		colCoupon:        {"DeductedByCoupon"},
		colMetered:       {"PreDeductionUsage", "UsageBeforeDeduct"},
		colDeducted:      {"DeductionUsage", "UsageDeduction", "UsageDeducted"},
		colPackage:       {"DeductedAmountByResourcePlan", "DeductedByResourcePlan", "DeductedByResourcePackage"},
		colCostUnit:      {"CostCenter", "FinancialUnit", "CostUnitName"},
		colResourceGroup: {"ResourceGroupName", "ResourceGroupId"},
		colTags:          {"InstanceTag", "Tag", "Tags"},
	},
})
