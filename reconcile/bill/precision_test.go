package bill

import (
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/diagnose"
	"immrecon/store/model"
)

func number(text string) decimal.NullDecimal {
	if text == "" {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(decimal.RequireFromString(text))
}

// What a printed quantity leaves open is half a unit of its last decimal, zeros at
// the end and the unit's magnitude included, and no more than its amount does.
func TestPrintedQuantitiesLeaveOpen(t *testing.T) {
	for name, test := range map[string]struct {
		usage, unit string
		gross       string // of 1,000 at price
		price       string
		want        int64
	}{
		"single calls":                        {"12", "calls", "", "", 0},
		"thousands, all decimals":             {"0.012", "1,000 calls", "", "", 0},
		"thousands, two decimals":             {"1.23", "1,000 calls", "", "", 5},
		"thousands, none":                     {"2", "1,000 calls", "", "", 500},
		"thousands, zeros at the end":         {"2.000", "1,000 calls", "", "", 0},
		"thousands, one zero at the end":      {"2.0", "1,000 calls", "", "", 50},
		"ten thousands":                       {"3", "10,000 calls", "", "", 5000},
		"the amount leaves less":              {"2", "1,000 calls", "0.0284000000", "0.0142", 0},
		"the amount leaves as much as a cent": {"2", "1,000 calls", "2.84", "1.42", 7},
		"the amount leaves more":              {"2.0", "1,000 calls", "0.02", "0.0142", 50},
		"no price, no second look":            {"2", "1,000 calls", "2.84", "", 500},
		"free, no second look":                {"2", "1,000 calls", "0", "0", 500},
		"nothing used":                        {"0", "1,000 calls", "", "", 0},
		"no usage printed":                    {"", "1,000 calls", "", "", 0},
	} {
		factor := map[string]int64{"calls": 1, "1,000 calls": 1000, "10,000 calls": 10_000}[test.unit]
		usage := number(test.usage)
		l := &diagnose.Line{BillLine: model.BillLine{Usage: usage, UsageUnit: test.unit, Quantity: usage.Decimal.Mul(decimal.NewFromInt(factor)).IntPart(),
			Gross: number(test.gross), ListPrice: number(test.price), PricePer: 1000}}
		if got := (Precision{}).Quantity(l); got != test.want {
			t.Errorf("%s: %s × %s leaves %d open, want %d", name, test.usage, test.unit, got, test.want)
		}
	}
}

// A bill's amounts are as precise as its most precise line prints them.
func TestAmountsLeaveOpenTheirLastDecimalEach(t *testing.T) {
	line := func(gross string) *diagnose.Line {
		return &diagnose.Line{BillLine: model.BillLine{Gross: number(gross)}}
	}
	for name, test := range map[string]struct {
		grosses []string
		want    string // of three amounts
	}{
		"cents":               {[]string{"1.25", "3"}, "0.03"},
		"ten decimals":        {[]string{"1.25", "0.0000000001"}, "0.0000000003"},
		"zeros are decimals":  {[]string{"1.2500"}, "0.0003"},
		"whole":               {[]string{"3"}, "3"},
		"a line without one":  {[]string{"", "1.5"}, "0.3"},
		"hundreds as written": {[]string{"1e2"}, "3"},
	} {
		var p Precision
		for _, gross := range test.grosses {
			p.see(line(gross))
		}
		if got := p.Amount(3); !got.Equal(decimal.RequireFromString(test.want)) {
			t.Errorf("%s: three amounts leave %s open, want %s", name, got, test.want)
		}
	}
}

// A fine bill's longer lines sum up hours that were rounded one by one.
func TestRoundings(t *testing.T) {
	charged, failed := &diagnose.Kind{Billable: true}, &diagnose.Kind{}
	usage := []diagnose.Usage{{Kind: charged, Hour: 0}, {Kind: charged, Hour: 3600}, {Kind: charged, Hour: 3600}, {Kind: failed, Hour: 7200}}
	for name, test := range map[string]struct {
		decimals int32
		lines    int
		want     int
	}{
		"cents, one line":             {2, 1, 1},
		"cents, two lines":            {2, 2, 2},
		"fine, one line of two hours": {10, 1, 2},
		"fine, lines as hours":        {6, 3, 3},
	} {
		c := &diagnose.Case{Lines: make([]*diagnose.Line, test.lines), Usage: usage}
		if got := (Precision{amount: test.decimals}).Roundings(c); got != test.want {
			t.Errorf("%s: %d, want %d", name, got, test.want)
		}
	}
}

// billOf is a bill of which one account pays a share, beside another that pays all.
func billOf(listed, due int64) *Bill {
	return &Bill{shares: map[payer]*share{
		{"1", "USD"}: {listed: decimal.NewFromInt(listed), due: decimal.NewFromInt(due)},
		{"2", "USD"}: {listed: decimal.NewFromInt(7), due: decimal.NewFromInt(7)},
		{"1", "CNY"}: {listed: decimal.NewFromInt(9), due: decimal.NewFromInt(9)},
	}}
}

// What was paid is told by the lines themselves, unless they show no more than
// cents: then the share of their account in their currency holds.
func TestPaidOf(t *testing.T) {
	whole := billOf(200, 150)
	line := func(gross, payable string) *diagnose.Line {
		return &diagnose.Line{BillLine: model.BillLine{Gross: number(gross), Payable: number(payable), Type: model.LineUsage}}
	}
	for name, test := range map[string]struct {
		bill  *Bill
		lines []*diagnose.Line
		want  string // of 8
	}{
		"half by its own lines":       {whole, []*diagnose.Line{line("1", "0.500"), line("3", "1.500")}, "4"},
		"cents tell nothing":          {whole, []*diagnose.Line{line("0.01", "0.00"), line("0.02", "0.03")}, "6"},
		"one fine line among cents":   {whole, []*diagnose.Line{line("1", "0.25"), line("3", "0.750")}, "2"},
		"no lines":                    {whole, nil, "6"},
		"lines of nothing":            {whole, []*diagnose.Line{line("0", "0.000")}, "6"},
		"a bill of nothing":           {&Bill{}, nil, "8"},
		"paid as listed":              {whole, []*diagnose.Line{line("4", "4.000")}, "8"},
		"worked out to ten decimals":  {billOf(3, 1), nil, "2.6666666667"},
		"a plan paid all of the line": {whole, []*diagnose.Line{line("4", "0.000")}, "0"},
	} {
		if got := test.bill.PaidOf(decimal.NewFromInt(8), test.lines, "USD", "1"); !got.Equal(decimal.RequireFromString(test.want)) {
			t.Errorf("%s: %s was paid, want %s", name, got, test.want)
		}
	}
}
