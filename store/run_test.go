package store

import (
	"context"
	"errors"
	"iter"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// judged is a made-up result about the two lines of a made-up bill.
func judged() *Result {
	from := noon
	return &Result{
		Run: model.Run{Month: "2026-03", From: from, To: from + 7200, StartedAt: time.Unix(noon, 0), Catalogue: "c0ffee", Tool: "1.0",
			Accounts: []string{"1400000000000017", "1400000000000099"}, Currency: "USD"},
		Statement: model.Statement{Currency: "USD", Billed: dec("1.0000000000000000000000000000001"), Expected: dec("0.25"), Tolerated: dec("-0.00000001"),
			Difference: dec("0.7500000000000000000000000000001"), Unverifiable: dec("0.5"), Unexplained: dec("0.0000000000000000000000000000001"),
			Explained: []model.Explained{{Cause: model.ServerErrorBilled, Verdict: model.Overcharged, Basis: model.Documented, Findings: 2, Amount: dec("-0.75000001")}, {Cause: model.ShiftedHour, Verdict: model.Timing, Basis: model.Assumed, Findings: 1, Amount: dec("0.5")},
				{Cause: model.ShiftedHour, Verdict: model.Timing, Basis: model.Documented, Findings: 1, Amount: dec("0.5")}}},
		Cells: []model.Cell{
			{ID: 1, Project: "photos", Region: "ap-southeast-1", Item: "ImageDetect", From: from, To: from + 3600, Unit: "call",
				Expected: model.Measure{Quantity: 12, Amount: dec("0.000336")}, Billed: model.Measure{Quantity: 14, Amount: dec("0.000392")}, Currency: "USD", Lines: 1, Verdict: model.Overcharged,
				Cause: model.ServerErrorBilled, Tolerated: dec("0.0000001"), Alternatives: map[string]int64{"server_error": 2, "refused": 1}},
			{ID: 2, Project: "", Item: "ImageSplicing", Tier: "small", From: from, To: from + 3600, Unit: "call",
				Expected: model.Measure{Quantity: 0, Amount: dec("0")}, Billed: model.Measure{Quantity: 3, Amount: dec("9")}, Currency: "USD", Lines: 1, Tolerated: dec("0")},
		},
		Findings: []model.Finding{
			{ID: "F1", CellID: 1, Project: "photos", Region: "ap-southeast-1", Item: "ImageDetect", From: from, To: from + 3600, Verdict: model.Overcharged,
				Cause: model.ServerErrorBilled, Basis: model.Documented, Unit: "call", Billed: model.Measure{Quantity: 14, Amount: dec("0.000392")}, Expected: model.Measure{Quantity: 12, Amount: dec("0.000336")},
				Difference: model.Measure{Quantity: 2, Amount: dec("0.000056")}, Currency: "USD", Lines: []model.BillRef{{File: "march.csv", Line: 2, ID: "L-1"}}, Evidence: 15,
				Explanation: "The surplus of 2 is the 2 calls that failed.", Rules: []string{"charge_5xx", "completion_time_decides"}},
			{ID: "F0", CellID: 2, Item: "ImageSplicing", Tier: "small", From: from, To: from + 3600, Verdict: model.Unverifiable, Cause: model.NoEvidenceSource,
				Basis: model.Assumed, Unit: "call", Billed: model.Measure{Quantity: 3, Amount: dec("9")}, Expected: model.Measure{Quantity: 0, Amount: dec("0")}, Difference: model.Measure{Quantity: 3, Amount: dec("9")},
				Currency: "USD", Lines: []model.BillRef{{File: "march.csv", Line: 3, ID: "L-2"}}, Rules: []string{}},
		},
		Lines: []RunLine{
			{BillLineID: 1, CellID: 1, Project: "photos", Item: "ImageDetect", Status: "overcharged"},
			{BillLineID: 2, CellID: 2, Item: "ImageSplicing", Tier: "small", Status: "agrees"},
			{BillLineID: 3, CellID: 0, Item: "", Status: "other product"},
		},
		Coverage: []model.Coverage{{Channel: model.KindOSSLog, Subject: "photos", Hours: 22, Missing: 2, From: from, To: from + 86400}},
		Rules:    map[string]string{"charge_5xx": "off", "completion_time_decides": "on"},
	}
}

// withBill imports the bill that judged is about.
func withBill(t *testing.T, db *DB) model.Source {
	t.Helper()
	return imported(t, db, model.KindBill, "march.csv", func(in *Import) {
		for n, id := range []string{"L-1", "L-2", "L-3"} {
			in.KeepBillLine(int64(n+2), billLine(id, id))
		}
		in.Reject(5, "no number", "x;y")
	})
}

func saved(t *testing.T, db *DB, r *Result) model.Run {
	t.Helper()
	var run model.Run
	err := db.Work(context.Background(), func(w *Work) (err error) {
		run, err = w.SaveRun(r)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// alike compares two values of which decimals may be written differently, by
// their text.
func alike(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(printedValue(got), printedValue(want)) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}

// printedValue replaces decimals, deep in a value, by their shortest text.
func printedValue(v any) any {
	return printedReflect(reflect.ValueOf(v))
}

func printedReflect(v reflect.Value) any {
	if d, ok := v.Interface().(decimal.Decimal); ok {
		return d.String()
	}
	if at, ok := v.Interface().(time.Time); ok {
		return at.Unix()
	}
	switch v.Kind() {
	case reflect.Struct:
		fields := map[string]any{}
		for n := range v.NumField() {
			fields[v.Type().Field(n).Name] = printedReflect(v.Field(n))
		}
		return fields
	case reflect.Slice:
		var all []any
		for n := range v.Len() {
			all = append(all, printedReflect(v.Index(n)))
		}
		return all
	}
	return v.Interface()
}

// walked collects what a sequence reads from the database.
func walked[R any](t *testing.T, rows iter.Seq2[R, error]) []R {
	t.Helper()
	list, err := model.Collect(rows)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestAResultComesBackAsItWentIn(t *testing.T) {
	db := openNew(t)
	bill := withBill(t, db)
	result := judged()
	run := saved(t, db, result)
	if run.ID != 1 || run.Key != "2026-03/1" {
		t.Errorf("the first run is %d %s", run.ID, run.Key)
	}
	report, err := db.Report(context.Background(), run.ID)
	if err != nil {
		t.Fatal(err)
	}
	alike(t, "run", report.Run, run)
	alike(t, "cells", walked(t, report.Cells), result.Cells)
	alike(t, "findings, largest money first", report.Findings, []model.Finding{result.Findings[1], result.Findings[0]})
	alike(t, "coverage", report.Coverage, result.Coverage)
	alike(t, "sources", report.Sources, []model.Source{bill})
	alike(t, "rejected", report.Rejected, []model.RejectedLine{{SourceID: bill.ID, File: "march.csv", Rejected: model.Rejected{Line: 5, Reason: "no number", Text: "x;y"}}})

	s := report.Statement
	alike(t, "explained, largest money first", s.Explained, result.Statement.Explained)
	s.Explained, result.Statement.Explained = nil, nil
	alike(t, "statement", s, result.Statement)
}

func TestAReportShowsEveryBillLineAndTheRulesUsed(t *testing.T) {
	db := openNew(t)
	withBill(t, db)
	report, err := db.Report(context.Background(), saved(t, db, judged()).ID)
	if err != nil {
		t.Fatal(err)
	}
	type line struct {
		File          string
		Line          int64
		ID, Item      string
		Status        string
		Cause         model.Cause
		Finding       string
		Usage, Amount string
	}
	var lines []line
	for _, l := range walked(t, report.Lines) {
		lines = append(lines, line{l.File, l.Line, l.LineID, l.Item, l.Status, l.Cause, l.Finding, l.Usage.Decimal.String(), l.Gross.Decimal.String()})
	}
	if report.LineCount != len(lines) {
		t.Errorf("%d lines are counted, %d read", report.LineCount, len(lines))
	}
	alike(t, "lines", lines, []line{
		{"march.csv", 2, "L-1", "ImageDetect", "overcharged", model.ServerErrorBilled, "F1", "0.014", "0.000392"},
		{"march.csv", 3, "L-2", "ImageSplicing", "agrees", "", "F0", "0.014", "0.000392"},
		{"march.csv", 4, "L-3", "", "other product", "", "", "0.014", "0.000392"},
	})
	var rules []string
	for _, r := range report.Rules {
		rules = append(rules, r.ID+"="+r.Default)
		if r.Statement == "" || r.Basis == "" {
			t.Errorf("rule %+v says nothing", r)
		}
	}
	alike(t, "rules", rules, []string{"charge_5xx=off", "completion_time_decides=on"})
	var prices []string
	for _, p := range report.Prices {
		prices = append(prices, p.Item+" "+p.Tier+" "+p.Amount.String())
	}
	alike(t, "prices in force", prices, []string{"ImageDetect  0.028", "ImageSplicing large 2.234", "ImageSplicing small 0.745"})
}

func TestAReportShowsThePricesOfOnesOwn(t *testing.T) {
	db := openNew(t)
	withBill(t, db)
	imported(t, db, model.KindPrices, "prices.csv", func(in *Import) {
		in.KeepPrice(2, &model.Price{Site: "intl", Currency: "USD", Item: "ImageDetect", Amount: dec("0.021"), Per: 1000, Unit: "call", Basis: "own", Source: "contract 7"})
		in.KeepPrice(3, &model.Price{Site: "intl", Currency: "USD", Item: "ImageMosaic", Amount: dec("0.001"), Per: 1000, Unit: "call"})
		in.KeepPrice(4, &model.Price{Site: "intl", Currency: "USD", Item: "ImageDetect", Amount: dec("7"), Per: 1000, Unit: "call", To: noon - 86400})
	})
	report, err := db.Report(context.Background(), saved(t, db, judged()).ID)
	if err != nil {
		t.Fatal(err)
	}
	var prices []string
	for _, p := range report.Prices {
		if p.Item == "ImageDetect" {
			prices = append(prices, p.Amount.String()+" "+p.Source)
		}
	}
	alike(t, "prices of ImageDetect", prices, []string{"0.028 IMM billing items page, 2026-02-15", "0.021 contract 7"})
}

func TestRunsAreNumberedWithinTheirMonth(t *testing.T) {
	db := openNew(t)
	withBill(t, db)
	april := judged()
	april.Run.Month = "2026-04"
	var names []string
	for _, r := range []*Result{judged(), april, judged()} {
		names = append(names, saved(t, db, r).Key)
	}
	alike(t, "names", names, []string{"2026-03/1", "2026-04/1", "2026-03/2"})
	run, statement, err := db.LatestRun(context.Background(), "2026-03")
	if err != nil || run.ID != 3 || !statement.Billed.Equal(judged().Statement.Billed) {
		t.Errorf("latest run %+v, %v", run, err)
	}
	if _, _, err := db.LatestRun(context.Background(), "2026-05"); err == nil || !strings.Contains(err.Error(), "immrecon reconcile --month 2026-05") {
		t.Errorf("a month without a run: %v", err)
	}
	found, err := db.Findings(context.Background(), run.ID)
	if err != nil || len(found.Findings) != 2 || found.Sources != nil {
		t.Errorf("findings alone: %+v, %v", found, err)
	}
	if _, err := db.Report(context.Background(), 99); err == nil {
		t.Error("a run that was never made has a report")
	}
}

func TestWorkThatFailsLeavesNothing(t *testing.T) {
	db := openNew(t)
	withBill(t, db)
	before := content(t, db)
	failed := errors.New("the walk stumbled")
	err := db.Work(context.Background(), func(w *Work) error {
		if err := w.Script("work.sql", "CREATE TEMP TABLE span (month TEXT); INSERT INTO span VALUES ('2026-03')"); err != nil {
			return err
		}
		if _, err := w.SaveRun(judged()); err != nil {
			return err
		}
		return failed
	})
	if !errors.Is(err, failed) {
		t.Fatalf("work failed with %v", err)
	}
	sameRows(t, "after the failure", content(t, db), before)
	for range 2 { // temporary tables are gone after failure and after success
		err := db.Work(context.Background(), func(w *Work) error { return w.Script("work.sql", "CREATE TEMP TABLE span (month TEXT)") })
		if err != nil {
			t.Error(err)
		}
	}
	err = db.Work(context.Background(), func(w *Work) error { return w.Script("broken.sql", "SELECT FROM") })
	if err == nil || !strings.Contains(err.Error(), "broken.sql") {
		t.Errorf("a broken script: %v", err)
	}
}
