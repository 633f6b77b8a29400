package store

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"immrecon/store/model"
)

// coherent is a made-up result about the lines of withBill whose every total is
// what its rows come to.
func coherent() *Result {
	from := noon
	line := model.Measure{Quantity: 14, Amount: dec("0.000392")}
	cell := func(id int64, project string, expected model.Measure, tolerated string) model.Cell {
		return model.Cell{ID: id, Project: project, Item: "ImageDetect", From: from, To: from + 3600, Unit: "call", Expected: expected, Billed: line,
			Currency: "USD", Lines: 1, Tolerated: dec(tolerated)}
	}
	finding := func(id string, cell int64, verdict model.Verdict, cause model.Cause, quantity int64, amount string) model.Finding {
		return model.Finding{ID: id, CellID: cell, Verdict: verdict, Cause: cause, Basis: model.Documented, Difference: model.Measure{Quantity: quantity, Amount: dec(amount)}}
	}
	return &Result{
		Run: model.Run{Month: "2026-03", From: from, To: from + 3600, StartedAt: time.Unix(noon, 0), Catalogue: "c0ffee", Tool: "1.0", Currency: "USD"},
		Statement: model.Statement{Currency: "USD", Billed: dec("0.001176"), Expected: dec("0.000671"), Difference: dec("0.000505"), Tolerated: dec("0.000001"),
			Unverifiable: dec("0.000392"), Unexplained: dec("0.000056"),
			Explained: []model.Explained{{Cause: model.ServerErrorBilled, Verdict: model.Overcharged, Basis: model.Documented, Findings: 1, Amount: dec("0.000056")}}},
		Cells: []model.Cell{cell(1, "one", model.Measure{Quantity: 12, Amount: dec("0.000336")}, "0"), cell(2, "two", model.Measure{Quantity: 12, Amount: dec("0.000335")}, "0.000001"), cell(3, "three", model.Measure{}, "0")},
		Findings: []model.Finding{finding("F1", 1, model.Overcharged, model.ServerErrorBilled, 2, "0.000056"), finding("F2", 2, model.Overcharged, model.Unknown, 2, "0.000056"),
			finding("F3", 3, model.Unverifiable, model.NoEvidenceSource, 14, "0.000392")},
		Lines:   []RunLine{{BillLineID: 1, CellID: 1}, {BillLineID: 2, CellID: 2}, {BillLineID: 3, CellID: 3}},
		Payable: []model.PayableStep{{Currency: "USD", Step: model.StepList, Lines: 3, Amount: dec("0.001176")}, {Currency: "USD", Step: model.StepPayable, Lines: 3, Amount: dec("0.001176")}},
		Rules:   map[string]string{"charge_304": "on"}, Tolerances: []model.Setting{{Name: "loss", Value: "1%"}},
	}
}

// audited is a database with a record of every kind, an import that met
// duplicates, a source that was forgotten after a run, and two runs.
func audited(t *testing.T) *DB {
	t.Helper()
	db := openNew(t)
	withBill(t, db)
	for _, kind := range model.Kinds {
		if keep := oneOfEach(kind); kind != model.KindBill && kind != model.KindSLSLog {
			imported(t, db, kind, "some "+string(kind), func(in *Import) {
				keep(in, 1)
				keep(in, 2)
				in.Skip(3)
				in.SawBucket("photos", time.Unix(noon, 0))
			})
		}
	}
	imported(t, db, model.KindSLSLog, "again.log", func(in *Import) { in.KeepRequest(7, request(hexID(1), "photos", "a.jpg", noon)) })
	gone := imported(t, db, model.KindCalls, "gone.csv", func(in *Import) { in.KeepCall(1, call("gone", model.KindCalls)) })
	saved(t, db, coherent())
	forgetSource(t, db, gone.ID)
	saved(t, db, coherent())
	return db
}

// copies makes an audited database once, and gives copies of it.
func copies(t *testing.T) func(*testing.T) *DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "audited.db")
	if _, err := audited(t).write.Exec("VACUUM INTO ?", path); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return func(t *testing.T) *DB {
		t.Helper()
		path := filepath.Join(t.TempDir(), "copy.db")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return openAt(t, path)
	}
}

// tamper changes rows behind the program's back.
func tamper(t *testing.T, db *DB, statements string) {
	t.Helper()
	if _, err := db.write.Exec(statements); err != nil {
		t.Fatal(err)
	}
}

// failing lists the checks that fail.
func failing(t *testing.T, db *DB) (names []string, faults string) {
	t.Helper()
	checks, err := db.Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range checks {
		if len(c.Faults) > 0 {
			names = append(names, c.Name)
			faults += c.Name + ": " + strings.Join(c.Faults, "; ") + "\n"
		}
	}
	return names, faults
}

func TestCheckFindsNothingWhereNothingWasTouched(t *testing.T) {
	if names, faults := failing(t, audited(t)); len(names) > 0 {
		t.Errorf("failed:\n%s", faults)
	}
	if names, faults := failing(t, openNew(t)); len(names) > 0 {
		t.Errorf("an empty database failed:\n%s", faults)
	}
	db := audited(t)
	checks, err := db.Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range checks {
		if c.Count == 0 && c.Name != "claims" {
			t.Errorf("check of %s looked at nothing", c.Name)
		}
	}
}

func TestCheckFindsWhatWasTamperedWith(t *testing.T) {
	again := copies(t)
	for name, test := range map[string]struct{ tamper, fails string }{
		"a count":                     {"UPDATE source SET kept = kept + 1 WHERE id = 1", "lines read"},
		"a count, made to add up":     {"UPDATE source SET kept = kept + 1, lines_read = lines_read + 1 WHERE id = 1", "lines kept"},
		"counts below zero":           {"UPDATE source SET skipped = -1, lines_read = lines_read - skipped - 1 WHERE id = 2", "lines read"},
		"a rejected line taken out":   {"DELETE FROM rejected_line", "lines rejected"},
		"a duplicate taken out":       {"DELETE FROM duplicate_line", "lines duplicate"},
		"a request taken out":         {"DELETE FROM oss_usage WHERE rowid = (SELECT min(rowid) FROM oss_usage)", "lines kept"},
		"a request answered else":     {"UPDATE oss_usage SET status = 500 WHERE rowid = (SELECT min(rowid) FROM oss_usage)", "hourly sums"},
		"an hourly sum":               {"UPDATE oss_hour SET requests = requests + 1", "hourly sums"},
		"requests and sums alike":     {"UPDATE oss_usage SET status = 500; UPDATE oss_hour SET status = 500", "sources as imported"},
		"an hour that was logged":     {"DELETE FROM log_hour", "sources as imported"},
		"a call":                      {"UPDATE api_call SET status = 500", "sources as imported"},
		"the amount of a bill line":   {"UPDATE bill_line SET gross = '1' WHERE id = 2", "billed amounts"},
		"the owner of a bill line":    {"UPDATE bill_line SET owner = 'someone'", "sources as imported"},
		"a bill line taken out":       {"DELETE FROM bill_line WHERE id = 1", "lines kept"},
		"a project":                   {"UPDATE project SET created_at = 1", "sources as imported"},
		"a price of one's own":        {"UPDATE own_price SET price = '7'", "sources as imported"},
		"a style's operations":        {"DELETE FROM style_operation", "sources as imported"},
		"the name of a source":        {"UPDATE source SET name = 'other' WHERE id = 1", "sources as imported"},
		"a source slipped in":         {"INSERT INTO source VALUES (99, 'x', 'bill', 'x', 0, 0, 0, 0, 0, 0, 0)", "sources as imported"},
		"a source taken out":          {"DELETE FROM source WHERE id = 1; DELETE FROM bill_line; DELETE FROM rejected_line", "inputs of runs"},
		"records without a source":    {"DELETE FROM source WHERE id = 1", "references"},
		"what a run billed":           {"UPDATE run SET billed = '2' WHERE id = 1", "statements"},
		"what a run overlooked":       {"UPDATE run SET tolerated = '0' WHERE id = 2", "statements"},
		"an expected amount":          {"UPDATE cell SET expected_amount = '0' WHERE run_id = 1 AND id = 1", "cells"},
		"a billed amount":             {"UPDATE cell SET billed_amount = '0' WHERE run_id = 1 AND id = 1", "billed amounts"},
		"a billed quantity":           {"UPDATE cell SET billed_quantity = 1 WHERE run_id = 1 AND id = 1", "billed amounts"},
		"the amount of a finding":     {"UPDATE finding SET difference_amount = '1' WHERE run_id = 1 AND id = 'F2'", "cells"},
		"the cause of a finding":      {"UPDATE finding SET cause = 'rounding_rule' WHERE run_id = 1 AND id = 'F1'", "statements"},
		"a finding taken out":         {"DELETE FROM finding WHERE run_id = 2 AND id = 'F3'", "statements"},
		"a line of the statement":     {"UPDATE run_explained SET amount = '1'", "statements"},
		"a step of what is payable":   {"UPDATE run_payable SET amount = '1' WHERE step = 'list_amount'", "payable"},
		"an explanation":              {"UPDATE finding SET explanation = 'all is well'", "runs as made"},
		"a tolerance":                 {"UPDATE run_tolerance SET value = '2%'", "runs as made"},
		"an assumption":               {"UPDATE run_rule SET state = 'off'", "runs as made"},
		"a run taken out":             {"DELETE FROM run WHERE id = 2", "runs as made"},
		"a finding without a cell":    {"DELETE FROM cell WHERE run_id = 1 AND id = 3", "references"},
		"who did something":           {"UPDATE event SET who = 'someone else' WHERE id = 3", "event chain"},
		"when something was done":     {"UPDATE event SET at = 0 WHERE id = 1", "event chain"},
		"an event taken out":          {"DELETE FROM event WHERE id = 2", "event chain"},
		"the last event taken out":    {"DELETE FROM event WHERE id = (SELECT max(id) FROM event)", "runs as made"},
		"what a run was made from":    {"DELETE FROM run_source WHERE source_id = 1", "runs as made"},
		"a made-up input":             {"UPDATE run_source SET sha256 = 'x' WHERE source_id = 1", "inputs of runs"},
		"a request of no known place": {"UPDATE oss_hour SET place_id = 99", "references"},
	} {
		t.Run(name, func(t *testing.T) {
			db := again(t)
			tamper(t, db, test.tamper)
			names, faults := failing(t, db)
			if !slices.Contains(names, test.fails) {
				t.Errorf("%q does not fail, but:\n%s", test.fails, faults)
			}
		})
	}
}

// Two tables on one page: the file itself is broken, and no table can be relied on.
func TestCheckFindsABrokenFile(t *testing.T) {
	db := audited(t)
	tamper(t, db, `PRAGMA writable_schema = 1; UPDATE sqlite_master
		SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'run_note') WHERE name = 'run_rule'`)
	if names, faults := failing(t, db); !slices.Contains(names, "file") {
		t.Errorf("it went unnoticed:\n%s", faults)
	}
}

// A claim whose money is not what its findings come to, or whose status is not
// the one its history tells, is found.
func TestCheckFindsChangedClaims(t *testing.T) {
	for _, change := range []string{
		"UPDATE dispute SET claimed = '1'", "UPDATE dispute SET status = 'accepted'", "UPDATE dispute_finding SET amount = '1'",
		"INSERT INTO dispute_credit VALUES ('D-2026-03-01', 1, '', '2026-04', '', 0, '', '7')",
	} {
		db := audited(t)
		err := db.Work(context.Background(), func(w *Work) error {
			const claim = `INSERT INTO dispute VALUES ('D-2026-03-01', 2, '2026-03', 'server_error_billed', 'ImageDetect', 'one', 'USD',
				'0.000056', '0', 'draft', 'anna', 0, 0, 0); INSERT INTO dispute_finding VALUES ('D-2026-03-01', 'F1', '0.000056', 1)`
			if err := w.Script("claim", claim); err != nil {
				return err
			}
			return w.Record(time.Unix(noon, 0), "anna", EventDispute, "D-2026-03-01", disputeFacts{Status: model.DisputeDraft})
		})
		if err != nil {
			t.Fatal(err)
		}
		if names, faults := failing(t, db); len(names) > 0 {
			t.Fatalf("before tampering:\n%s", faults)
		}
		tamper(t, db, change)
		if names, faults := failing(t, db); !slices.Equal(names, []string{"claims"}) {
			t.Errorf("%s:\n%s", change, faults)
		}
	}
}
