package text_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/export/text"
	"immrecon/export/words"

	"immrecon/store/model"
)

var update = flag.Bool("update", false, "write the golden files anew")

const hour = 1_772_589_600 // 2026-03-04 10:00 in UTC+8

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// sample is a finding with a line, two kinds of usage and a hostile key.
func sample() *text.Explanation {
	readonly := true
	return &text.Explanation{Zone: words.Billing, Words: words.English, Limit: 2, Steps: model.Sayings{model.SaysBilledInAll.With(model.SaysQuantity.With(14, "call"), model.SaysMoney.With("0.000392", "USD"))}, Evidence: &model.Evidence{
		Run: model.Run{Key: "2026-03/1", UsageSaved: true},
		Finding: model.Finding{ID: "F1", Project: "photos", Item: "ImageSplicing", Tier: "small", From: hour, To: hour + 3600, Verdict: model.Overcharged,
			Cause: model.ServerErrorBilled, Basis: model.Documented, Unit: "call", Currency: "USD", Explanation: model.Sayings{model.SaysFreeItem.With("0.5", 2)},
			Billed: model.Measure{Quantity: 14, Amount: dec("0.000392")}, Expected: model.Measure{Quantity: 12, Amount: dec("0.000336")},
			Difference: model.Measure{Quantity: 2, Amount: dec("0.000056")}},
		Lines: []model.ReportLine{{File: "march.csv", Line: 12, BillLine: model.BillLine{LineID: "202603_0000012", From: hour,
			Usage: decimal.NewNullDecimal(dec("0.014")), UsageUnit: "千次", ListPrice: decimal.NewNullDecimal(dec("0.028")), PriceUnit: "USD/千次",
			Gross: decimal.NewNullDecimal(dec("0.000392")), Currency: "USD"}}, {File: "march.csv", Line: 13, BillLine: model.BillLine{From: hour, Currency: "USD"}}},
		Alternatives: map[string]int64{"server_error": 2, "refused": 1},
		Rules: []model.Rule{{ID: "charge_5xx", Statement: "A request that fails on the server side is not charged.", Basis: model.Documented,
			Default: "off", Source: "IMM billing overview page"}},
		Counts: []model.UsageCount{
			{Hour: hour, Operation: "image/faces", Class: "completed", Billable: true, Quantity: 12, Records: 12},
			{Hour: hour, Operation: "image/faces", Class: "server_error", Quantity: 2, Records: 2},
			{Hour: hour, Operation: "hls/ts", Class: "completed", Records: 3},
		},
		Usage: []model.Usage{
			{At: hour + 5, RequestID: "65D0A1B20000000000000001", Project: "photos", Bucket: "album", Key: "a\x1b[31m\x00.jpg", Operation: "image/faces",
				Status: 503, ErrorCode: "InternalError", Class: "server_error", Quantity: 1, File: "access.log", Line: 3},
			{At: hour + 9, Operation: "WebofficeOpen", Class: "completed", Billable: true, Quantity: 1, File: "calls.csv", Line: 4,
				Call: &model.Call{Readonly: &readonly, Codec: "h264", Width: 800, Height: 600, Duration: 61_200_000, Known: model.FactSize | model.FactDuration}},
		},
	}}
}

func TestExplain(t *testing.T) {
	for file, w := range map[string]*words.Words{"explain.txt": words.English, "explain-zh.txt": words.Chinese} {
		var b strings.Builder
		x := sample()
		x.Words = w
		if err := text.Explain(&b, x); err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join("testdata", file)
		if *update {
			if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if b.String() != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", file, b.String(), want)
		}
	}
}

func TestExplainLittle(t *testing.T) {
	x := sample()
	x.Lines, x.Alternatives, x.Rules, x.Counts, x.Usage = nil, nil, nil, nil, nil
	var b strings.Builder
	if err := text.Explain(&b, x); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"No bill line.", "Nothing else could have been billed.", "No usage.", "No record.", "None was needed"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
}

// full is a disk without room after a number of bytes.
type full int

func (f *full) Write(b []byte) (int, error) {
	if *f -= full(len(b)); *f < 0 {
		return 0, errors.New("no room")
	}
	return len(b), nil
}

func TestExplainReportsWhatItCannotWrite(t *testing.T) {
	var b strings.Builder
	if err := text.Explain(&b, sample()); err != nil {
		t.Fatal(err)
	}
	for room := 0; room < b.Len(); room += 40 {
		f := full(room)
		if err := text.Explain(&f, sample()); err == nil {
			t.Fatalf("a disk that is full after %d of %d bytes was not told of", room, b.Len())
		}
	}
}
