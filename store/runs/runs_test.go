package runs_test

import (
	"errors"
	"strings"
	"testing"

	"immrecon/store/db"
	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/runs"
	"immrecon/store/storetest"
)

func TestAResultComesBackAsItWentIn(t *testing.T) {
	d := storetest.Open(t)
	bill := d.ImportBill()
	result := storetest.Judged()
	run := d.Save(result)
	if run.ID != 1 || run.Key != "2026-03/1" {
		t.Errorf("the first run is %d %s", run.ID, run.Key)
	}
	report, err := runs.Report(d.Reader(t.Context()), run.ID)
	if err != nil {
		t.Fatal(err)
	}
	storetest.Same(t, "run", report.Run, run)
	storetest.Same(t, "cells", storetest.Collect(t, report.Cells), result.Cells)
	storetest.Same(t, "findings, largest money first", report.Findings, []model.Finding{result.Findings[1], result.Findings[0]})
	storetest.Same(t, "coverage", report.Coverage, result.Coverage)
	storetest.Same(t, "sources", report.Sources, []model.Source{bill})
	storetest.Same(t, "notes", report.Notes, result.Notes)
	evidence, err := runs.Evidence(d.Reader(t.Context()), run, result.Findings[:1])
	if err != nil {
		t.Fatal(err)
	}
	storetest.Same(t, "what is open", evidence[0].Open, result.Open)
	storetest.Same(t, "rejected", report.Rejected, []model.RejectedLine{{SourceID: bill.ID, File: "march.csv", Rejected: model.Rejected{Line: 5, Reason: "no number", Text: "x;y"}}})

	s := report.Statement
	storetest.Same(t, "explained, largest money first", s.Explained, result.Statement.Explained)
	s.Explained, result.Statement.Explained = nil, nil
	storetest.Same(t, "statement", s, result.Statement)
}

func TestAReportShowsEveryBillLineAndTheRulesUsed(t *testing.T) {
	d := storetest.Open(t)
	d.ImportBill()
	report, err := runs.Report(d.Reader(t.Context()), d.Save(storetest.Judged()).ID)
	if err != nil {
		t.Fatal(err)
	}
	type line struct {
		File          string
		Line          int64
		ID, Item      string
		Status        model.LineStatus
		Cause         model.Cause
		Finding       string
		Usage, Amount string
	}
	var lines []line
	for _, l := range storetest.Collect(t, report.Lines) {
		lines = append(lines, line{l.File, l.Line, l.LineID, l.Item, l.Status, l.Cause, l.Finding, l.Usage.Decimal.String(), l.Gross.Decimal.String()})
	}
	if report.LineCount != len(lines) {
		t.Errorf("%d lines are counted, %d read", report.LineCount, len(lines))
	}
	storetest.Same(t, "lines", lines, []line{
		{"march.csv", 2, "L-1", "ImageDetect", "overcharged", model.ServerErrorBilled, "F1", "0.014", "0.000392"},
		{"march.csv", 3, "L-2", "ImageSplicing", "agrees", "", "F0", "0.014", "0.000392"},
		{"march.csv", 4, "L-3", "", "other_product", "", "", "0.014", "0.000392"},
	})
	var rules []string
	for _, r := range report.Rules {
		rules = append(rules, r.ID+"="+r.Default)
		if r.Statement == "" || r.Basis == "" {
			t.Errorf("rule %+v says nothing", r)
		}
	}
	storetest.Same(t, "rules", rules, []string{"charge_5xx=off", "completion_time_decides=on"})
}

// A report shows the prices that were saved with the run, whatever the
// catalogue and the company's own say since.
func TestAReportShowsThePricesOfTheRun(t *testing.T) {
	d := storetest.Open(t)
	d.ImportBill()
	price := func(layer int64, amount, source string) model.RunPrice {
		return model.RunPrice{Layer: layer, Price: model.Price{Site: "intl", Currency: "USD", Item: "ImageDetect", Amount: storetest.Decimal(amount), Per: 1000,
			Unit: "call", Basis: "own", Source: source}}
	}
	result := storetest.Judged()
	result.Prices = []model.RunPrice{price(0, "0.028", "the catalogue"), price(4, "0.021", "contract 7")}
	run := d.Save(result)
	d.Import(model.KindPrices, "prices.csv", func(in *ingest.Import) {
		in.KeepPrice(2, &model.Price{Site: "intl", Currency: "USD", Item: "ImageDetect", Amount: storetest.Decimal("9"), Per: 1000, Unit: "call"})
	})
	report, err := runs.Report(d.Reader(t.Context()), run.ID)
	if err != nil {
		t.Fatal(err)
	}
	var prices []string
	for _, p := range report.Prices {
		prices = append(prices, p.Amount.String()+" "+p.Source)
	}
	storetest.Same(t, "prices", prices, []string{"0.028 the catalogue", "0.021 contract 7"})
}

func TestRunsAreNumberedWithinTheirMonth(t *testing.T) {
	d := storetest.Open(t)
	d.ImportBill()
	april := storetest.Judged()
	april.Run.Month = "2026-04"
	var names []string
	for _, r := range []*runs.Result{storetest.Judged(), april, storetest.Judged()} {
		names = append(names, d.Save(r).Key)
	}
	storetest.Same(t, "names", names, []string{"2026-03/1", "2026-04/1", "2026-03/2"})
	run, statement, err := runs.Latest(d.Reader(t.Context()), "2026-03")
	if err != nil || run.ID != 3 || !statement.Billed.Equal(storetest.Judged().Statement.Billed) {
		t.Errorf("latest run %+v, %v", run, err)
	}
	if _, _, err := runs.Latest(d.Reader(t.Context()), "2026-05"); err == nil || !strings.Contains(err.Error(), "immrecon reconcile --month 2026-05") {
		t.Errorf("a month without a run: %v", err)
	}
	found, err := runs.Findings(d.Reader(t.Context()), run.ID)
	if err != nil || len(found.Findings) != 2 || found.Sources != nil {
		t.Errorf("findings alone: %+v, %v", found, err)
	}
	if _, err := runs.Report(d.Reader(t.Context()), 99); err == nil {
		t.Error("a run that was never made has a report")
	}
}

func TestARunThatFailsLeavesNothing(t *testing.T) {
	d := storetest.Open(t)
	d.ImportBill()
	before := d.Content()
	failed := errors.New("a later step failed")
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		if _, err := tx.Exec("CREATE TEMP TABLE span (month TEXT); INSERT INTO span VALUES ('2026-03')"); err != nil {
			return err
		}
		if _, err := runs.Save(tx, storetest.Judged()); err != nil {
			return err
		}
		return failed
	})
	if !errors.Is(err, failed) {
		t.Fatalf("writing failed with %v", err)
	}
	storetest.SameRows(t, "after the failure", d.Content(), before)
	twice := storetest.Judged()
	twice.Cells = append(twice.Cells, twice.Cells[0])
	err = d.Write(t.Context(), func(tx *db.Tx) error {
		_, err := runs.Save(tx, twice)
		return err
	})
	storetest.Refused(t, err, "save run 2026-03/1: load cell: 1 of 3 rows")
	storetest.SameRows(t, "after a cell that is there twice", d.Content(), before)
}
