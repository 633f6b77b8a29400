package proof

import (
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
		Run: model.Run{Key: "2026-03/1", Month: "2026-03", UsageSaved: true},
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
	const then, since = "IMM billing items page, 2025-07-01", "IMM billing items page, 2026-02-15"
	calls := func(n int64) model.Saying { return model.SaysQuantity.With(n, "call") }
	dollars := func(amount string) model.Saying { return model.SaysMoney.With(amount, "USD") }
	times := func(n int64, price, amount string) model.Saying {
		return model.SaysProductPer.With(calls(n), price, "USD", 1000, amount)
	}
	want := model.Sayings{
		model.SaysBilledLine.With("bill.csv", 12, times(9, "0.028", "0.000252"), "0.000252"),
		model.SaysExpectedPart.With("DetectImageBodies", times(2, "0", "0"), "documented", then),
		model.SaysExpectedPart.With("DetectImageBodies", times(3, "0.028", "0.000084"), "documented", since),
		model.SaysExpectedPart.With("image/faces", times(1, "0.028", "0.000028"), "documented", then),
		model.SaysExpectedPart.With("image/faces", times(1, "0.028", "0.000028"), "documented", since),
		model.SaysExpectedInAll.With(calls(7), dollars("0.00014")),
		model.SaysDifference.With(9, 7, calls(2), "0.000252", "0.00014", dollars("0.000112")),
		model.SaysOfThis.With(calls(1), dollars("0.000028")),
	}
	if got := steps(across(), book(t)); lines(got) != lines(want) {
		t.Errorf("got\n%s\nwant\n%s", lines(got), lines(want))
	}
}

// lines writes sayings a line each.
func lines(all model.Sayings) string {
	var b strings.Builder
	for _, s := range all {
		b.WriteString(s.String() + "\n")
	}
	return b.String()
}

func TestStepsSayWhatTheyCannotShow(t *testing.T) {
	cases := map[string]struct {
		change func(*model.Evidence)
		says   string
	}{
		"usage that was not saved": {func(e *model.Evidence) { e.Counts, e.Run.UsageSaved = nil, false },
			"usage_not_saved(2026-03/1, 2026-03)"},
		"records that are gone":      {func(e *model.Evidence) { e.Records, e.Stored = 8, 5 }, "usage_gone(8, 5)"},
		"usage that lacks something": {func(e *model.Evidence) { e.Counts = e.Counts[1:] }, "expected_defect(quantity(7, call), money(0.00014, USD))"},
		"nothing expected":           {func(e *model.Evidence) { e.Finding.Expected = model.Measure{} }, "nothing_billable()"},
		"a line without a price":     {func(e *model.Evidence) { e.Lines[0].ListPrice = decimal.NullDecimal{} }, "billed_no_price(bill.csv, 12, quantity(9, call), money(0.000252, USD))"},
		"no line":                    {func(e *model.Evidence) { e.Lines = nil }, "billed_in_all(quantity(9, call), money(0.000252, USD))"},
		"a line that contradicts itself, by less": {func(e *model.Evidence) {
			e.Finding.Cause, e.Lines[0].Gross = model.UnitScale, decimal.NewNullDecimal(dec("0.0001"))
		}, "own_contradicted(bill.csv, 12, 0.0001, USD, 0.000252, more(0.000152))"},
		"a price by the unit": {func(e *model.Evidence) { e.Lines[0].PricePer = 1 },
			"billed_line(bill.csv, 12, product(quantity(9, call), 0.028, USD, 0.252), 0.000252)"},
		"a run that saved no usage, of usage": {func(e *model.Evidence) { e.Counts, e.Run.UsageSaved = nil, false },
			"expected_by_run(quantity(7, call), money(0.00014, USD))"},
		"a rule that is switched": {func(e *model.Evidence) {
			e.Counts[2].Billable = true
			e.Finding.Expected = model.Measure{Quantity: 8, Amount: dec("0.000168")}
		}, "expected_in_all(quantity(8, call), money(0.000168, USD))"},
		"an item without any price": {func(e *model.Evidence) {
			for n := range e.Counts {
				e.Counts[n].Item = "ImageClassification"
			}
		}, "expected_defect(quantity(7, call), "},
		"a currency without prices": {func(e *model.Evidence) {
			for n := range e.Counts {
				e.Counts[n].Item = "ImageClassification"
			}
			e.Finding.Currency, e.Finding.Expected.Amount = "CNY", decimal.Zero
		}, "expected_no_price(CNY, quantity(7, call))\ndifference("},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			e := across()
			c.change(e)
			if got := lines(steps(e, book(t))); !strings.Contains(got, c.says) {
				t.Errorf("no step says %q in\n%s", c.says, got)
			}
		})
	}
}
