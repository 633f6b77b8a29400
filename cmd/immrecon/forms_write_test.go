package main

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// printedRow is a usage line of a bill, in no form yet. Amounts are as printed.
type printedRow struct {
	id, account, instance, region, item, tier string
	from, to                                  time.Time
	usage, price, gross, discount, payable    decimal.Decimal
	unit, currency                            string // unit in English
}

// printedBill reads the bill of a demo month, which is in the English V2 form.
func printedBill(t *testing.T, folder string) []printedRow {
	t.Helper()
	text, err := os.ReadFile(billOf(t, folder))
	if err != nil {
		t.Fatal(err)
	}
	table, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []printedRow
	for _, cells := range table[1:] {
		cell := func(name string) string {
			return strings.TrimSpace(cells[slices.IndexFunc(table[0], func(header string) bool { return strings.HasSuffix(header, "/"+name) })])
		}
		amount := func(name string) decimal.Decimal { return decimal.RequireFromString(cell(name)) }
		rows = append(rows, printedRow{
			id: cell("LineItemId"), account: cell("ResourcePurchaseAccountId"), instance: cell("InstanceId"), region: cell("RegionCode"),
			item: cell("BillingItemCode"), tier: cell("ListPriceTier"),
			from: wallTime(t, cell("ServiceStartTime")), to: wallTime(t, cell("ServiceEndTime")),
			usage: amount("Usage"), price: amount("ListPrice"), gross: amount("GrossAmount"), discount: amount("DiscountAmount"),
			payable: amount("TaxExclusivePayableAmount"), unit: cell("UsageUnit"), currency: cell("Currency"),
		})
	}
	return rows
}

// billOf finds the bill of a demo month.
func billOf(t *testing.T, folder string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "bill", "*.csv"))
	if err != nil || len(files) != 1 {
		t.Fatalf("bills of the demo: %v, %v", files, err)
	}
	return files[0]
}

const wallClock = "2006-01-02 15:04:05"

func wallTime(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation(wallClock, text, billingZone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// byDay sums lines of one day that differ in nothing but their hours, as the
// reports by day do.
func byDay(rows []printedRow) []printedRow {
	at := map[string]int{}
	var days []printedRow
	for _, r := range rows {
		day := time.Date(r.from.Year(), r.from.Month(), r.from.Day(), 0, 0, 0, 0, billingZone)
		key := fmt.Sprint(r.instance, r.item, r.tier, r.price, r.unit, day)
		n, known := at[key]
		if !known {
			n = len(days)
			at[key] = n
			r.from, r.to = day, day.AddDate(0, 0, 1)
			days = append(days, r)
			continue
		}
		d := &days[n]
		d.usage, d.gross = d.usage.Add(r.usage), d.gross.Add(r.gross)
		d.discount, d.payable = d.discount.Add(r.discount), d.payable.Add(r.payable)
	}
	return days
}

// chineseUnits are the units of the demo as the Chinese forms print them.
var chineseUnits = map[string]string{
	"1,000 calls": "千次", "1,000 images": "千张", "1,000 frames": "千帧", "Seconds": "秒", "CountUnit": "个", "GB": "GB",
}

// field is a column of a form: its header and what stands in it.
type field struct {
	header string
	cell   func(printedRow) string
}

func fixed(text string) func(printedRow) string { return func(printedRow) string { return text } }

func month(r printedRow) string   { return r.from.Format("2006-01") }
func date(r printedRow) string    { return r.from.Format("2006-01-02") }
func begins(r printedRow) string  { return r.from.Format(wallClock) }
func ends(r printedRow) string    { return r.to.Format(wallClock) }
func chinese(r printedRow) string { return chineseUnits[r.unit] }

var v2ChineseFields = []field{
	{"标识信息/账单明细ID", func(r printedRow) string { return r.id }},
	{"身份信息/资源购买账号ID", func(r printedRow) string { return r.account + "\t" }},
	{"账单信息/账单月份", func(r printedRow) string { return r.from.Format("200601") }},
	{"账单信息/账单日期", func(r printedRow) string { return r.from.Format("20060102") }},
	{"账单信息/费用类型", fixed("云资源按量费用")},
	{"账单信息/服务开始时间", begins},
	{"账单信息/服务结束时间", ends},
	{"产品信息/产品Code", fixed("imm")},
	{"产品信息/产品名称", fixed("智能媒体管理")},
	{"产品信息/商品Code", fixed("imm_intl")},
	{"产品信息/计费项Code", func(r printedRow) string { return r.item }},
	{"产品信息/计费项名称", func(r printedRow) string { return r.item }},
	{"资源信息/实例ID（出账粒度）", func(r printedRow) string { return r.instance }},
	{"资源信息/地域Code", func(r printedRow) string { return r.region }},
	{"资源信息/地域", fixed("新加坡")},
	{"用量信息/用量", func(r printedRow) string { return r.usage.String() }},
	{"用量信息/用量单位", chinese},
	{"用量信息/用量详情", fixed(strings.Repeat("x", 300))},
	{"定价信息/官网目录价", func(r printedRow) string { return r.price.String() }},
	{"定价信息/价格单位", func(r printedRow) string { return r.currency + "/" + chinese(r) }},
	{"定价信息/目录价用量阶梯", func(r printedRow) string { return r.tier }},
	{"定价信息/定价币种", func(r printedRow) string { return r.currency }},
	{"费用信息/目录总价", func(r printedRow) string { return r.gross.String() }},
	{"优惠信息/优惠金额", func(r printedRow) string { return r.discount.String() }},
	{"优惠券抵扣信息/优惠券抵扣金额", fixed("-")},
	{"应付信息/应付金额（含税）", func(r printedRow) string { return r.payable.String() }},
}

var v2EnglishFields = []field{
	{"LineItemDetails/LineItemId", func(r printedRow) string { return r.id }},
	{"PayableDetails/TaxExclusivePayableAmount", func(r printedRow) string { return r.payable.String() }},
	{"IdentityDetails/ResourcePurchaseAccountId", func(r printedRow) string { return "\t" + r.account }},
	{"UsageDetails/UsageUnit", func(r printedRow) string { return r.unit }},
	{"BillingDetails/BillingMonth", func(r printedRow) string { return r.from.Format("200601") }},
	{"BillingDetails/BillingDate", func(r printedRow) string { return r.from.Format("20060102") }},
	{"FeeDetails/GrossAmount", func(r printedRow) string { return r.gross.String() }},
	{"BillingDetails/LineItemType", fixed("PayAsYouGo")},
	{"BillingDetails/ServiceEndTime", ends},
	{"BillingDetails/ServiceStartTime", begins},
	{"ProductDetails/ProductCode", fixed("imm")},
	{"UsageDetails/Usage", func(r printedRow) string { return r.usage.String() }},
	{"ProductDetails/BillingItemCode", func(r printedRow) string { return r.item }},
	{"PricingDetails/ListPrice", func(r printedRow) string { return r.price.String() }},
	{"ResourceDetails/InstanceId", func(r printedRow) string { return r.instance }},
	{"ResourceDetails/RegionCode", func(r printedRow) string { return r.region }},
	{"PricingDetails/ListPriceTier", func(r printedRow) string { return r.tier }},
	{"DiscountDetails/DiscountAmount", func(r printedRow) string { return r.discount.String() }},
	{"PricingDetails/Currency", func(r printedRow) string { return r.currency }},
}

// legacy41 is the header of 2019; columns without a cell here stay empty.
const legacy41 = "账期,财务单元,账号ID,账号,Owner账号,产品Code,产品,产品明细Code,产品明细,消费类型,消费时间,账单开始时间,账单结束时间,服务时长,订单号/账单号,账单类型,计费方式,实例ID,实例昵称,资源组,实例标签,实例配置,实例规格,公网IP,私网IP,地域,可用区,计费项,单价,单价单位,用量,用量单位,资源包抵扣,原价,优惠金额,优惠券抵扣,应付金额,现金支付,代金券抵扣,储值卡支付金额,欠费金额"

var legacyCells = map[string]func(printedRow) string{
	"账期": month, "账号ID": func(r printedRow) string { return r.account },
	"产品Code": fixed("imm"), "产品": fixed("智能媒体管理"), "产品明细Code": fixed("imm_intl"), "消费类型": fixed("后付费"), "消费时间": begins,
	"账单开始时间": begins, "账单结束时间": ends,
	"实例ID": func(r printedRow) string { return r.instance }, "实例配置": func(r printedRow) string { return r.tier },
	"地域": fixed("新加坡"), "计费项": func(r printedRow) string { return r.item },
	"单价":   func(r printedRow) string { return r.price.String() },
	"单价单位": func(r printedRow) string { return r.currency + "/" + chinese(r) },
	"用量":   func(r printedRow) string { return r.usage.String() }, "用量单位": chinese, "资源包抵扣": fixed("NULL"),
	"原价":  func(r printedRow) string { return r.gross.String() },
	"官网价": func(r printedRow) string { return r.gross.String() }, "优惠金额": func(r printedRow) string { return r.discount.String() },
	"优惠券抵扣": fixed("0"), "应付金额": func(r printedRow) string { return r.payable.String() },
	"现金支付": func(r printedRow) string { return r.payable.String() }, "欠费金额": fixed("0"),
	"币种": func(r printedRow) string { return r.currency }, "账单日期": date,
}

// legacyFields are the columns of a legacy header.
func legacyFields(header string) []field {
	var fields []field
	for _, name := range strings.Split(header, ",") {
		cell := legacyCells[name]
		if cell == nil {
			cell = fixed("")
		}
		fields = append(fields, field{name, cell})
	}
	return fields
}

// legacy76 is the header of 2025, of whose 76 columns those that nobody has
// named are numbered here.
func legacy76() string {
	header := strings.Replace(legacy41, "原价", "官网价", 1) + ",合同编号, 优惠类型,优惠名称,优惠内容,优惠后金额,单品优惠,组合优惠,币种,账单日期"
	for n := strings.Count(header, ",") + 2; n <= 76; n++ {
		header += fmt.Sprintf(",其他%d", n)
	}
	return header
}

// englishKeys are the columns of the subscribed legacy file in English; the
// API names them alike.
var englishKeys = []field{
	{"BillingCycle", month}, {"AccountID", func(r printedRow) string { return r.account }}, {"SubscriptionType", fixed("PayAsYouGo")},
	{"ProductCode", fixed("imm")}, {"ProductName", fixed("Intelligent Media Management")}, {"CommodityCode", fixed("imm_intl")},
	{"UsageStartTime", begins}, {"UsageEndTime", ends}, {"Item", fixed("PayAsYouGoBill")},
	{"InstanceID", func(r printedRow) string { return r.instance }}, {"InstanceConfig", func(r printedRow) string { return r.tier }},
	{"Region", fixed("Singapore")}, {"BillingItem", func(r printedRow) string { return r.item }},
	{"BillingItemCode", func(r printedRow) string { return r.item }},
	{"ListPrice", func(r printedRow) string { return r.price.String() }},
	{"ListPriceUnit", func(r printedRow) string { return r.currency + "/" + r.unit }},
	{"Usage", func(r printedRow) string { return r.usage.String() }}, {"UsageUnit", func(r printedRow) string { return r.unit }},
	{"DeductedByResourcePackage", fixed("NULL")},
	{"PretaxGrossAmount", func(r printedRow) string { return r.gross.String() }},
	{"InvoiceDiscount", func(r printedRow) string { return r.discount.String() }}, {"DeductedByCoupons", fixed("0")},
	{"PretaxAmount", func(r printedRow) string { return r.payable.String() }}, {"Currency", func(r printedRow) string { return r.currency }},
}

var focusFields = []field{
	{"BillingAccountId", func(r printedRow) string { return r.account }}, {"BillingCurrency", func(r printedRow) string { return r.currency }},
	{"BillingPeriodStart", func(r printedRow) string { return firstOfMonth(r).UTC().Format(time.RFC3339) }},
	{"ChargePeriodStart", func(r printedRow) string { return r.from.UTC().Format(time.RFC3339) }},
	{"ChargePeriodEnd", func(r printedRow) string { return r.to.UTC().Format(time.RFC3339) }},
	{"ChargeCategory", fixed("Usage")}, {"ServiceName", fixed("Intelligent Media Management")}, {"X_ProductCode", fixed("imm")},
	{"SkuMeter", func(r printedRow) string { return r.item }}, {"ResourceId", func(r printedRow) string { return r.instance }},
	{"RegionId", func(r printedRow) string { return r.region }}, {"PricingQuantity", func(r printedRow) string { return r.usage.String() }},
	{"PricingUnit", func(r printedRow) string { return r.unit }}, {"ConsumedQuantity", fixed("NULL")},
	{"ListCost", func(r printedRow) string { return r.gross.String() }}, {"BilledCost", func(r printedRow) string { return r.payable.String() }},
}

var partnerFields = []field{
	{"Billing Cycle", func(r printedRow) string { return r.from.Format("200601") }}, {"User ID", func(r printedRow) string { return r.account }},
	{"Charge Type", fixed("PayAsYouGo")}, {"Product Code", fixed("imm")}, {"Product Name", fixed("Intelligent Media Management")},
	{"Instance ID", func(r printedRow) string { return r.instance }}, {"Region", fixed("Singapore")},
	{"Original Cost", func(r printedRow) string { return r.gross.String() }}, {"SPN Deducted Price", fixed("")},
	{"Discount", func(r printedRow) string { return r.discount.String() }}, {"Coupon Deduct", fixed("0")},
	{"Pretax Cost(Before Round Down Discount)", func(r printedRow) string { return r.payable.String() }},
	{"Currency", func(r printedRow) string { return r.currency }},
}

func firstOfMonth(r printedRow) time.Time {
	return time.Date(r.from.Year(), r.from.Month(), 1, 0, 0, 0, 0, billingZone)
}

// tableOf is the table of a form: its header and a row a line.
func tableOf(fields []field, rows []printedRow) [][]string {
	table := make([][]string, len(rows)+1)
	for _, f := range fields {
		table[0] = append(table[0], f.header)
		for n, r := range rows {
			table[n+1] = append(table[n+1], f.cell(r))
		}
	}
	return table
}

func csvText(table [][]string) []byte {
	var text bytes.Buffer
	_ = csv.NewWriter(&text).WriteAll(table) // into memory
	return text.Bytes()
}

func withMark(text []byte) []byte { return append([]byte("\ufeff"), text...) }

func inGB18030(t *testing.T, text []byte) []byte {
	t.Helper()
	encoded, err := simplifiedchinese.GB18030.NewEncoder().Bytes(text)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

// apiPages are the answers of DescribeInstanceBill by day, size items a page,
// with numbers for amounts as the service sends them.
func apiPages(t *testing.T, rows []printedRow, size int) [][]byte {
	t.Helper()
	var pages [][]byte
	for chunk := range slices.Chunk(rows, size) {
		var items []map[string]any
		for _, r := range chunk {
			item := map[string]any{"BillingDate": date(r)}
			for _, f := range englishKeys {
				switch f.header {
				case "BillingCycle", "AccountID", "UsageStartTime", "UsageEndTime":
				case "PretaxGrossAmount", "InvoiceDiscount", "DeductedByCoupons", "PretaxAmount":
					item[f.header] = json.Number(f.cell(r))
				default:
					item[f.header] = f.cell(r)
				}
			}
			items = append(items, item)
		}
		page, err := json.Marshal(map[string]any{"Code": "Success", "Success": true, "Data": map[string]any{
			"BillingCycle": month(chunk[0]), "AccountID": chunk[0].account, "TotalCount": len(rows), "Items": items,
		}})
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, append(page, '\n'))
	}
	return pages
}

// workbook is a table that a spreadsheet has saved: numbers are binary, but for
// those that are too long for it.
func workbook(t *testing.T, table [][]string) []byte {
	t.Helper()
	file := excelize.NewFile()
	for row, cells := range table {
		values := make([]any, len(cells))
		for n, cell := range cells {
			values[n] = cell
			if number, err := strconv.ParseFloat(cell, 64); err == nil && len(cell) <= 15 && !strings.Contains(cell, "_") {
				values[n] = number
			}
		}
		if err := file.SetSheetRow("Sheet1", fmt.Sprintf("A%d", row+1), &values); err != nil {
			t.Fatal(err)
		}
	}
	text, err := file.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return text.Bytes()
}

func zipped(t *testing.T, members map[string][]byte) []byte {
	t.Helper()
	var text bytes.Buffer
	archive := zip.NewWriter(&text)
	for name, content := range members {
		member, err := archive.Create(name)
		if err == nil {
			_, err = member.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return text.Bytes()
}

func gzipped(t *testing.T, content []byte) []byte {
	t.Helper()
	var text bytes.Buffer
	packed := gzip.NewWriter(&text)
	_, err := packed.Write(content)
	if err = cmp.Or(err, packed.Close()); err != nil {
		t.Fatal(err)
	}
	return text.Bytes()
}
