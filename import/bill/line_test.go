package bill

import (
	"testing"
	"time"

	"immrecon/store/model"
)

// one reads smallRow with some cells changed.
func one(t *testing.T, change map[string]string) model.BillLine {
	t.Helper()
	got := read(t, []byte(smallHeader+"\n"+smallRow(change)+"\n"))
	if len(got.BillLines) != 1 {
		t.Fatalf("%+v: not kept: %+v", change, got.Rejects)
	}
	return got.BillLines[0]
}

func TestPeriod(t *testing.T) {
	for _, test := range []struct {
		month, date, start, end string
		wantMonth, from, to     string
		grain                   model.Grain
	}{
		{"202603", "20260301", "2026-03-01 01:00:00", "2026-03-01 02:00:00", "2026-03", "2026-03-01T01:00:00+08:00", "2026-03-01T02:00:00+08:00", model.GrainHour},
		{"2026-03", "20260301", "2026-03-01 23:00", "2026/3/2 0:00", "2026-03", "2026-03-01T23:00:00+08:00", "2026-03-02T00:00:00+08:00", model.GrainHour},
		{"202603", "20260301", "2026-02-28T17:00:00Z", "2026-02-28T18:00:00Z", "2026-03", "2026-03-01T01:00:00+08:00", "2026-03-01T02:00:00+08:00", model.GrainHour},
		{"202603", "20260301", "46082.041666666664", "46082.083333333336", "2026-03", "2026-03-01T01:00:00+08:00", "2026-03-01T02:00:00+08:00", model.GrainHour},
		{"202603", "20260301", "2026-03-01 00:00:00", "2026-03-02 00:00:00", "2026-03", "2026-03-01T00:00:00+08:00", "2026-03-02T00:00:00+08:00", model.GrainDay},
		{"202603", "20260301", "2026-03-01 00:00:00", "2026-04-01 00:00:00", "2026-03", "2026-03-01T00:00:00+08:00", "2026-04-01T00:00:00+08:00", model.GrainMonth},
		{"202603", "20260331", "", "", "2026-03", "2026-03-31T00:00:00+08:00", "2026-04-01T00:00:00+08:00", model.GrainDay},
		{"202603", "2026-03-31", "2026-03-31 05:00:00", "2026-03-31 05:00:00", "2026-03", "2026-03-31T00:00:00+08:00", "2026-04-01T00:00:00+08:00", model.GrainDay},
		{"202512", "", "", "", "2025-12", "2025-12-01T00:00:00+08:00", "2026-01-01T00:00:00+08:00", model.GrainMonth},
		{"", "20260331", "", "", "2026-03", "2026-03-31T00:00:00+08:00", "2026-04-01T00:00:00+08:00", model.GrainDay},
		// A refund stands in the month of its bill, not of what it corrects.
		{"202604", "20260331", "", "", "2026-04", "2026-03-31T00:00:00+08:00", "2026-04-01T00:00:00+08:00", model.GrainDay},
	} {
		line := one(t, map[string]string{"账单月份": test.month, "账单日期": test.date, "服务开始时间": test.start, "服务结束时间": test.end})
		show := func(at int64) string { return time.Unix(at, 0).In(model.BillingZone).Format(time.RFC3339) }
		if line.Month != test.wantMonth || show(line.From) != test.from || show(line.To) != test.to || line.Grain != test.grain {
			t.Errorf("%+v: got %s, %s to %s, %s", test, line.Month, show(line.From), show(line.To), line.Grain)
		}
	}
}

func TestQuantity(t *testing.T) {
	for _, test := range []struct {
		usage, unit string
		quantity    int64
		base        string
	}{
		{"0.363", "千次", 363, "call"},
		{"1,234.5", "1000次", 1_234_500, "call"},
		{"1.2", "万次", 12_000, "call"},
		{"30", "秒", 30, "second"},
		{"0.0005", "千次", 1, "call"}, // half away from zero
		{"-0.0005", "千次", -1, "call"},
		{"0.0004999", "千次", 0, "call"},
		{"1.5", "GB", 1_610_612_736, "byte"},
		{"0.0000000001", "TB", 110, "byte"},
		{"0", "个", 0, "countunit"},
	} {
		line := one(t, map[string]string{"用量": `"` + test.usage + `"`, "用量单位": test.unit})
		if line.Quantity != test.quantity || line.Unit != test.base || line.UsageUnit != test.unit {
			t.Errorf("%s %s: got %d %s (%s)", test.usage, test.unit, line.Quantity, line.Unit, line.UsageUnit)
		}
	}
}

func TestPricePer(t *testing.T) {
	for _, test := range []struct {
		priceUnit string
		per       int64
		currency  string
	}{
		{"USD/千次", 1000, "USD"},
		{"元/次", 1, "CNY"},
		{"usd / 万次", 10_000, "USD"},
		{"CNY", 1000, "CNY"}, // no unit: that of the usage
		{"", 1000, ""},
		{"USD/GB", 0, "USD"}, // not what the usage is measured in
		{"USD/千块", 0, "USD"},
	} {
		line := one(t, map[string]string{"价格单位": test.priceUnit})
		if line.PricePer != test.per || line.Currency != test.currency {
			t.Errorf("%q: per %d in %q, want %d in %q", test.priceUnit, line.PricePer, line.Currency, test.per, test.currency)
		}
	}
	if line := one(t, map[string]string{"官网目录价": ""}); line.ListPrice.Valid || line.PricePer != 0 {
		t.Errorf("no price: %v per %d", line.ListPrice, line.PricePer)
	}
}

func TestType(t *testing.T) {
	for word, want := range map[string]model.LineType{
		"云资源按量费用": model.LineUsage, "PayAsYouGo": model.LineUsage, "PayAsYouGoBill": model.LineUsage,
		"pay-as-you-go": model.LineUsage, "抹零费用": model.LineRoundDown, "调账费用": model.LineAdjustment,
		"Adjustment": model.LineAdjustment, "订阅退订费用": model.LineRefund, "Refund": model.LineRefund,
		"订阅预付费用": model.LineSubscription, "订阅后付费用": model.LineSubscription,
		"SubscriptionOrder": model.LineSubscription, "免费额度": model.LineFreeQuota,
		"佣金费用": model.LineOther, "保底封顶费用": model.LineOther, "新的费用": model.LineUsage,
	} {
		if line := one(t, map[string]string{"费用类型": word}); line.Type != want || line.TypeText != word {
			t.Errorf("%s: %s (%s), want %s", word, line.Type, line.TypeText, want)
		}
	}
	if line := one(t, map[string]string{"费用类型": ""}); line.Type != model.LineUsage {
		t.Errorf("a line of usage without type is %s", line.Type)
	}
	if line := one(t, map[string]string{"费用类型": "", "用量": "", "用量单位": ""}); line.Type != model.LineOther {
		t.Errorf("a line without usage and type is %s", line.Type)
	}
}

func TestProduct(t *testing.T) {
	for _, test := range []struct{ code, name, commodity, want string }{
		{"imm", "", "", "imm"},
		{"IMM", "", "", "imm"},
		{"", "", "IMM_intl", "imm"},
		{"x", "Intelligent Media Management", "", "imm"},
		{"", "智能媒体管理(按量付费)", "", "imm"},
		{"oss", "", "", "oss"},
		{"", "对象存储OSS", "", "oss"},
		{"", "Object Storage Service", "", "oss"},
	} {
		line := one(t, map[string]string{"产品Code": test.code, "产品名称": test.name, "商品Code": test.commodity})
		if line.Product != test.want {
			t.Errorf("%+v: %s", test, line.Product)
		}
	}
}

// TestTierFromConfiguration takes a configuration for a tier only where it is
// a single word.
func TestTierFromConfiguration(t *testing.T) {
	for config, want := range map[string]string{
		"large": "large", "": "", "-": "", "Region:Singapore": "", "a b": "", `[{"name":"x"}]`: "",
	} {
		e := &entry{}
		e.set(colConfig, config)
		if got := tierOf(e); got != want {
			t.Errorf("%q: tier %q, want %q", config, got, want)
		}
		e.set(colTier, "small")
		if got := tierOf(e); got != "small" {
			t.Errorf("%q hides the tier: %q", config, got)
		}
	}
}

// TestPayableBeforeTax prefers the amount before tax where both are printed.
func TestPayableBeforeTax(t *testing.T) {
	text := smallHeader + ",应付金额（不含税）\n" + smallRow(nil) + ",0.0132\n"
	line := read(t, []byte(text)).BillLines[0]
	if line.Payable.Decimal.String() != "0.0132" || line.Taxed {
		t.Errorf("payable %s, taxed %v", line.Payable.Decimal, line.Taxed)
	}
}
