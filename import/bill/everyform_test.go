package bill

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"immrecon/import/bill/xlsx/xlsxtest"
	"immrecon/store/model"
)

// printedLine is a line of a synthetic month before a form has words for it.
type printedLine struct {
	id, day, start, end, product, item, instance, kind string
	usage, unit, metered, deducted                     string
	price, gross, discount, coupon, payable            string
	costUnit, group, tags                              string
}

var printedMonth = []printedLine{
	{id: "202605_a1", day: "2026-05-04", start: "2026-05-04 10:00:00", end: "2026-05-04 11:00:00", product: "imm", item: "ImageDetect", instance: "ap-southeast-1;harbour",
		kind: "usage", usage: "2.000", unit: "k", metered: "2.000", deducted: "0", price: "0.0280", gross: "0.056000", discount: "0.002800", coupon: "0", payable: "0.0532",
		costUnit: "media", group: "rg-docks", tags: "key:team value:pier; key:env value:prod"},
	{id: "202605_a2", day: "2026-05-12", start: "2026-05-12 23:00:00", end: "2026-05-13 00:00:00", product: "imm", item: "ImageLabel", instance: "ap-southeast-1;harbour",
		kind: "usage", usage: "0.5", unit: "k", metered: "2.0", deducted: "1.5", price: "0.142", gross: "0.071", discount: "0", coupon: "0.001", payable: "0.070"},
	{id: "202605_a3", day: "2026-05-13", start: "2026-05-13 00:00:00", end: "2026-05-13 01:00:00", product: "imm", item: "ImageLabel", instance: "ap-southeast-1;quay",
		kind: "usage", usage: "1234.5", unit: "k", metered: "1234.5", deducted: "0", price: "0.142", gross: "175.299", discount: "0", coupon: "0", payable: "175.299", group: "rg-docks"},
	{id: "202605_a4", day: "2026-05-31", start: "2026-05-31 23:00:00", end: "2026-06-01 00:00:00", product: "imm", item: "VideoCompress264HD", instance: "ap-southeast-1;quay",
		kind: "usage", usage: "30", unit: "s", metered: "30", deducted: "0", price: "0.0006367925", gross: "0.019103775", discount: "0", coupon: "0", payable: "0.019103775"},
	{id: "202605_a5", day: "2026-05-20", product: "imm", instance: "ap-southeast-1;quay", kind: "refund", gross: "-1.25", discount: "0", coupon: "0", payable: "-1.25"},
	{id: "202605_a6", day: "2026-05-31", product: "imm", kind: "round", payable: "-0.0043"},
	{id: "202605_a7", day: "2026-05-31", product: "imm", kind: "adjust", gross: "-1234.5", payable: "-1234.5"},
	{id: "202605_a8", day: "2026-05-05", start: "2026-05-05 07:00:00", end: "2026-05-05 08:00:00", product: "oss", item: "GetRequest", instance: "ap-southeast-1;standard",
		kind: "usage", usage: "1.2", unit: "w", metered: "1.2", deducted: "0", price: "0.002", gross: "0.0024", discount: "0", coupon: "0", payable: "0.0024"},
	{id: "202605_a9", day: "2026-05-05", start: "2026-05-05 07:00:00", end: "2026-05-05 08:00:00", product: "ecs", item: "Instance", instance: "i-1",
		kind: "usage", usage: "1", unit: "h", metered: "1", deducted: "0", price: "0.1", gross: "0.1", discount: "0", coupon: "0", payable: "0.1"},
}

// The words of the forms for kinds and units, and which names stand for which fact: at
// the head of each form what a table begins with, in an order of its own.
var (
	kindWords = map[string]map[string]string{
		"v2-zh":     {"usage": "云资源按量费用", "refund": "订阅退订费用", "round": "抹零费用", "adjust": "调账费用"},
		"v2-en":     {"usage": "PayAsYouGo", "refund": "SubscriptionRefund", "round": "RoundingAdjustment", "adjust": "Adjustment"},
		"legacy-zh": {"usage": "后付账单", "refund": "退款", "round": "抹零", "adjust": "调账账单"},
		"legacy-en": {"usage": "PayAsYouGoBill", "refund": "Refund", "round": "RoundDown", "adjust": "Adjustment"},
	}
	chineseUnits = map[string]string{"k": "千次", "s": "秒", "w": "万次", "h": "小时"}
	englishUnits = map[string]string{"k": "1,000 calls", "s": "Seconds", "w": "10,000 calls", "h": "Hours"}
	formColumns  = map[string]string{
		"v2-zh": "id=标识信息/账单明细ID account=身份信息/资源购买账号ID account=身份信息/资源归属账号ID month=账单信息/账单月份 day=账单信息/账单日期 kind=账单信息/费用类型 start=账单信息/服务开始时间 end=账单信息/服务结束时间 " +
			"product=产品信息/产品Code name=产品信息/产品名称 commodity=产品信息/商品Code item=产品信息/计费项Code instance=资源信息/实例ID（出账粒度） region=资源信息/地域Code group=资源信息/资源组 tags=资源信息/资源标签 " +
			"costUnit=账单信息/财务单元 metered=用量信息/抵扣前用量 deducted=用量信息/抵扣用量 usage=用量信息/用量 unit=用量信息/用量单位 price=定价信息/官网目录价 priceUnit=定价信息/价格单位 currency=定价信息/定价币种 " +
			"gross=费用信息/目录总价 discount=优惠信息/优惠金额 coupon=优惠券抵扣信息/优惠券抵扣金额 payable=应付信息/应付金额（含税）",
		"v2-en": "payable=PayableDetails/TaxExclusivePayableAmount unit=UsageDetails/UsageUnit usage=UsageDetails/Usage metered=UsageDetails/UsageBeforeDeduction account=IdentityDetails/ResourceOwnerAccountId " +
			"id=LineItemDetails/LineItemId account=IdentityDetails/ResourcePurchaseAccountId month=BillingDetails/BillingMonth day=BillingDetails/BillingDate kind=BillingDetails/LineItemType start=BillingDetails/ServiceStartTime " +
			"end=BillingDetails/ServiceEndTime product=ProductDetails/ProductCode name=ProductDetails/ProductName commodity=ProductDetails/CommodityCode item=ProductDetails/BillingItemCode instance=ResourceDetails/InstanceId " +
			"region=ResourceDetails/RegionCode tags=ResourceDetails/ResourceTag group=ResourceDetails/ResourceGroup costUnit=BillingDetails/CostUnit price=PricingDetails/ListPrice priceUnit=PricingDetails/PriceUnit currency=PricingDetails/Currency " +
			"gross=FeeDetails/GrossAmount discount=DiscountDetails/DiscountAmount coupon=CouponDetails/CouponAmount",
		"legacy-zh": "month=账期 costUnit=财务单元 account=账号ID account=Owner账号 product=产品Code name=产品 commodity=产品明细Code day=账单日期 start=账单开始时间 end=账单结束时间 kind=账单类型 instance=实例ID group=资源组 tags=实例标签 region=地域 " +
			"item=计费项 price=单价 priceUnit=单价单位 usage=用量 unit=用量单位 deducted=资源包抵扣 gross=官网价 discount=优惠金额 coupon=优惠券抵扣 payable=应付金额 currency=币种",
		"legacy-en": "account=BillAccountID account=OwnerID month=BillingCycle day=BillingDate start=UsageStartTime end=UsageEndTime product=ProductCode name=ProductName commodity=CommodityCode kind=Item item=BillingItemCode instance=InstanceID " +
			"region=Region price=ListPrice priceUnit=ListPriceUnit usage=Usage unit=UsageUnit deducted=DeductedByResourcePackage gross=PretaxGrossAmount discount=InvoiceDiscount coupon=DeductedByCoupons payable=PretaxAmount currency=Currency " +
			"costUnit=CostUnit group=ResourceGroup tags=Tag",
		// The table instance_bill of the log service, by day, without account and commodity.
		"sls": "day=BillingDate item=BillingItem kind=Item costUnit=CostUnit currency=Currency coupon=DeductedByCoupons deducted=DeductedByResourcePackage instance=InstanceID discount=InvoiceDiscount price=ListPrice priceUnit=ListPriceUnit " +
			"account=OwnerID payable=PretaxAmount gross=PretaxGrossAmount product=ProductCode region=Region group=ResourceGroup tags=Tag usage=Usage unit=UsageUnit",
	}
)

// cell is a fact in the words of a form.
func (p printedLine) cell(form, fact string) string {
	chinese := strings.HasSuffix(form, "zh")
	unit, words := englishUnits[p.unit], kindWords["legacy-en"]
	if chinese {
		unit = chineseUnits[p.unit]
	}
	if kindWords[form] != nil {
		words = kindWords[form]
	}
	switch fact {
	case "account":
		return "1900000000000077"
	case "month":
		return map[bool]string{true: "202605", false: "2026-05"}[strings.HasPrefix(form, "v2")]
	case "name":
		return map[bool]string{true: "智能媒体管理", false: "Intelligent Media Management"}[chinese && p.product == "imm"]
	case "commodity":
		return p.product + "_intl"
	case "region":
		return "ap-southeast-1"
	case "currency":
		return "USD"
	case "unit":
		return unit
	case "priceUnit":
		if p.price == "" {
			return ""
		}
		return "USD/" + unit
	case "kind":
		return words[p.kind]
	}
	return map[string]string{"id": p.id, "day": p.day, "start": p.start, "end": p.end, "product": p.product, "item": p.item, "instance": p.instance,
		"usage": p.usage, "metered": p.metered, "deducted": p.deducted, "price": p.price, "gross": p.gross, "discount": p.discount, "coupon": p.coupon,
		"payable": p.payable, "costUnit": p.costUnit, "group": p.group, "tags": p.tags}[fact]
}

// columnsOf are the facts of a form and the names for them.
func columnsOf(form string) (facts, names []string) {
	for _, column := range strings.Split(formColumns[form], " ") {
		fact, name, _ := strings.Cut(column, "=")
		facts, names = append(facts, fact), append(names, name)
	}
	return facts, names
}

// monthTable is the month as a form prints it, and the facts of its columns. An English
// product name of others than IMM would be wrong, so they have none.
func monthTable(form string) (table [][]string, facts []string) {
	facts, names := columnsOf(form)
	table = [][]string{names}
	for _, p := range printedMonth {
		var row []string
		for _, fact := range facts {
			cell := p.cell(form, fact)
			if fact == "name" && p.product != "imm" {
				cell = ""
			}
			row = append(row, cell)
		}
		table = append(table, row)
	}
	return table, facts
}

// monthItems is the month as JSON objects.
func monthItems(form string) []string {
	table, _ := monthTable(form)
	var items []string
	for _, row := range table[1:] {
		var members []string
		for i, name := range table[0] {
			value, _ := json.Marshal(row[i])
			if _, err := decimal.NewFromString(row[i]); err == nil && strings.Contains(name, "Pretax") {
				value = []byte(row[i])
			}
			members = append(members, fmt.Sprintf("%q:%s", name, value))
		}
		items = append(items, "{"+strings.Join(members, ",")+"}")
	}
	return items
}

// said is what a line says, whatever form it is in: without what is in the form's own
// words, and without what the form leaves out.
func said(line model.BillLine, without ...string) string {
	line.Form, line.Raw, line.TypeText, line.UsageUnit, line.PriceUnit, line.Taxed = "", "", "", "", "", false
	if line.ItemCode == "" {
		line.ItemCode = line.ItemName
	}
	line.ItemName = ""
	for _, what := range without {
		switch what {
		case "id":
			line.LineID = ""
		case "hours":
			line.From, line.To, line.Grain = 0, 0, ""
		case "account":
			line.Account = ""
		case "commodity":
			line.Commodity = ""
		case "zeros": // at the end of numbers
			for _, d := range []*decimal.NullDecimal{&line.Usage, &line.ListPrice, &line.Gross, &line.Discount, &line.Coupon, &line.Payable} {
				d.Decimal, _ = decimal.NewFromString(d.Decimal.String())
			}
		}
	}
	show := func(d decimal.NullDecimal) string {
		if !d.Valid {
			return "none"
		}
		return d.Decimal.StringFixed(max(0, -d.Decimal.Exponent()))
	}
	numbers := []string{show(line.Usage), show(line.ListPrice), show(line.Gross), show(line.Discount), show(line.Coupon), show(line.Payable)}
	line.Usage, line.ListPrice, line.Gross, line.Discount, line.Coupon, line.Payable = decimal.NullDecimal{}, decimal.NullDecimal{},
		decimal.NullDecimal{}, decimal.NullDecimal{}, decimal.NullDecimal{}, decimal.NullDecimal{}
	return fmt.Sprintf("%s %+v", numbers, line)
}

// sayTheSame holds the lines of a file to those of the month.
func sayTheSame(t *testing.T, text []byte, without ...string) {
	t.Helper()
	table, _ := monthTable("v2-zh")
	want := read(t, csvOf(t, table, ',')).BillLines
	if len(want) != 8 || want[1].Deducted != 1500 || want[1].Quantity != 500 || want[0].Gross.Decimal.Exponent() != -6 {
		t.Fatalf("the month itself is read as %+v", want)
	}
	if !Detect(text) {
		t.Error("it does not look like a bill")
	}
	got := read(t, text)
	if got.Tally.Rejected != 0 || len(got.BillLines) != len(want) {
		t.Errorf("%+v %+v", got.Tally, got.Rejects)
		return
	}
	for i := range want {
		if got, want := said(got.BillLines[i], without...), said(want[i], without...); got != want {
			t.Errorf("line %d:\n got %s\nwant %s", i+1, got, want)
		}
	}
	if len(got.BillFile.Products) != 3 || got.BillFile.Products[1] != (model.BillProduct{Product: "imm", Month: "2026-05", Lines: 7}) {
		t.Errorf("products %+v", got.BillFile.Products)
	}
}

func csvOf(t *testing.T, table [][]string, separator rune) []byte {
	t.Helper()
	var out bytes.Buffer
	to := csv.NewWriter(&out)
	to.Comma = separator
	if err := to.WriteAll(table); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestEveryFormSaysTheSame(t *testing.T) {
	for form, without := range map[string][]string{"v2-zh": nil, "v2-en": nil, "legacy-zh": {"id"}, "legacy-en": {"id"}, "sls": {"id", "hours", "account", "commodity"}} {
		t.Run(form, func(t *testing.T) {
			table, _ := monthTable(form)
			sayTheSame(t, csvOf(t, table, ','), without...)
		})
	}
	items := strings.Join(monthItems("legacy-en"), ",\n")
	records := monthItems("sls")
	about := `"BillingCycle":"2026-05","AccountID":"1900000000000077"`
	ofRecords := []string{"id", "hours", "account", "commodity"}
	for name, test := range map[string]struct {
		text    string
		without []string
	}{
		"DescribeInstanceBill":      {`{"Code":"Success","Success":true,"Data":{` + about + `,"Items":[` + items + `]}}`, []string{"id"}},
		"QueryInstanceBill":         {`{"Success":true,"Data":{"Items":{"Item":[` + items + `]},` + about + `}}`, []string{"id"}},
		"DescribeSplitItemBill":     {`{"Data":{` + about + `,"Items":[` + strings.ReplaceAll(items, `"BillingCycle"`, `"SplitItemID":"x","SplitBillingCycle"`) + `]}}`, []string{"id"}},
		"pages after each other":    {`{"Data":{"Items":[` + strings.Join(monthItems("legacy-en")[:3], ",") + `]}}` + "\n" + `{"Data":{"Items":[` + strings.Join(monthItems("legacy-en")[3:], ",") + `]}}`, []string{"id"}},
		"an array of pages":         {`[{"Data":{"Items":[` + items + `]}},{"RequestId":"R","Data":{"Items":null,"TotalCount":0}}]`, []string{"id"}},
		"GetLogs":                   {`{"meta":{"progress":"Complete","count":9},"data":[` + strings.Join(records, ",") + `]}`, ofRecords},
		"GetLogs, former":           {`[` + strings.Join(records, ",") + `]`, ofRecords},
		"records one a line":        {strings.Join(records, "\n") + "\n", ofRecords},
		"records in UTF-16, no end": {string(encodedAs(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), []byte(strings.Join(records, "\r\n")))), ofRecords},
	} {
		t.Run(name, func(t *testing.T) { sayTheSame(t, []byte(test.text), test.without...) })
	}
}

func encodedAs(t *testing.T, as encoding.Encoding, text []byte) []byte {
	t.Helper()
	encoded, err := as.NewEncoder().Bytes(text)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

func TestEveryEncodingSaysTheSame(t *testing.T) {
	table, _ := monthTable("v2-zh")
	little, big := unicode.LittleEndian, unicode.BigEndian
	encodings := map[string]encoding.Encoding{
		"utf-8": unicode.UTF8, "utf-8 with mark": unicode.UTF8BOM, "gb18030": simplifiedchinese.GB18030, "gbk": simplifiedchinese.GBK,
		"utf-16 little": unicode.UTF16(little, unicode.UseBOM), "utf-16 big": unicode.UTF16(big, unicode.UseBOM),
		"utf-16 little, no mark": unicode.UTF16(little, unicode.IgnoreBOM), "utf-16 big, no mark": unicode.UTF16(big, unicode.IgnoreBOM),
	}
	titles := map[string][][]string{
		"no title": nil,
		"titles":   {{"费用明细"}, {"账单月份", "202605"}, {}},
		"blank":    {make([]string, 28), make([]string, 28)},
		"one word": {{"sep=,"}},
	}
	for encoded, as := range encodings {
		for _, separator := range ",\t;" {
			for title, before := range titles {
				for ends, end := range map[string]string{"LF": "\n", "CRLF": "\r\n", "CR": "\r"} {
					t.Run(fmt.Sprintf("%s %q %s %s", encoded, separator, title, ends), func(t *testing.T) {
						text := csvOf(t, slices.Concat(before, table), separator)
						text = bytes.ReplaceAll(text, []byte("\n"), []byte(end))
						text = encodedAs(t, as, text)
						sayTheSame(t, text)
						kind, _, _ := strings.Cut(encoded, " ")
						if got := read(t, text).BillFile.Encoding; got != map[string]string{"gbk": "gb18030"}[kind] && got != kind {
							t.Errorf("the encoding is called %s", got)
						}
					})
				}
			}
		}
	}
}

// habits change the cells of a table as spreadsheets and people do.
var habits = map[string]func(fact, cell string) string{
	"month 2026/05":   inMonth("2026/05"),
	"month 2026/5":    inMonth("2026/5"),
	"month 2026-5":    inMonth("2026-5"),
	"month May-26":    inMonth("May-26"),
	"month May 2026":  inMonth("May 2026"),
	"month in words":  inMonth("2026年5月"),
	"month, padded":   inMonth("2026年05月"),
	"month as day":    inMonth("2026-05-01"),
	"month as serial": inMonth("46143"),
	"month as 5/1":    inMonth("5/1/2026"),
	"month as 1/5":    inMonth("01/05/2026"),
	"month as float":  inMonth("202605.0"),
	"day first":       inDates("2/1/2006", "2/1/2006 15:04"),
	"month first":     inDates("1/2/2006", "1/2/2006 15:04"),
	"month first, PM": inDates("1/2/2006", "1/2/2006 3:04:05 PM"),
	"two-digit years": inDates("1/2/06", "1/2/06 15:04"),
	"short dates":     inDates("2006-1-2", "2006-1-2 15:04"),
	"slashes":         inDates("2006/1/2", "2006/1/2 15:04:05"),
	"dots":            inDates("2006.01.02", "2006.01.02 15:04"),
	"no separators":   inDates("20060102", "2006-01-02 15:04:05"),
	"words":           inDates("2006年1月2日", "2006年1月2日 15:04:05"),
	"words, hours":    inDates("2006年01月02日", "2006年1月2日15时04分"),
	"names of months": inDates("2-Jan-06", "2-Jan-2006 15:04"),
	"RFC 3339":        inDates("2006-01-02T00:00:00+08:00", "2006-01-02T15:04:05+08:00"),
	"serials":         func(fact, cell string) string { return serialOf(fact, cell) },
	"dollars":         inAmounts(func(s string) string { return "$" + s }),
	"dollars behind":  inAmounts(func(s string) string { return s + " US$" }),
	"code before":     inAmounts(func(s string) string { return "USD " + s }),
	"code behind":     inAmounts(func(s string) string { return s + "USD" }),
	"full-width sign": inAmounts(func(s string) string { return "＄" + s }),
	"brackets":        inAmounts(bracketed),
	"dollars within":  inAmounts(func(s string) string { return strings.Replace(bracketed("$"+s), "$-", "($", 1) }),
	"minus first":     inAmounts(func(s string) string { return strings.Replace("$"+s, "$-", "-$", 1) }),
	"TABs":            func(_, cell string) string { return "\t" + cell + "\t" },
	"apostrophes":     func(_, cell string) string { return "'" + cell },
	"formulas": func(fact, cell string) string {
		return map[bool]string{true: `="` + cell + `"`, false: cell}[fact == "account"]
	},
	"dashes": func(_, cell string) string { return map[bool]string{true: "-", false: cell}[cell == ""] },
	"NULL":   func(_, cell string) string { return map[bool]string{true: "NULL", false: cell}[cell == ""] },
	"thousands": func(_, cell string) string {
		return strings.NewReplacer("1234.5", "1,234.5").Replace(cell)
	},
}

func inMonth(as string) func(fact, cell string) string {
	return func(fact, cell string) string { return map[bool]string{true: as, false: cell}[fact == "month"] }
}

func inDates(day, at string) func(fact, cell string) string {
	return func(fact, cell string) string {
		if parsed, ok := parseTime(cell); ok && fact == "day" {
			return parsed.Format(day)
		} else if ok && (fact == "start" || fact == "end") {
			return parsed.Format(at)
		}
		return cell
	}
}

func serialOf(fact, cell string) string {
	at, ok := parseTime(cell)
	if !ok || fact != "day" && fact != "start" && fact != "end" {
		return cell
	}
	first, _ := parseTime("1899-12-30")
	return decimal.NewFromInt(int64(at.Sub(first).Seconds())).Div(decimal.NewFromInt(86_400)).Round(11).String()
}

func inAmounts(change func(string) string) func(fact, cell string) string {
	return func(fact, cell string) string {
		if cell != "" && slices.Contains([]string{"price", "gross", "discount", "coupon", "payable"}, fact) {
			return change(cell)
		}
		return cell
	}
}

func bracketed(amount string) string {
	if inner, negative := strings.CutPrefix(amount, "-"); negative {
		return "(" + inner + ")"
	}
	return strings.Replace(amount, "$-", "($", 1) + strings.Repeat(")", strings.Count(amount, "$-"))
}

func TestEveryHabitSaysTheSame(t *testing.T) {
	for name, change := range habits {
		t.Run(name, func(t *testing.T) {
			table, facts := monthTable("v2-zh")
			for n, row := range table[1:] {
				for i := range row {
					table[n+1][i] = change(facts[i], row[i])
				}
			}
			sayTheSame(t, csvOf(t, table, ','))
			sayTheSame(t, xlsxtest.Book(t, "", xlsxtest.Sheet{Name: "bill", Rows: xlsxtest.Rows(table...)}))
		})
	}
}

func TestWorkbooksSayTheSame(t *testing.T) {
	table, _ := monthTable("v2-zh")
	half := slices.Concat(table[:1], table[5:])
	sheet := func(name string, rows ...[]string) xlsxtest.Sheet {
		return xlsxtest.Sheet{Name: name, Rows: xlsxtest.Rows(rows...)}
	}
	for name, sheets := range map[string][]xlsxtest.Sheet{
		"one sheet":        {sheet("bill", table...)},
		"title and blanks": {sheet("bill", slices.Concat([][]string{{"费用明细"}, {}, {"账单月份", "202605"}, {}}, table)...)},
		"other sheets":     {sheet("notes", []string{"to whom it may concern"}), sheet("empty"), sheet("bill", table...), sheet("totals", []string{"x", "y"})},
		"two sheets":       {sheet("part 1", table[:5]...), sheet("part 2", half...)},
		"header repeated":  {sheet("bill", slices.Concat(table[:5], half)...)},
	} {
		t.Run(name, func(t *testing.T) {
			book := xlsxtest.Book(t, "", sheets...)
			sayTheSame(t, book)
			numbers := map[int64]bool{}
			to := &numbered{numbers: numbers}
			if err := Read(bytes.NewReader(book), to); err != nil || len(numbers) != int(to.Tally.Read) {
				t.Errorf("%d lines have %d numbers: %v", to.Tally.Read, len(numbers), err)
			}
		})
	}
	// Numbers as a spreadsheet stores them lose the zeros at their end.
	sayTheSame(t, saved(t, asNumbers(t, csvOf(t, table, ','))), "zeros")
}
