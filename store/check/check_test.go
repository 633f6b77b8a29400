package check_test

import (
	"slices"
	"testing"
	"time"

	"immrecon/store/check"
	"immrecon/store/claims"
	"immrecon/store/db"
	"immrecon/store/ingest"
	"immrecon/store/storetest"

	"immrecon/store/model"
)

// audited fills a database with a record of every kind, an import that met
// duplicates, a source that was forgotten after a run, and two runs.
func audited(d *storetest.Database) {
	d.ImportBill()
	for _, kind := range model.Kinds {
		if keep := storetest.OneOfEach(kind); kind != model.KindBill && kind != model.KindSLSLog {
			d.Import(kind, "some "+string(kind), func(in *ingest.Import) {
				keep(in, 1)
				keep(in, 2)
				in.Skip(3)
				in.SawBucket("photos", time.Unix(storetest.Noon, 0))
			})
		}
	}
	d.Import(model.KindSLSLog, "again.log", func(in *ingest.Import) {
		in.KeepRequest(7, storetest.Request(storetest.RequestID(1), "photos", "a.jpg", storetest.Noon))
		in.KeepRequest(8, storetest.Request(storetest.RequestID(80), "photos", "a.jpg", storetest.Noon, "PutObject"))
	})
	gone := d.Import(model.KindCalls, "gone.csv", func(in *ingest.Import) { in.KeepCall(1, storetest.Call("gone", model.KindCalls)) })
	d.Save(storetest.Coherent())
	d.Forget(gone.ID)
	d.Save(storetest.Coherent())
}

func TestCheckFindsNothingWhereNothingWasTouched(t *testing.T) {
	d := storetest.Open(t)
	everything(t, d)
	if names, faults := d.FailedChecks(); len(names) > 0 {
		t.Errorf("failed:\n%s", faults)
	}
	if names, faults := storetest.Open(t).FailedChecks(); len(names) > 0 {
		t.Errorf("an empty database failed:\n%s", faults)
	}
	checks, err := check.All(d.Reader(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range checks {
		if c.Count == 0 {
			t.Errorf("check of %s looked at nothing", c.Name)
		}
	}
}

func TestCheckFindsWhatWasTamperedWith(t *testing.T) {
	again := storetest.Copies(t, audited)
	for name, test := range map[string]struct{ tamper, fails string }{
		"a count":                     {"UPDATE source SET kept = kept + 1 WHERE id = 1", "lines read"},
		"a count, made to add up":     {"UPDATE source SET kept = kept + 1, lines_read = lines_read + 1 WHERE id = 1", "lines kept"},
		"counts below zero":           {"UPDATE source SET skipped = -1, lines_read = lines_read - skipped - 1 WHERE id = 2", "lines read"},
		"a rejected line taken out":   {"DELETE FROM rejected_line", "lines rejected"},
		"a duplicate taken out":       {"DELETE FROM duplicate_line", "lines duplicate"},
		"a request taken out":         {"DELETE FROM oss_usage WHERE rowid = (SELECT min(rowid) FROM oss_usage)", "lines kept"},
		"a request answered else":     {"UPDATE oss_usage SET status = 500 WHERE rowid = (SELECT min(rowid) FROM oss_usage)", "hourly sums"},
		"a packed write taken out":    {"UPDATE oss_write SET writes = writes - 1", "lines kept"},
		"a page of writes taken out":  {"DELETE FROM oss_write", "hourly sums"},
		"a damaged page of writes":    {"UPDATE oss_write SET content = substr(content, 1, length(content) - 1)", "hourly sums"},
		"a page of another hour":      {"UPDATE oss_write SET hour = hour + 3600", "hourly sums"},
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
		"a request of no known place": {"UPDATE oss_hour SET prefix_id = 99", "references"},
	} {
		t.Run(name, func(t *testing.T) {
			d := again(t)
			d.Tamper(test.tamper)
			names, faults := d.FailedChecks()
			if !slices.Contains(names, test.fails) {
				t.Errorf("%q does not fail, but:\n%s", test.fails, faults)
			}
		})
	}
}

// Two tables on one page: the file itself is broken, and no table can be relied on.
func TestCheckFindsABrokenFile(t *testing.T) {
	broken := storetest.Copies(t, func(d *storetest.Database) {
		audited(d)
		d.Tamper(`PRAGMA writable_schema = 1; UPDATE sqlite_master
			SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'run_note') WHERE name = 'run_rule'`)
	})
	if names, faults := broken(t).FailedChecks(); !slices.Contains(names, "file") {
		t.Errorf("it went unnoticed:\n%s", faults)
	}
}

// A claim whose money is not what its findings come to, or whose status is not
// the one its history tells, is found.
func TestCheckFindsChangedClaims(t *testing.T) {
	again := storetest.Copies(t, audited)
	for _, change := range []string{
		"UPDATE dispute SET claimed = '1'", "UPDATE dispute SET status = 'accepted'", "UPDATE dispute_finding SET amount = '1'",
		"INSERT INTO dispute_credit VALUES ('D-2026-03-01', 1, '', '2026-04', '', 0, '', '7')",
	} {
		d := again(t)
		d.Change(func(tx *db.Tx) error {
			const claim = `INSERT INTO dispute VALUES ('D-2026-03-01', 2, '2026-03', 'server_error_billed', 'ImageDetect', 'one', 'USD',
				'0.000056', '0', 'draft', 'anna', 0, 0, 0); INSERT INTO dispute_finding VALUES ('D-2026-03-01', 'F1', '0.000056', 1)`
			if _, err := tx.Exec(claim); err != nil {
				return err
			}
			return claims.Record(tx, "D-2026-03-01", time.Unix(storetest.Noon, 0), claims.Facts{Status: model.ClaimDraft})
		})
		if names, faults := d.FailedChecks(); len(names) > 0 {
			t.Fatalf("before tampering:\n%s", faults)
		}
		d.Tamper(change)
		if names, faults := d.FailedChecks(); !slices.Equal(names, []string{"claims"}) {
			t.Errorf("%s:\n%s", change, faults)
		}
	}
}
