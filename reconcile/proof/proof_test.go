package proof

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/price"
	"immrecon/reconcile/quote"

	"immrecon/store/model"
)

var (
	zone   = time.FixedZone("UTC+8", 8*60*60)
	change = time.Date(2025, time.July, 28, 11, 0, 0, 0, zone).Unix()
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func book(t *testing.T) *price.RateCard {
	t.Helper()
	tariff, err := quote.NewTariff(nil)
	if err != nil {
		t.Fatal(err)
	}
	return tariff.RateCard()
}

// across is a finding of a period that holds the change of a price: bodies were
// free, and then were not.
func across() *model.Evidence {
	return &model.Evidence{
		Run: model.Run{UsageSaved: true},
		Finding: model.Finding{Item: "ImageDetect", Unit: "call", From: change - 3600, To: change + 3600, Currency: "USD",
			Billed: model.Measure{Quantity: 9, Amount: dec("0.000252")}, Expected: model.Measure{Quantity: 7, Amount: dec("0.00014")},
			Difference: model.Measure{Quantity: 1, Amount: dec("0.000028")}},
		Lines: []model.ReportLine{{File: "bill.csv", Line: 12, BillLine: model.BillLine{Quantity: 9, Unit: "call", Currency: "USD", PricePer: 1000,
			ListPrice: decimal.NewNullDecimal(dec("0.028")), Gross: decimal.NewNullDecimal(dec("0.000252"))}}},
		Counts: []model.UsageCount{
			{Hour: change - 3600, Item: "ImageDetect", Operation: "DetectImageBodies", Class: "completed", Billable: true, Quantity: 2, Records: 2},
			{Hour: change - 3600, Item: "ImageDetect", Operation: "image/faces", Class: "completed", Billable: true, Quantity: 1, Records: 1},
			{Hour: change - 3600, Item: "ImageDetect", Operation: "image/faces", Class: "refused", Quantity: 1, Records: 1},
			{Hour: change, Item: "ImageDetect", Operation: "DetectImageBodies", Class: "completed", Billable: true, Quantity: 3, Records: 3},
			{Hour: change, Item: "ImageDetect", Operation: "image/faces", Class: "completed", Billable: true, Quantity: 1, Records: 1},
		},
	}
}

func TestStepsFollowThePricesInForce(t *testing.T) {
	got := steps(across(), book(t))
	want := []string{
		"Billed, bill.csv:12: 9 calls × 0.028 USD / 1000 = 0.000252 USD; the line says 0.000252",
		"Expected, DetectImageBodies: 2 calls × 0 USD / 1000 = 0 USD (documented: IMM billing items page, 2025-07-01)",
		"Expected, DetectImageBodies: 3 calls × 0.028 USD / 1000 = 0.000084 USD (documented: IMM billing items page, 2026-02-15)",
		"Expected, image/faces: 1 call × 0.028 USD / 1000 = 0.000028 USD (documented: IMM billing items page, 2025-07-01)",
		"Expected, image/faces: 1 call × 0.028 USD / 1000 = 0.000028 USD (documented: IMM billing items page, 2026-02-15)",
		"Expected in all: 7 calls, 0.00014 USD",
		"Difference: 9 − 7 = 2 calls; 0.000252 − 0.00014 = 0.000112 USD",
		"Of this, 1 call and 0.000028 USD are this finding's",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestStepsSayWhatTheyCannotShow(t *testing.T) {
	cases := map[string]struct {
		change func(*model.Evidence)
		says   string
	}{
		"usage that was not saved": {func(e *model.Evidence) { e.Counts, e.Run.UsageSaved = nil, false },
			"did not save usage, prices and Weboffice use with runs"},
		"records that are gone":      {func(e *model.Evidence) { e.Records, e.Stored = 8, 5 }, "Of 8 usage records behind the findings 5 are still stored"},
		"usage that lacks something": {func(e *model.Evidence) { e.Counts = e.Counts[1:] }, "does not come to that, which is a defect"},
		"nothing expected":           {func(e *model.Evidence) { e.Finding.Expected = model.Measure{} }, "Expected: nothing is billable"},
		"a line without a price":     {func(e *model.Evidence) { e.Lines[0].ListPrice = decimal.NullDecimal{} }, "9 calls for 0.000252 USD; the line shows no list price"},
		"no line":                    {func(e *model.Evidence) { e.Lines = nil }, "Billed in all: 9 calls, 0.000252 USD"},
		"a rule that is switched": {func(e *model.Evidence) {
			e.Counts[2].Billable = true
			e.Finding.Expected = model.Measure{Quantity: 8, Amount: dec("0.000168")}
		}, "Expected in all: 8 calls, 0.000168 USD"},
		"an item without any price": {func(e *model.Evidence) {
			for n := range e.Counts {
				e.Counts[n].Item = "ImageClassification"
			}
		}, "does not come to that"},
		"a currency without prices": {func(e *model.Evidence) {
			for n := range e.Counts {
				e.Counts[n].Item = "ImageClassification"
			}
			e.Finding.Currency, e.Finding.Expected.Amount = "CNY", decimal.Zero
		}, "Expected, without a price in CNY: 7 calls\nDifference"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			e := across()
			c.change(e)
			if got := strings.Join(steps(e, book(t)), "\n"); !strings.Contains(got, c.says) {
				t.Errorf("no step says %q in\n%s", c.says, got)
			}
		})
	}
}
