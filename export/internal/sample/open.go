package sample

import (
	"database/sql"
	"fmt"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// Undecided is the made-up month as it looks with evidence missing, in a
// preliminary bill of two currencies and two accounts, and with records of more
// reasons than a page shows.
func Undecided() *model.Report {
	r := Report()
	yuan := model.Finding{
		ID: "f-c0de", CellID: 6, Project: "photos", Region: "cn-hangzhou", Item: "ImageDetect", From: hour(4, 10), To: hour(4, 11),
		Verdict: model.Undercharged, Cause: model.UnbilledUsage, Basis: model.Documented, Unit: "call", Billed: measure(0, "0"),
		Expected: measure(1000, "1.5"), Difference: measure(-1000, "-1.5"), Currency: "CNY", Account: r.Run.Accounts[1], Evidence: 1000,
		Explanation: said(model.SaysUnbilled.With(1000)), Completeness: model.Proven, Possible: sql.NullInt64{Int64: 1000, Valid: true},
	}
	for n := range r.Findings {
		f := &r.Findings[n]
		f.Completeness, f.Account = model.Stated, r.Run.Accounts[0]
		f.Possible = sql.NullInt64{Int64: f.Expected.Quantity, Valid: f.Verdict != model.Unverifiable}
	}
	r.Findings = append(r.Findings, yuan)
	r.Groups = append([]model.FindingGroup{{Number: 1, Cause: yuan.Cause, Verdict: yuan.Verdict, Basis: yuan.Basis, Item: yuan.Item,
		Project: yuan.Project, Currency: "CNY", Findings: 1, Amount: yuan.Difference.Amount}}, r.Groups...)
	for n := range r.Groups {
		r.Groups[n].Number = int64(n + 1)
	}
	cells := append(cells(), model.Cell{ID: 6, Project: yuan.Project, Region: yuan.Region, Item: yuan.Item, From: yuan.From, To: yuan.To,
		Unit: "call", Expected: yuan.Expected, Billed: yuan.Billed, Currency: "CNY", Verdict: yuan.Verdict, Cause: yuan.Cause})
	r.Cells = model.Listed(cells)
	undecided(r)
	return r
}

// undecided says of a report's bill that it may change, and what is needed.
func undecided(r *model.Report) {
	s := &r.Statement
	s.Verdict = model.BillWrong
	s.Bill = model.BillState{Whole: model.BillShort, ShortBy: amount("12.25"), Accounts: r.Run.Accounts, Lines: 6, Rejected: 1, Aside: 2}
	s.Claim = model.Due{Amount: amount("0.1"), Payable: amount("0.095"), Findings: 1}
	s.Ask = model.Due{Amount: amount("0.000026"), Payable: amount("0.0000247"), Findings: 1}
	s.Owed = model.Due{Amount: amount("0.00028"), Payable: amount("0.000266"), Findings: 1}
	whole := model.BillState{Final: true, Whole: model.BillUnknown, Accounts: r.Run.Accounts[1:], Lines: 1}
	yuan := model.Statement{Currency: "CNY", Expected: amount("1.5"), Difference: amount("-1.5"), Verdict: model.BillWrong, Bill: whole,
		Explained: []model.Explained{{Cause: model.UnbilledUsage, Verdict: model.Undercharged, Basis: model.Documented, Findings: 1, Amount: amount("-1.5")}},
		Dues:      model.Dues{Owed: model.Due{Amount: amount("1.5"), Findings: 1}}, Possible: known("2")}
	r.Others = []model.Statement{yuan}
	for n := range 4 {
		of := *s
		of.Account = fmt.Sprintf("140000000000000%d", n)
		r.Others = append(r.Others, of)
	}
	for n, reason := range []string{"unknown_operation", "unbound_bucket", "unbound_bucket", "opaque_job", "job_facts", "missing_fact", "no_item", "no_project"} {
		most := decimal.NullDecimal{Decimal: decimal.NewFromInt(int64(9 - n)), Valid: n > 0}
		if n == 0 {
			most.Decimal = decimal.Zero
		}
		r.Unplaced = append(r.Unplaced, model.Unplaced{Reason: reason, Channel: model.KindOSSLog, Subject: "acme-photos", Region: "cn-hangzhou",
			Operation: "image/detect", From: hour(4, 10), To: hour(5, 11), Records: int64(n + 1), Amount: most})
	}
	r.Needed = []model.Needed{{Channel: model.KindPrices, Subject: "CNY", From: hour(1, 0), To: hour(32, 0), Findings: 1, Amount: amount("1.5"), Currency: "CNY"}}
	for day := range 5 {
		r.Needed = append(r.Needed, model.Needed{Channel: model.KindActionTrail, Subject: "cn-hangzhou", From: hour(day+1, 0), To: hour(day+2, 0),
			Findings: 1, Amount: amount("0.000392"), Currency: "USD"})
	}
	r.Needed = append(r.Needed, model.Needed{Channel: model.KindBindings, From: hour(1, 0), To: hour(2, 0), Findings: 1, Amount: amount("0.0001"), Currency: "USD"})
}
