package words

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

func TestLacks(t *testing.T) {
	const hour = 1772596800 // 2026-03-04 12:00 UTC+8
	span := model.Span{From: hour, To: hour + model.Hour}
	amount := decimal.NewNullDecimal(decimal.RequireFromString("1.5"))
	for _, test := range []struct {
		missing model.Missing
		before  bool
		want    string
	}{
		{model.Missing{Kind: model.MissingBill, Span: span, Amount: amount, Currency: "USD"}, true, "The bill of 2026-03; would decide about USD 1.50"},
		{model.Missing{Kind: model.MissingLog, Subject: "photos", Span: span, Hours: 1, Amount: amount, Currency: "USD"}, false,
			"Access log of bucket photos; 2026-03-04 12:00 to 2026-03-04 13:00 (UTC+8); 1 hour; would decide USD 1.50"},
		{model.Missing{Kind: model.MissingBindings}, false, "Which buckets feed the projects; nobody knows how much it would decide"},
		{model.Missing{Kind: model.MissingPlace, Reason: "unknown_style", Subject: "photos", Records: 2, Amount: decimal.NewNullDecimal(decimal.Zero)}, false,
			"Where records of photos belong: No table says what a style stands for; 2 records; no money is known to hang on it"},
	} {
		if got := English.Lacks(&test.missing, "2026-03", test.before, Billing); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
	for language, w := range In {
		for _, kind := range model.MissingKinds() {
			m := model.Missing{Kind: kind, Subject: "100%d", Reason: "unknown_style", Span: span, Hours: 2, Records: 2, Amount: amount, Currency: "USD"}
			for _, said := range []string{w.Lacks(&m, "2026-03", false, Billing), w.HowToGet(&m, "2026-03")} {
				if strings.Contains(said, "%!") || strings.Contains(said, "%[") {
					t.Errorf("%s says of %s: %s", language, kind, said)
				}
			}
		}
	}
}

func TestSaysForecast(t *testing.T) {
	const day = 1772294400 // 2026-03-01 00:00 UTC+8
	f := &model.Forecast{Method: model.ByDays, Currency: "USD", Span: model.Span{From: day, To: day + 31*model.Day}, Reached: model.Span{From: day, To: day + model.Day},
		SoFar: decimal.RequireFromString("1.5"), Whole: decimal.NewNullDecimal(decimal.RequireFromString("46.5")),
		Rows: []model.ForecastRow{{Priced: true}}}
	want := []string{
		"So far: USD 1.50, from 2026-03-01T00:00:00+08:00 to 2026-03-02T00:00:00+08:00.",
		"Whole month: USD 46.50.",
		"Assumed (--by days): any other day is like the mean of those whose evidence is whole.",
	}
	if got := English.SaysForecast(f, Billing); !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	f.Whole.Valid, f.AtLeast = false, true
	f.Rows = append(f.Rows, model.ForecastRow{Why: model.NoDay})
	f.Lacking = []model.Lacking{{Channel: model.KindOSSLog, Subject: "photos", Span: f.Reached, Hours: 3, Why: model.LogMissing},
		{Channel: model.KindOSSLog, Subject: "papers", Why: model.NoBinding}}
	f.Unplaced = []model.Unplaced{{Records: 2, Amount: f.Whole}}
	want = []string{
		"So far: at least USD 1.50, from 2026-03-01T00:00:00+08:00 to 2026-03-02T00:00:00+08:00.",
		"Assumed (--by days): any other day is like the mean of those whose evidence is whole.",
		"1 of 2 rows have no figure for the whole month: there is no day of them whose evidence is whole. `immrecon preflight` lists what is missing; --by recorded takes the days as they are.",
		"1 rows have usage without a price in USD: their amounts are of what has one.",
		"Records may be missing: OSS access log of photos, 2026-03-01 00:00 to 2026-03-02 00:00, 3 hours.",
		"No binding says which buckets feed papers.",
		"2 records are in no row, as they could not be placed; nothing says what they come to at most.",
	}
	if got := English.SaysForecast(f, Billing); !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	f.Unplaced[0].Amount.Valid = true
	for language, w := range In {
		if said := strings.Join(w.SaysForecast(f, Billing), "\n"); strings.Contains(said, "%!") {
			t.Errorf("%s: %s", language, said)
		}
	}
}
