package demo

import (
	"fmt"
	"time"
)

// form is a form of the bill: its columns and the name of its file.
type form struct {
	columns []column
	name    func(Options) string
}

var forms = map[Form]form{
	FormEnglish: {englishColumns, subscribedName},
	FormChinese: {chineseColumns, exportedName},
}

// subscribedName is what a bill subscription calls the file.
func subscribedName(o Options) string {
	const internationalSite = "26842"
	return fmt.Sprintf("%s_%s_BillingItemDetail_%s.csv", account, internationalSite, compact(o.Month))
}

// exportedName is what the console calls an export, made when the month was
// final.
func exportedName(o Options) string {
	exported := o.start().AddDate(0, 1, 4).Add(9*time.Hour + 30*time.Minute)
	return fmt.Sprintf("%s-%s_%s_consumedetailbillv2.csv", account, exported.Format("20060102150405"), compact(o.Month))
}

// column is a column of a form of the bill.
type column struct {
	header string
	cell   func(printed) string
}

// always is the cell of a column that never changes.
func always(text string) func(printed) string {
	return func(printed) string { return text }
}

// englishColumns and chineseColumns are the columns that occur in public
// readers of the two forms. Account ids come with a tab, which keeps
// spreadsheets from rounding them.
var englishColumns = []column{
	{"LineItemDetails/LineItemId", func(p printed) string { return p.id }},
	{"IdentityDetails/ResourcePurchaseAccountId", always("\t" + account)},
	{"IdentityDetails/ResourceOwnerAccountId", always(account)},
	{"BillingDetails/BillingMonth", func(p printed) string { return p.month }},
	{"BillingDetails/BillingDate", func(p printed) string { return p.from.Format("20060102") }},
	{"BillingDetails/LineItemType", always("PayAsYouGo")},
	{"BillingDetails/ServiceStartTime", func(p printed) string { return wallClock(p.from) }},
	{"BillingDetails/ServiceEndTime", func(p printed) string { return wallClock(p.to) }},
	{"ProductDetails/ProductCode", always("imm")},
	{"ProductDetails/ProductName", always("Intelligent Media Management")},
	{"ProductDetails/CommodityCode", always("imm_intl")},
	{"ProductDetails/BillingItemCode", func(p printed) string { return p.item }},
	{"ResourceDetails/InstanceId", printed.instance},
	{"ResourceDetails/RegionCode", always(region)},
	{"UsageDetails/Usage", func(p printed) string { return p.usage.String() }},
	{"UsageDetails/UsageUnit", func(p printed) string { return p.unit.english }},
	{"PricingDetails/ListPrice", func(p printed) string { return p.price.String() }},
	{"PricingDetails/ListPriceTier", func(p printed) string { return p.tier }},
	{"PricingDetails/Currency", always("USD")},
	{"FeeDetails/GrossAmount", func(p printed) string { return p.gross.String() }},
	{"DiscountDetails/DiscountAmount", func(p printed) string { return p.discount.String() }},
	{"PayableDetails/TaxExclusivePayableAmount", func(p printed) string { return p.payable.String() }},
}

var chineseColumns = []column{
	{"标识信息/账单明细ID", func(p printed) string { return p.id }},
	{"标识信息/订单号", always("")},
	{"身份信息/资源购买账号ID", always(account + "\t")},
	{"身份信息/资源购买账号", always(company)},
	{"账单信息/服务主体", always("AlibabaCloud SG")},
	{"账单信息/账单月份", func(p printed) string { return p.month }},
	{"账单信息/账单日期", func(p printed) string { return p.from.Format("20060102") }},
	{"账单信息/费用类型", always("云资源按量费用")},
	{"账单信息/交易类型", always("后付费")},
	{"账单信息/消费时间", func(p printed) string { return wallClock(p.from) }},
	{"账单信息/服务开始时间", func(p printed) string { return wallClock(p.from) }},
	{"账单信息/服务结束时间", func(p printed) string { return wallClock(p.to) }},
	{"产品信息/产品Code", always("imm")},
	{"产品信息/产品名称", always("智能媒体管理")},
	{"产品信息/商品Code", always("imm_intl")},
	{"产品信息/商品名称", always("智能媒体管理(按量付费)")},
	{"产品信息/计费项Code", func(p printed) string { return p.item }},
	{"产品信息/计费项名称", func(p printed) string { return p.item }},
	{"资源信息/实例ID（出账粒度）", printed.instance},
	{"资源信息/地域Code", always(region)},
	{"资源信息/地域", always("新加坡")},
	{"用量信息/用量", func(p printed) string { return p.usage.String() }},
	{"用量信息/用量单位", func(p printed) string { return p.unit.chinese }},
	{"定价信息/官网目录价", func(p printed) string { return p.price.String() }},
	{"定价信息/价格单位", func(p printed) string { return "USD/" + p.unit.chinese }},
	{"定价信息/目录价用量阶梯", func(p printed) string { return p.tier }},
	{"定价信息/定价币种", always("USD")},
	{"费用信息/目录总价", func(p printed) string { return p.gross.String() }},
	{"优惠信息/优惠金额", func(p printed) string { return p.discount.String() }},
	{"优惠信息/优惠后金额", func(p printed) string { return p.payable.String() }},
	{"优惠券抵扣信息/优惠券抵扣金额", always("0")},
	{"应付信息/应付金额（含税）", func(p printed) string { return p.payable.String() }},
}
