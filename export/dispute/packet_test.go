package dispute

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"immrecon/export/words"

	"immrecon/store/model"
)

var update = flag.Bool("update", false, "write the golden files anew")

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// noon is 4 March 2026, 12:00 in the billing zone.
var noon = time.Date(2026, 3, 4, 4, 0, 0, 0, time.UTC).Unix()

func measure(quantity int64, amount string) model.Measure {
	return model.Measure{Quantity: quantity, Amount: dec(amount)}
}

// cell is an hour of ImageDetect, counted from noon.
func cell(id, hour int64, billed, expected model.Measure) model.Cell {
	return model.Cell{ID: id, Project: "photos", Region: "ap-southeast-1", Item: "ImageDetect", From: noon + hour*3600, To: noon + (hour+1)*3600,
		Unit: "call", Billed: billed, Expected: expected, Currency: "USD"}
}

// finding is what the claim says of a cell.
func finding(id string, c model.Cell, request, key string) model.ProvenFinding {
	amount := c.Billed.Amount.Sub(c.Expected.Amount)
	line := model.ReportLine{SourceID: 1, File: "march.csv", Line: c.ID + 1, Own: decimal.NewNullDecimal(c.Expected.Amount), BillLine: model.BillLine{LineID: "L-" + id, Account: "1400000000000017", Month: "2026-03",
		From: c.From, To: c.To, ItemCode: "ImageDetect", Instance: "photos", Usage: decimal.NewNullDecimal(dec("0.014")), UsageUnit: "1,000 calls",
		Gross: decimal.NewNullDecimal(c.Billed.Amount), Currency: "USD"}}
	return model.ProvenFinding{
		Finding: model.Finding{ID: id, CellID: c.ID, Project: c.Project, Region: c.Region, Item: c.Item, From: c.From, To: c.To, Verdict: model.Overcharged,
			Cause: model.ServerErrorBilled, Basis: model.Documented, Unit: c.Unit, Billed: c.Billed, Expected: c.Expected,
			Difference: model.Measure{Quantity: c.Billed.Quantity - c.Expected.Quantity, Amount: amount}, Currency: "USD",
			Explanation: model.Sayings{model.SaysUnbilled.With(2)}, Rules: []string{"charge_5xx"}},
		Claimed: amount, Paid: paid(amount), Lines: []model.ReportLine{line},
		Counts: []model.UsageCount{{Hour: c.From, Operation: "image/faces", Class: "completed", Quantity: 12, Records: 12},
			{Hour: c.From, Operation: "image/faces", Class: "server_error", Quantity: 2, Records: 2}},
		Usage: []model.Usage{{At: c.From + 60, RequestID: request, Project: c.Project, Bucket: "photos", Key: key, Operation: "image/faces",
			Status: 503, ErrorCode: "InternalError", SourceID: 2, File: "oss.log", Line: 7, Class: "server_error", Quantity: 1}},
		Steps: model.Sayings{
			model.SaysBilledLine.With("march.csv", 2, model.SaysProductPer.With(model.SaysQuantity.With(14, "call"), "0.028", "USD", 1000, "0.000392"), "0.000392"),
			model.SaysDifference.With(14, 12, model.SaysQuantity.With(2, "call"), "0.000392", "0.000336", model.SaysMoney.With("0.000056", "USD")),
		},
	}
}

// paid is what a discount of 5 % leaves of an amount.
func paid(amount decimal.Decimal) decimal.NullDecimal {
	return decimal.NewNullDecimal(amount.Mul(dec("0.95")))
}

// claim is a packet of two findings on two days.
func claim() *Packet {
	cells := []model.Cell{
		cell(1, 0, measure(14, "0.000392"), measure(12, "0.000336")),
		cell(3, 24, measure(100, "0.0028"), measure(60, "0.00168")),
	}
	return &Packet{ClaimContent: &model.ClaimContent{
		Claim: &model.Claim{ID: "D-2026-03-01", OpenedAt: time.Date(2026, 4, 5, 4, 0, 0, 0, time.UTC), Run: "2026-03/1", Month: "2026-03", Cause: model.ServerErrorBilled, Item: "ImageDetect",
			Currency: "USD", Claimed: dec("0.001176"), Status: model.ClaimDraft, Findings: []model.ClaimedFinding{
				{ID: "F1", Amount: dec("0.000056"), Payable: paid(dec("0.000056"))}, {ID: "F2", Amount: dec("0.00112"), Payable: paid(dec("0.00112"))}}},
		Run: model.Run{Key: "2026-03/1", Month: "2026-03", StartedAt: time.Unix(noon+86400*40, 0), Catalogue: "c0ffee", Accounts: []string{"1400000000000017"}},
		Findings: []model.ProvenFinding{
			finding("F1", cells[0], "65D0A1B20000000000000001", "a.jpg"),
			finding("F2", cells[1], "65D0A1B20000000000000002", "=cmd|' /C calc'!A0"),
		},
		Cells: cells,
		Rules: []model.Rule{{ID: "charge_5xx", Statement: "A call that fails on the provider's side is not charged.", Basis: model.Documented,
			Default: "off", Since: "2025-07-01", Source: "IMM billing overview page, 2026-04-18"}},
		Prices: []model.Price{{Site: "intl", Currency: "USD", Item: "ImageDetect", Amount: dec("0.028"), Per: 1000, Unit: "call", From: noon - 86400*200,
			Basis: "documented", Source: "IMM billing items page, 2026-02-15"}},
		Assumptions: []model.Assumption{{Rule: "charge_304", On: false, Worth: dec("0.1")}},
		Evidence: []model.EvidenceState{
			{Channel: model.KindOSSLog, Subject: "photos", State: model.Proven, Reason: model.MeteringAgrees, Hours: []model.Span{{From: noon, To: noon + 2*model.Hour}}},
			{Channel: model.KindOSSLog, Subject: "photos", State: model.Stated, Reason: model.LogWhole, Hours: []model.Span{{From: noon - model.Hour, To: noon}}},
			{Channel: model.KindOSSLog, Subject: "=films", State: model.Stated, Reason: model.LogWhole, Hours: []model.Span{{From: noon, To: noon + 26*model.Hour}}},
			{Channel: model.KindCalls, Subject: "photos", Operations: []string{"DetectImageFaces"}, State: model.Stated, Reason: model.SaidByTable,
				Source: "the owner of the service", File: "tables/coverage.csv", Line: 3, Rows: 1, Hours: []model.Span{{From: noon, To: noon + 26*model.Hour}}},
		},
		Totals: []model.ControlTotal{
			{Kind: model.KindCoverage, Channel: model.KindCalls, Subject: "photos", Operations: []string{"DetectImageFaces"}, Span: model.Span{From: noon, To: noon + 48*model.Hour},
				Source: "the owner of the service", SourceID: 3, File: "coverage.csv", Line: 3},
			{Kind: model.KindMetering, Channel: model.KindOSSLog, Subject: "photos", Span: model.Span{From: noon, To: noon + model.Hour},
				Records: sql.NullInt64{Int64: 41, Valid: true}, SourceID: 4, File: "metering.json", Line: 1},
		},
		Sources: []model.Source{
			{ID: 1, Kind: model.KindBill, Name: "march.csv", SHA256: "ab12", Bytes: 99}, {ID: 2, Kind: model.KindOSSLog, Name: "oss.log", SHA256: "cd34", Bytes: 9},
			{ID: 3, Kind: model.KindCoverage, Name: "coverage.csv", SHA256: "ef56", Bytes: 9}, {ID: 4, Kind: model.KindMetering, Name: "metering.json", SHA256: "0178", Bytes: 9},
		},
	},
		Claimant: Claimant{Name: "Example Ltd", Contact: "billing@example.com", Ticket: "T-1"},
		Tool:     "1.0", Zone: words.Billing, AnswerBy: "2026-05-05",
	}
}

// The texts and tables of a packet are those of testdata/packet, and of one in Chinese
// those of testdata/packet-zh.
func TestPacketIsAsItWas(t *testing.T) {
	for folder, w := range map[string]*words.Words{"packet": nil, "packet-zh": words.Chinese} {
		p := claim()
		p.Words = w
		files, err := p.files()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if f.name == "summary.xlsx" || f.name == "manifest.json" { // the one is not text, the other hashes it
				continue
			}
			wantGolden(t, filepath.Join("testdata", folder, f.name), f.content)
		}
	}
}

func wantGolden(t *testing.T, golden string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s: got\n%s\nwant\n%s", golden, got, want)
	}
}

// What a packet's tables claim is what the claim claims, to the last digit.
func TestTablesAddUp(t *testing.T) {
	p := claim()
	for name, table := range map[string]*table{"days.csv": p.daysTable(), "hours.csv": p.hoursTable()} {
		content, err := table.bytes()
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		column := strings.Split(table.header, ",")
		var claimed, difference decimal.Decimal
		for _, row := range rows[1:] {
			for n, cell := range row {
				switch column[n] {
				case "claimed_amount":
					claimed = claimed.Add(dec(cell))
				case "difference_amount":
					difference = difference.Add(dec(cell))
				}
			}
		}
		if !claimed.Equal(p.Claim.Claimed) || !difference.Equal(p.Claim.Claimed) {
			t.Errorf("%s claims %s of a difference of %s, and the claim is %s", name, claimed, difference, p.Claim.Claimed)
		}
	}
}

func TestTheSamePacketIsTheSameBytes(t *testing.T) {
	folders := [2]string{filepath.Join(t.TempDir(), "one"), filepath.Join(t.TempDir(), "two")}
	for _, folder := range folders {
		p := claim()
		p.Sample = &model.ClaimSample{Size: 1, Seed: 7, Records: 2, Total: dec("0.000056"), Interval: dec("0.000056"), Start: dec("0.00001"),
			Picks: []model.SamplePick{{Finding: "F1", Record: 1, Usage: &p.Findings[0].Usage[0], Value: dec("0.000028"), Through: dec("0.000028"), Hits: 1}}}
		if archive, err := Write(folder, p, Options{Zip: true}); err != nil || archive != filepath.Join(folder, "D-2026-03-01.zip") {
			t.Fatalf("%s, %v", archive, err)
		}
	}
	entries, err := os.ReadDir(folders[0])
	if err != nil || len(entries) != 17 {
		t.Fatalf("%d files, %v", len(entries), err)
	}
	for _, e := range entries {
		if one, two := content(t, folders[0], e.Name()), content(t, folders[1], e.Name()); !bytes.Equal(one, two) {
			t.Errorf("%s differs", e.Name())
		}
	}
}

func content(t *testing.T, folder, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The manifest has the hash of every other file, and the ZIP holds them all.
func TestManifestAndArchive(t *testing.T) {
	folder := t.TempDir()
	archive, err := Write(folder, claim(), Options{Zip: true})
	if err != nil {
		t.Fatal(err)
	}
	var m manifest
	if err := json.Unmarshal(content(t, folder, "manifest.json"), &m); err != nil {
		t.Fatal(err)
	}
	if m.Schema != "immrecon.dispute/1" || m.TimeZone != "UTC+8" || m.Tool != "1.0" || m.Inputs[0].SHA256 != "ab12" || !m.Assumptions[0].Worth.Equal(dec("0.1")) {
		t.Errorf("manifest %+v", m)
	}
	z, err := zip.OpenReader(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	if len(z.File) != len(m.Files)+1 {
		t.Errorf("%d files in the archive, %d in the manifest", len(z.File), len(m.Files))
	}
	for n, f := range m.Files {
		sum := sha256.Sum256(content(t, folder, f.Name))
		if hex.EncodeToString(sum[:]) != f.SHA256 {
			t.Errorf("%s is not what the manifest says", f.Name)
		}
		if z.File[n].Name != "D-2026-03-01/"+f.Name || z.File[n].UncompressedSize64 != uint64(f.Bytes) {
			t.Errorf("the archive has %s, %d bytes", z.File[n].Name, z.File[n].UncompressedSize64)
		}
	}
}

func TestSummaryWorkbook(t *testing.T) {
	content, err := claim().xlsx()
	if err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := file.GetRows(summarySheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	text := map[string]string{}
	for _, row := range rows {
		if len(row) > 1 {
			text[row[0]] = row[1]
		}
	}
	for label, want := range map[string]string{"Claimed (USD)": "0.001176", "Billed (USD)": "0.003192", "Billing item": "ImageDetect", "Claimant": "Example Ltd"} {
		if text[label] != want {
			t.Errorf("%s is %q, want %q", label, text[label], want)
		}
	}
	layout, err := file.GetPageLayout(summarySheet)
	if err != nil || *layout.FitToHeight != 1 || *layout.FitToWidth != 1 {
		t.Errorf("it does not print on one page: %+v, %v", layout, err)
	}
}

// What comes from outside does nothing in a spreadsheet, a browser or a terminal.
func TestNamesFromOutsideAreHarmless(t *testing.T) {
	p := claim()
	p.Findings[0].Project = "<script>alert(1)</script>"
	p.Cells[0].Project = p.Findings[0].Project
	p.Findings[0].Steps = model.Sayings{model.SaysBilledInAll.With("\x1b[31mred", "1")}
	files, err := p.files()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		switch {
		case f.name == "summary.xlsx":
		case f.name == "summary.html" && bytes.Contains(f.content, []byte("<script>")):
			t.Error("the page runs a script")
		case f.name == "requests.csv" && bytes.Contains(f.content, []byte(",=cmd")):
			t.Error("a cell begins like a formula")
		case strings.HasSuffix(f.name, ".txt") && bytes.ContainsRune(f.content, '\x1b'):
			t.Errorf("%s has control codes", f.name)
		}
	}
}

func TestTicketsSayWhatMatters(t *testing.T) {
	p := claim()
	p.SetOff = []model.ProvenFinding{{Finding: model.Finding{Difference: measure(-20, "-0.0005"), Payable: paid(dec("-0.0005"))}}}
	p.Findings[1].Basis = model.Assumed
	for name, w := range map[string]*phrases{"ticket-en.txt.tmpl": &english, "ticket-zh.txt.tmpl": &chinese} {
		text, err := p.ticket(name, w)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"D-2026-03-01", "T-1", "USD 0.0011172", "USD 0.001176", "USD 0.000475", "USD 0.0006422", "2026-05-05", "ImageDetect", "1400000000000017",
			w.Cause(model.ServerErrorBilled), "2026-03-04T12:00:00+08:00", "Example Ltd", w.Source("IMM billing overview page, 2026-04-18"), "https://www.alibabacloud.com/help/en/imm/product-overview/billing-overview"} {
			if !bytes.Contains(text, []byte(want)) {
				t.Errorf("%s does not say %q:\n%s", name, want, text)
			}
		}
		for _, never := range []string{"refund", "Refund", "退款", "退还"} {
			if bytes.Contains(text, []byte(never)) {
				t.Errorf("%s says %q:\n%s", name, never, text)
			}
		}
		if strings.Contains(string(text), "\n\n\n") {
			t.Errorf("%s has holes:\n%s", name, text)
		}
	}
}

// A bill by the day states nothing by the hour; its usage does.
func TestHoursOfABillByTheDay(t *testing.T) {
	p := claim()
	p.Cells[0].To = p.Cells[0].From + 86400
	p.Cells, p.Findings = p.Cells[:1], p.Findings[:1]
	rows := p.hoursTable().rows
	if len(rows) != 1 || rows[0][6] != "" || rows[0][14] != "image/faces:completed=12;image/faces:server_error=2" {
		t.Errorf("got %q", rows)
	}
	if days := p.daysTable().rows; len(days) != 1 || days[0][0] != "2026-03-04 to 2026-03-05" {
		t.Errorf("got %q", days)
	}
}
