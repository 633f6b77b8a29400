package proof

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/migrations/catalogue"
	"immrecon/reconcile/price"
	"immrecon/reconcile/quote"

	"immrecon/store/model"
)

var (
	zone   = time.FixedZone("UTC+8", 8*60*60)
	change = time.Date(2025, time.July, 28, 11, 0, 0, 0, zone).Unix()
)

func flag(set bool) *bool { return &set }

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func TestJudge(t *testing.T) {
	video := &model.Call{Operation: "CreateMediaConvertTask", Codec: "h264", Width: 1920, Height: 1080, Duration: 61_200_000, Channel: model.KindCalls,
		Known: model.FactSize | model.FactDuration}
	located := &model.Call{Operation: "DetectMediaMeta", Geo: flag(true)}
	nowhere := &model.Call{Operation: "DetectMediaMeta", Geo: flag(false)}
	silent := &model.Call{Operation: "DetectMediaMeta"}
	preview := &model.Call{Operation: "GenerateWebofficeToken", Readonly: flag(true), Cached: flag(false)}
	refresh := &model.Call{Operation: "RefreshWebofficeToken"}
	opened := &model.Call{Operation: "WebofficeOpen", Readonly: flag(true), Cached: flag(false)}
	cases := map[string]struct {
		item, unit string
		project    string
		usage      model.Usage
		class      string
		quantity   int64
		ok         bool
	}{
		"a request":                   {"ImageDetect", "call", "", model.Usage{Operation: "image/faces", Status: 200}, "completed", 1, true},
		"a request that failed":       {"ImageDetect", "call", "", model.Usage{Operation: "image/faces", Status: 503}, "server_error", 1, true},
		"its error code says nothing": {"ImageDetect", "call", "", model.Usage{Operation: "image/faces", Status: 200, ErrorCode: "x"}, "completed", 1, true},
		"a call of the API":           {"ImageDetect", "call", "", model.Usage{Operation: "DetectImageFaces", Status: 403, Call: &model.Call{}}, "refused", 1, true},
		"files that were indexed":     {"ImageFace", "call", "", model.Usage{Operation: "index:FaceDetection", Status: 200, Quantity: 3}, "completed", 3, true},
		"a template that is free":     {"ImageFace", "call", "", model.Usage{Operation: "index:FaceDetection", Status: 200, Class: "free_template"}, "free_template", 1, true},
		"a segment":                   {"LiveTranscoding", "countunit", "", model.Usage{Operation: "hls/ts", Status: 200}, "completed", 0, true},
		"a job without facts":         {"VideoFraming", "frame", "", model.Usage{Operation: "video/snapshots", Status: 200}, "completed", 0, true},
		"seconds":                     {"VideoCompress264HD", "second", "", model.Usage{Status: 200, Call: video}, "completed", 62, true},
		"seconds of another item":     {"VideoCompress2642K", "second", "", model.Usage{Status: 200, Call: video}, "as VideoCompress264HD", 0, true},
		"a failed job of another":     {"VideoCompress2642K", "second", "", model.Usage{Status: 400, Call: video}, "refused", 0, false},
		"a location":                  {"ReverseGeocoding", "call", "", model.Usage{Status: 200, Call: located}, "completed", 1, true},
		"no location":                 {"ReverseGeocoding", "call", "", model.Usage{Status: 200, Call: nowhere}, "no_location", 1, true},
		"location not stated":         {"ReverseGeocoding", "call", "", model.Usage{Status: 200, Call: silent}, "undecided", 0, true},
		"failed, and not stated":      {"ReverseGeocoding", "call", "", model.Usage{Status: 500, Call: silent}, "server_error", 0, true},
		"a preview by the call":       {"DocumentWebofficePreview", "call", "new", model.Usage{Status: 200, Call: preview}, "completed", 1, true},
		"a preview by the opening":    {"DocumentWebofficePreview", "call", "old", model.Usage{Status: 200, Call: preview}, "calls", 1, true},
		"a project of unknown age":    {"DocumentWebofficePreview", "call", "", model.Usage{Status: 200, Call: preview}, "weboffice_rule_unknown", 1, true},
		"a preview, no edit":          {"DocumentWebofficeEdit", "call", "new", model.Usage{Status: 200, Call: preview}, "as DocumentWebofficePreview", 0, true},
		"a refresh shows no right":    {"DocumentWebofficeEdit", "call", "new", model.Usage{Status: 200, Call: refresh}, "undecided", 0, true},
		"an opening of an old one":    {"DocumentWebofficePreview", "call", "old", model.Usage{Status: 200, Call: opened}, "completed", 1, true},
		"an opening of a new one":     {"DocumentWebofficePreview", "call", "new", model.Usage{Status: 200, Call: opened}, "openings", 1, true},
	}
	created := time.Date(2023, time.December, 1, 0, 0, 0, 0, zone).Unix()
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			u := c.usage
			if u.Operation == "" {
				u.Operation = u.Call.Operation
			}
			u.Project = c.project
			e := &model.Evidence{Finding: model.Finding{Item: c.item, Unit: c.unit}, Created: map[string]int64{"old": created - 1, "new": created}}
			ok := judge(e, &u)
			if ok != c.ok || u.Class != c.class || u.Quantity != c.quantity {
				t.Errorf("got %s %d %t, want %s %d %t", u.Class, u.Quantity, ok, c.class, c.quantity, c.ok)
			}
		})
	}
}

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
		Run: model.Run{Catalogue: catalogue.Version()},
		Finding: model.Finding{Item: "ImageDetect", Unit: "call", From: change - 3600, To: change + 3600, Currency: "USD",
			Billed: model.Measure{Quantity: 9, Amount: dec("0.000252")}, Expected: model.Measure{Quantity: 7, Amount: dec("0.00014")},
			Difference: model.Measure{Quantity: 1, Amount: dec("0.000028")}},
		Lines: []model.ReportLine{{File: "bill.csv", Line: 12, BillLine: model.BillLine{Quantity: 9, Unit: "call", Currency: "USD", PricePer: 1000,
			ListPrice: decimal.NewNullDecimal(dec("0.028")), Gross: decimal.NewNullDecimal(dec("0.000252"))}}},
		Counts: []model.UsageCount{
			{Hour: change - 3600, Operation: "DetectImageBodies", Class: "completed", Quantity: 2, Records: 2},
			{Hour: change - 3600, Operation: "image/faces", Class: "completed", Quantity: 1, Records: 1},
			{Hour: change - 3600, Operation: "image/faces", Class: "refused", Quantity: 1, Records: 1},
			{Hour: change, Operation: "DetectImageBodies", Class: "completed", Quantity: 3, Records: 3},
			{Hour: change, Operation: "image/faces", Class: "completed", Quantity: 1, Records: 1},
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
		"the run's own quantity": {func(e *model.Evidence) {
			e.Counts, e.Finding.From, e.Finding.Expected = nil, change, model.Measure{Quantity: 7, Amount: dec("0.000196")}
		}, "Expected: 7 calls × 0.028 USD / 1000 = 0.000196 USD"},
		"evidence that has gone": {func(e *model.Evidence) { e.Counts = nil }, "Expected: 7 calls, 0.00014 USD by the run; the usage and prices found now do not come to it"},
		"nothing expected":       {func(e *model.Evidence) { e.Finding.Expected = model.Measure{} }, "Expected: nothing is billable"},
		"an earlier catalogue":   {func(e *model.Evidence) { e.Run.Catalogue = "before" }, "earlier version of the catalogue"},
		"a line without a price": {func(e *model.Evidence) { e.Lines[0].ListPrice = decimal.NullDecimal{} }, "9 calls for 0.000252 USD; the line shows no list price"},
		"no line":                {func(e *model.Evidence) { e.Lines = nil }, "Billed in all: 9 calls, 0.000252 USD"},
		"a rule that is switched": {func(e *model.Evidence) {
			e.On = map[string]bool{"charge_4xx_processing": true}
			e.Finding.Expected = model.Measure{Quantity: 8, Amount: dec("0.000168")}
		}, "Expected in all: 8 calls, 0.000168 USD"},
		"an item without any price": {func(e *model.Evidence) { e.Finding.Item = "ImageClassification" }, "do not come to it"},
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
