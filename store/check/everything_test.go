package check_test

import (
	"database/sql"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/claims"
	"immrecon/store/db"
	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/months"
	"immrecon/store/runs"
	"immrecon/store/storetest"
)

// everything fills a database with rows in every table: what audited has, all that
// records may say, a month that was closed with a source that came in late, and claims
// that got something back.
func everything(t *testing.T, d *storetest.Database) {
	importAtLength(t, d)
	audited(d)
	d.Change(func(tx *db.Tx) error {
		_, err := tx.Exec("INSERT INTO source_in_rows (source_id) SELECT max(id) FROM source WHERE name = 'errors.log'")
		return err
	})
	run := saveAtLength(d)
	d.Change(func(tx *db.Tx) error { return claim(tx, run, "D-2026-03-01") })
	closeAndImportLate(d)
}

// importAtLength imports records that say more than storetest.OneOfEach.
func importAtLength(t *testing.T, d *storetest.Database) {
	d.Import(model.KindBindings, "prefixes", func(in *ingest.Import) {
		in.KeepBinding(1, &model.Binding{Bucket: "photos", Prefix: "inbox/", Project: "photos"})
	})
	d.Import(model.KindStyles, "delimited", func(in *ingest.Import) {
		in.KeepStyle(1, &model.Style{Bucket: "styled", Name: "thumb", Delimiter: "-", Operations: []string{"image/faces"}})
	})
	failed := storetest.Request(storetest.RequestID(70), "photos", "inbox/b.jpg", storetest.Noon, "image/faces", "image/labels")
	failed.Status, failed.ErrorCode = 500, "InternalError"
	d.Import(model.KindOSSLog, "errors.log", func(in *ingest.Import) {
		in.KeepRequest(1, failed)
		in.Reject(2, "cut short", "x")
		in.SawBucket("photos", time.Unix(storetest.Noon, 0))
	})
	number := func(n int64) *int64 { return &n }
	call := storetest.Call("long", model.KindCalls)
	call.Objects, call.VideoStreams, call.AudioStreams, call.Submitted = []string{"oss://photos/a.jpg"}, number(1), number(2), storetest.Noon
	call.Raw = "row"
	d.Import(model.KindCalls, "long.csv", func(in *ingest.Import) { in.KeepCall(1, call) })
	other := *call
	other.Status = 500
	d.Import(model.KindCalls, "clashing.csv", func(in *ingest.Import) { in.KeepCall(1, &other) })
	overview := d.Import(model.KindBill, "overview.csv", func(in *ingest.Import) {
		in.KeepBillTotal(1, &model.BillTotal{Form: "overview", Month: "2026-03", Product: "imm", Gross: storetest.Amount("1"), Currency: "USD", Raw: "1"})
		in.DescribeBill(&model.BillFile{Encoding: "utf-8", Products: []model.BillProduct{{Product: "imm", Month: "2026-03", Lines: 1}}})
	})
	noError(t, d.Writer.SeenAgain(t.Context(), overview.ID, time.Unix(storetest.Noon+3600, 0)))
	place := model.Place{Path: "overview.csv", Stamp: model.Stamp{Size: 1, Modified: 1, Changed: 1, Inode: 1, Device: 1}}
	noError(t, d.Writer.RecordPlaces(t.Context(), []model.SourcePlace{{Place: place, SourceID: overview.ID}}))
}

// saveAtLength saves a run with rows in every table of runs.
func saveAtLength(d *storetest.Database) (run model.Run) {
	r := storetest.Coherent()
	from, amount := r.Run.From, storetest.Decimal("0.000056")
	r.Statement.Possible = storetest.Amount("1")
	other := r.Statement
	other.Account, other.Bill = "", model.BillState{Whole: model.BillWhole, Accounts: []string{"1400000000000017"}}
	r.Others = []model.Statement{other}
	r.Cells[0].Alternatives = map[string]int64{"server_error": 2}
	r.Coverage = []model.Coverage{{Channel: model.KindOSSLog, Subject: "photos", Hours: 22, From: from, To: from + 86400}}
	r.Groups = []model.FindingGroup{{Number: 1, Cause: model.ServerErrorBilled, Verdict: model.Overcharged, Basis: model.Documented, Item: "ImageDetect",
		Project: "one", Currency: "USD", Findings: 1, Lines: 1, Amount: amount}}
	r.Assumptions = []model.Assumption{{Rule: "charge_304", On: true, Worth: amount}}
	r.Calendar = []model.CalendarDay{{Channel: model.KindOSSLog, Subject: "photos", Day: from, Hours: 1}}
	r.Evidence = []model.EvidenceState{{Channel: model.KindOSSLog, Subject: "photos", State: model.Stated, Reason: model.LogWhole, Hours: []model.Span{{From: from, To: from + 3600}}}}
	r.Behind = []model.CellEvidence{{CellID: 1, States: []int64{0}}}
	r.Notes = model.Sayings{model.SaysFocusAlone.With()}
	r.Kinds = []model.UsageKind{{ID: 1, Item: "ImageDetect", Operation: "image/faces", Channel: "oss", Class: "billable", Billable: true}}
	r.Usage = []model.CellUsage{{CellID: 1, Hour: from, KindID: 1, Quantity: 12, Records: 12}}
	r.Prices = []model.RunPrice{{Price: model.Price{Site: "intl", Currency: "USD", Item: "ImageDetect", Amount: storetest.Decimal("0.028"), Per: 1000, Unit: "call", Basis: "documented"}}}
	r.Weboffice = []model.WebofficeUse{{Project: "one", Item: "DocumentWebofficeEdit", Rule: model.PayCalls, Calls: 1, ByCalls: storetest.Amount("1"), Currency: "USD"}}
	r.Open = []model.OpenUsage{{CellID: 1, Cause: model.EvidenceGap, Quantity: sql.NullInt64{Int64: 3, Valid: true}, Records: 3,
		Why: model.SaysLogMissing.With("photos", model.SaysHours.With(from, 2))}}
	r.Unplaced = []model.Unplaced{{Reason: "no_binding", Channel: model.KindOSSLog, Subject: "photos", From: from, To: from + 3600, Records: 1, Amount: storetest.Amount("1")}}
	r.Needed = []model.Needed{{Channel: model.KindOSSLog, Subject: "photos", From: from, To: from + 3600, Findings: 1, Amount: amount, Currency: "USD"}}
	r.Findings[0].Payable, r.Findings[0].Possible = decimal.NewNullDecimal(amount), sql.NullInt64{Int64: 3, Valid: true}
	d.Change(func(tx *db.Tx) (err error) {
		if err := runs.Name(tx, &r.Run); err != nil {
			return err
		}
		for _, statement := range behindUsage {
			if _, err := tx.Exec(statement, r.Run.ID); err != nil {
				return err
			}
		}
		run, err = runs.Save(tx, r)
		return err
	})
	return run
}

// behindUsage writes what a reconciliation writes of a run before it is saved.
var behindUsage = []string{
	"INSERT INTO cell_series (run_id, cell_id, series_id) VALUES (?, 1, 1)",
	"INSERT INTO run_prefix (run_id, prefix_id, bucket, prefix) VALUES (?, 1, 'photos', '')",
	`INSERT INTO run_request (run_id, series_id, kind_id, from_ts, to_ts, prefix_id, operation_id, extension_id, status, project, units)
	VALUES (?, 1, 1, 0, 1, 1, 1, 1, 200, 'one', 1)`,
	"INSERT INTO cell_call (run_id, cell_id, request_id, kind_id, hour, quantity) VALUES (?, 1, 'long', 1, 0, 1)",
	`INSERT INTO cell_segment (run_id, cell_id, kind_id, hour, bucket, object, token, project, segments)
	VALUES (?, 1, 1, 0, 'photos', 'a.ts', 'one', 'one', 1)`,
}

// claim claims the first finding of a run and credits a part of it.
func claim(tx *db.Tx, run model.Run, id string) error {
	at, amount := time.Unix(storetest.Noon, 0), storetest.Decimal("0.000056")
	d := &model.Claim{RunID: run.ID, Run: run.Key, Month: run.Month, Cause: model.ServerErrorBilled, Item: "ImageDetect", Currency: "USD",
		Claimed: amount, Status: model.ClaimDraft, OpenedBy: "anna", OpenedAt: at, ChangedAt: at, Findings: []model.ClaimedFinding{{ID: "F1", Amount: amount}}}
	if err := claims.Create(tx, d); err != nil {
		return err
	}
	if err := claims.Record(tx, d.ID, at, claims.Facts{Status: d.Status, Amount: amount}); err != nil {
		return err
	}
	d.Status, d.Accepted = model.ClaimCredited, amount
	d.Credits = []model.ClaimCredit{{BillLine: "id::2026-04:L-9", Month: "2026-04", BillRef: model.BillRef{File: "april.csv", Line: 2, ID: "L-9"}, Amount: storetest.Decimal("0.00005")}}
	if err := claims.AddCredit(tx, d); err != nil {
		return err
	}
	if err := claims.Update(tx, d); err != nil {
		return err
	}
	return claims.Record(tx, d.ID, at, claims.Facts{Status: d.Status, Amount: d.Credits[0].Amount})
}

// closeAndImportLate closes the month and imports a source that is late for it.
func closeAndImportLate(d *storetest.Database) {
	d.Change(func(tx *db.Tx) error {
		return months.Record(tx, "2026-03", model.Decision{Close: true, Run: "2026-03/3", At: time.Unix(storetest.Noon, 0)})
	})
	d.NewWriter(func(tx *db.Tx, all []*model.Source) (map[int64][]string, error) {
		id := all[0].ID
		return map[int64][]string{id: {"2026-03"}}, months.Carry(tx, id, "2026-03", "2026-04")
	})
	d.Import(model.KindCalls, "late.csv", func(in *ingest.Import) { in.KeepCall(1, storetest.Call("late", model.KindCalls)) })
	d.NewWriter(nil)
}
