package text_test

import (
	"database/sql"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"golang.org/x/text/width"

	month "immrecon/export/internal/sample"
	"immrecon/export/text"
	"immrecon/export/words"
	"immrecon/store/model"
)

// march is a span of days of March 2026 in the zone of the billing, both counted in.
func march(first, last int) model.Span {
	day := func(day int) int64 { return time.Date(2026, time.March, day, 0, 0, 0, 0, model.BillingZone).Unix() }
	return model.Span{From: day(first), To: day(last + 1)}
}

func run(currency string) model.Run {
	all := march(1, 31)
	return model.Run{Key: "2026-03/1", Month: "2026-03", From: all.From, To: all.To, Accounts: []string{"17"}, Currency: currency}
}

// settled is the state of a bill that is final and whole.
var settled = model.BillState{Final: true, Whole: model.BillWhole, Accounts: []string{"17"}}

func due(amount string, findings int64) model.Due {
	return model.Due{Amount: dec(amount), Payable: dec(amount), Findings: findings}
}

// faults is a month with all parts of a statement: what is wrong and why, what is due,
// the way to what is paid, assumptions, limits, holes and a note.
func faults() *model.Report {
	return &model.Report{
		Run: run("USD"),
		Statement: model.Statement{Currency: "USD", Billed: dec("3.5"), Expected: dec("2"), Difference: dec("1.5"), Verdict: model.BillWrong, Bill: settled,
			Explained: []model.Explained{
				{Cause: model.UnitScale, Verdict: model.Overcharged, Basis: model.Documented, Findings: 2, Amount: dec("1.25")},
				{Cause: model.NotModifiedBilled, Verdict: model.Overcharged, Basis: model.Assumed, Findings: 1, Amount: dec("0.5")},
				{Cause: model.UnbilledUsage, Verdict: model.Undercharged, Basis: model.Documented, Findings: 12, Amount: dec("-0.25")},
			},
			Dues: model.Dues{Claim: due("1.25", 2), Ask: due("0.5", 1), Owed: due("0.25", 12)}},
		Payable: []model.PayableStep{
			{Account: "17", Currency: "USD", Step: model.StepList, Lines: 20, Amount: dec("3.5")},
			{Account: "17", Currency: "USD", Step: model.StepDiscount, Rate: "5%", Lines: 20, Amount: dec("-0.175")},
			{Account: "17", Currency: "USD", Step: model.StepPayable, Lines: 20, Amount: dec("3.325")},
		},
		Assumptions: []model.Assumption{{Rule: "charge_304", Worth: dec("0.5")}, {Rule: "doc_edit_is_one_call", On: true, Worth: dec("-0.25")}},
		Coverage:    []model.Coverage{{Channel: model.KindOSSLog, Subject: "photos", Hours: 40}},
		Calendar: []model.CalendarDay{{Subject: "photos", Day: march(1, 1).From, Hours: 24}, {Subject: "photos", Day: march(2, 2).From, Hours: 16, Missing: 8},
			{Subject: "photos", Day: march(3, 3).From, Hours: 24}},
		Notes: model.Sayings{model.SaysClosed.With("2026-03")},
	}
}

// clean is a month whose bill is right.
func clean() *model.Report {
	return &model.Report{Run: run("USD"), Statement: model.Statement{Currency: "USD", Billed: dec("2"), Expected: dec("2"), Verdict: model.BillRight, Bill: settled}}
}

// undecided is a month of which nothing is known to be wrong, and not all is known.
func undecided() *model.Report {
	return &model.Report{
		Run: run("USD"),
		Statement: model.Statement{Currency: "USD", Billed: dec("2"), Expected: dec("1.5"), Difference: dec("0.5"), Unverifiable: dec("0.5"), Verdict: model.BillUndecided,
			Bill: model.BillState{Whole: model.BillShort, ShortBy: dec("0.75"), Rejected: 2, Aside: 1}},
		Unplaced: []model.Unplaced{{Reason: "opaque_job", Channel: model.KindOSSLog, Records: 3, Amount: decimal.NewNullDecimal(dec("0.25"))}},
		Needed:   []model.Needed{{Channel: model.KindOSSLog, Subject: "photos", From: march(2, 2).From, To: march(2, 2).To, Findings: 1, Amount: dec("0.5")}},
	}
}

// twoCurrencies is a month that is billed in two currencies, each with a statement.
func twoCurrencies() *model.Report {
	r := clean()
	r.Others = []model.Statement{{Currency: "CNY", Billed: dec("1"), Expected: dec("1.5"), Difference: dec("-0.5"), Verdict: model.BillWrong, Bill: settled,
		Explained: []model.Explained{{Cause: model.UnbilledUsage, Verdict: model.Undercharged, Basis: model.Documented, Findings: 1, Amount: dec("-0.5")}},
		Dues:      model.Dues{Owed: due("0.5", 1)}}}
	return r
}

// beforeTheBill is what is there of a month without a bill.
func beforeTheBill() *model.Preflight {
	all := march(1, 31)
	amount := decimal.NewNullDecimal(dec("1.5"))
	return &model.Preflight{Month: "2026-03", Span: all, At: march(4, 4).From,
		Found: []model.Found{{Kind: model.FoundLines, Number: 7, Product: "imm", Month: "2026-02"}, {Kind: model.FoundTotals, Number: 1, Product: "imm", Month: "2026-02"},
			{Kind: model.FoundMore, Number: 2}, {Kind: model.FoundAccounts, Accounts: []string{"17", "18"}}},
		Evidence: []model.PreflightEvidence{
			{Channel: model.KindOSSLog, Subject: "photos", Hours: 72, Proven: 24, Stated: 40, Lacking: 8, Why: model.LogMissing},
			{Channel: model.KindOSSLog, Subject: "papers", Hours: 72, Lacking: 72, Why: model.NoBinding},
			{Channel: model.KindCalls, Subject: "papers", Hours: 72, Presumed: 2, Behind: 70},
		},
		Tables: []model.PreflightTable{{Kind: model.KindProjects, Rows: 4}, {Kind: model.KindBindings}},
		Missing: []model.Missing{
			{Kind: model.MissingBill, Span: all, Amount: amount, Currency: "USD"},
			{Kind: model.MissingLog, Subject: "photos", Span: march(2, 2), Hours: 8, Amount: amount, Currency: "USD"},
			{Kind: model.MissingPlace, Reason: "unknown_style", Channel: model.KindOSSLog, Subject: "photos", Records: 3, Currency: "USD"},
			{Kind: model.MissingProjects, Optional: true, Amount: decimal.NewNullDecimal(decimal.Zero)},
		}}
}

// withTheBill is what is there of a month with its bill, of which nothing is missing.
func withTheBill() *model.Preflight {
	return &model.Preflight{Month: "2026-03", Span: march(1, 31), At: march(31, 31).To,
		Bills: []model.PreflightBill{{Currency: "USD", Billed: dec("3.5"), Verdict: model.BillWrong, BillState: model.BillState{Final: true, Whole: model.BillWhole, Lines: 20, Accounts: []string{"17"}}},
			{Currency: "CNY", Billed: dec("1"), Verdict: model.BillUndecided, BillState: model.BillState{Whole: model.BillShort, ShortBy: dec("2"), Lines: 3}}},
		Tables: []model.PreflightTable{{Kind: model.KindPrices, Rows: 1}}}
}

func forecast() *model.Forecast {
	so := model.Measure{Quantity: 40, Amount: dec("0.02")}
	return &model.Forecast{Month: "2026-03", Span: march(1, 31), At: march(4, 4).From, Reached: march(1, 3), Method: model.ByDays, Currency: "USD",
		SoFar: dec("0.04"), AtLeast: true,
		Rows: []model.ForecastRow{
			{Project: "photos", Region: "cn-hangzhou", Item: "ImageSplicing", Tier: "small", Unit: "image", SoFar: so, Priced: true,
				Whole: model.Measure{Quantity: 413, Amount: dec("0.21")}, Days: []model.Span{march(1, 3)}},
			{Project: "photos", Region: "cn-hangzhou", Item: "ImageDetect", Unit: "call", SoFar: so, Priced: true, AtLeast: true, Why: model.NoDay},
			{Item: "Novelty", Unit: "call", SoFar: model.Measure{Quantity: 1}, Whole: model.Measure{Quantity: 31}, Days: []model.Span{march(2, 2)}},
		},
		Lacking:  []model.Lacking{{Channel: model.KindOSSLog, Subject: "photos", Span: march(2, 2), Hours: 8, Why: model.LogMissing}, {Subject: "papers", Why: model.NoBinding}},
		Unplaced: []model.Unplaced{{Records: 3}},
	}
}

func found() *model.Report {
	hour := march(4, 4).From + 10*model.Hour
	return &model.Report{Findings: []model.Finding{
		{ID: "F1", Project: "photos", Item: "ImageSplicing", Tier: "large", Verdict: model.Overcharged, Cause: model.UnitScale, From: hour, To: hour + model.Hour, Unit: "image",
			Billed: model.Measure{Quantity: 14}, Expected: model.Measure{Quantity: 12}, Difference: model.Measure{Quantity: 2, Amount: dec("0.1")}, Currency: "USD",
			Possible: sql.NullInt64{Int64: 12, Valid: true}},
		{ID: "F2", Item: "DocumentConvert", Verdict: model.Unverifiable, Cause: model.EvidenceGap, From: march(1, 31).From, To: march(1, 31).To, Unit: "call",
			Billed: model.Measure{Quantity: 3}, Difference: model.Measure{Quantity: 3, Amount: dec("12")}, Currency: "USD"},
	}}
}

func months() []model.ListedMonth {
	final := march(31, 31).To + 3*model.Day + 12*model.Hour
	at := time.Unix(final, 0)
	ran := &model.RunSummary{Run: run("USD"), Statement: faults().Statement}
	state := func(month string, last, asking *model.Decision) model.MonthState {
		return model.MonthState{Month: month, Last: last, Asking: asking}
	}
	return []model.ListedMonth{
		{State: state("2026-01", &model.Decision{Close: true}, nil), Final: at, IsFinal: true, Latest: ran},
		{State: state("2026-02", nil, &model.Decision{Close: true}), Final: at, IsFinal: true, Latest: &model.RunSummary{Run: run("USD")}},
		{State: state("2026-03", &model.Decision{Close: true}, &model.Decision{}), Final: at},
		{State: state("2026-04", nil, nil), Final: at},
	}
}

func labels() []model.LabelSum {
	return []model.LabelSum{
		{Label: "search", Currency: "USD", Cells: 3, Findings: 2, Billed: dec("1"), Expected: dec("0.9"), Overcharged: dec("0.1")},
		{Label: model.SeveralLabels, Currency: "USD", Cells: 1, Billed: dec("2"), Expected: dec("2")},
		{Currency: "USD", Cells: 2, Billed: dec("0.5"), Expected: dec("0.5"), Undercharged: dec("-0.25")},
	}
}

// said are the texts of a terminal, of one of everything. What they are in Chinese is
// in testdata/chinese.
var said = []struct {
	name  string
	write func(io.Writer, *words.Words) error
}{
	{"faults", statement(faults())},
	{"clean", statement(clean())},
	{"undecided", statement(undecided())},
	{"two currencies", statement(twoCurrencies())},
	{"before the bill", preflight(beforeTheBill())},
	{"with the bill", preflight(withTheBill())},
	{"forecast", func(w io.Writer, in *words.Words) error { return text.Forecast(w, in, forecast(), words.Billing) }},
	{"findings", func(w io.Writer, in *words.Words) error { return text.Findings(w, in, found(), words.Billing) }},
	{"no findings", func(w io.Writer, in *words.Words) error { return text.Findings(w, in, clean(), words.Billing) }},
	{"months", func(w io.Writer, in *words.Words) error { return text.Months(w, in, months(), words.Billing) }},
	{"no months", func(w io.Writer, in *words.Words) error { return text.Months(w, in, nil, words.Billing) }},
	{"labels", func(w io.Writer, in *words.Words) error { return text.Labels(w, in, "tag:team", labels()) }},
}

func statement(r *model.Report) func(io.Writer, *words.Words) error {
	return func(w io.Writer, in *words.Words) error { return text.Statement(w, in, r, words.Billing) }
}

func preflight(p *model.Preflight) func(io.Writer, *words.Words) error {
	return func(w io.Writer, in *words.Words) error { return text.Preflight(w, in, p, words.Billing) }
}

// chineseFile is where a text stands as it must be.
func chineseFile(name string) string {
	return filepath.Join("testdata", "chinese", strings.ReplaceAll(name, " ", "_")+".txt")
}

// inChinese is a text as it must be.
func inChinese(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(chineseFile(name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestATerminalSpeaksChinese(t *testing.T) {
	for _, test := range said {
		t.Run(test.name, func(t *testing.T) {
			var out strings.Builder
			if err := test.write(&out, words.Chinese); err != nil {
				t.Fatal(err)
			}
			if *update {
				if err := os.WriteFile(chineseFile(test.name), []byte(out.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if got, want := out.String(), inChinese(t, test.name); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// latin is a word of letters, digits and what names have between them.
var latin = regexp.MustCompile(`[A-Za-z][A-Za-z0-9_.,*/+-]*`)

// named are the words of a Chinese text that are no English: names and codes.
var named = []string{
	"IMM", "imm", "OSS", "API", "CDN", "USD", "CNY", "UTC+8", "T00", "Weboffice", "DescribeInstanceBill", "IsBillingItem", "x-oss-process", // the provider's
	"immrecon", "sources", "rejected", "unplaced", "preflight", "by", "days", "recorded", // commands and flags
	"charge_304", "doc_edit_is_one_call", // rules, as --assume takes them
	"coverage.csv", "projects.csv", "project,region,created_at,workflow_template", "PREFIXphotosYYYY-mm-DD-HH-MM-SS-*", // files and columns
	"photos", "papers", "cn-hangzhou", "team", "search", "F1", "F2", "ImageSplicing", "ImageDetect", "Novelty", "DocumentConvert", // what the data names
}

func TestNoEnglishIsLeftInChinese(t *testing.T) {
	for _, test := range said {
		for _, word := range latin.FindAllString(inChinese(t, test.name), -1) {
			if !slices.Contains(named, strings.TrimSuffix(word, ".")) && !slices.Contains(named, word) {
				t.Errorf("%s: %q", test.name, word)
			}
		}
	}
	for _, r := range []*model.Report{month.Report(), month.Undecided(), month.Empty()} {
		var out strings.Builder
		if err := text.Statement(&out, words.Chinese, r, words.Billing); err != nil {
			t.Fatal(err)
		}
		if english := regexp.MustCompile(`[a-z']{2,}( [a-z']{2,})+`).FindAllString(strings.ReplaceAll(out.String(), "`immrecon sources", "`"), -1); english != nil {
			t.Errorf("%q is left in\n%s", english, out.String())
		}
	}
}

// screen is a line as a terminal shows it: a rune a column, and behind a wide one
// another of it.
func screen(line string) (columns []rune) {
	for _, r := range line {
		columns = append(columns, r)
		if kind := width.LookupRune(r).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
			columns = append(columns, r)
		}
	}
	return columns
}

// gutters counts the places where all lines of a table have two blanks or more, as
// between its columns.
func gutters(table string) (n int) {
	var lines [][]rune
	longest := 0
	for line := range strings.Lines(table) {
		lines = append(lines, screen(strings.TrimSuffix(line, "\n")))
		longest = max(longest, len(lines[len(lines)-1]))
	}
	blank := 0
	for column := range longest {
		if slices.ContainsFunc(lines, func(line []rune) bool { return column < len(line) && line[column] != ' ' }) {
			if blank > 1 && column > blank {
				n++
			}
			blank = 0
			continue
		}
		blank++
	}
	return n
}

// paragraph is the nth part of a text between empty lines, from 0.
func paragraph(text string, n int) string { return strings.Split(text, "\n\n")[n] }

func TestChineseTablesLineUp(t *testing.T) {
	in := &words.Chinese.Tables
	of := func(name string, n int) string { return paragraph(inChinese(t, name), n) }
	for _, test := range []struct {
		table string
		want  int // columns
	}{
		{of("faults", 2) + "\n" + of("faults", 3), len(in.Figures)},
		{of("faults", 4), 1 + len(in.Dues)},
		{strings.TrimPrefix(of("faults", 6), "从目录价到应付金额，账号 17\n"), len(in.Payable)},
		{of("before the bill", 2), len(in.Evidence)},
		{of("with the bill", 1), len(in.Bills)},
		{of("forecast", 1), len(in.Forecast)},
		{of("findings", 0), len(in.Findings)},
		{of("months", 0), len(in.Months)},
		{of("labels", 0), 1 + len(in.Labels)},
	} {
		if got := gutters(test.table) + 1; got != test.want {
			t.Errorf("%d columns, want %d:\n%s", got, test.want, test.table)
		}
	}
}
