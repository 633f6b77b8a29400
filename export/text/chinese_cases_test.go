package text_test

import (
	"database/sql"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// march is a span of days of March 2026 in the zone of the billing, both counted in.
func march(first, last int) model.Span {
	day := func(day int) int64 { return time.Date(2026, time.March, day, 0, 0, 0, 0, model.BillingZone).Unix() }
	return model.Span{From: day(first), To: day(last + 1)}
}

// run is one of the whole month.
func run() model.Run {
	all := march(1, 31)
	return model.Run{Key: "2026-03/1", Month: "2026-03", From: all.From, To: all.To, Accounts: []string{"17"}, Currency: "USD"}
}

// settled is the state of a bill that is final and whole.
var settled = model.BillState{Final: true, Whole: model.BillWhole, Accounts: []string{"17"}}

// due is money that was paid at list prices.
func due(amount string, findings int64) model.Due {
	return model.Due{Amount: dec(amount), Payable: dec(amount), Findings: findings}
}

// faults is a month with all parts of a statement: what is wrong and why, what is due,
// the way to what is paid, assumptions, limits, holes and a note.
func faults() *model.Report {
	return &model.Report{
		Run: run(),
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
	return &model.Report{Run: run(), Statement: model.Statement{Currency: "USD", Billed: dec("2"), Expected: dec("2"), Verdict: model.BillRight, Bill: settled}}
}

// undecided is a month of which nothing is known to be wrong, and not all is known.
func undecided() *model.Report {
	return &model.Report{
		Run: run(),
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

// forecast has a row with a figure for the whole month, one without, and one without a price.
func forecast() *model.Forecast {
	soFar := model.Measure{Quantity: 40, Amount: dec("0.02")}
	return &model.Forecast{Month: "2026-03", Span: march(1, 31), At: march(4, 4).From, Reached: march(1, 3), Method: model.ByDays, Currency: "USD",
		SoFar: dec("0.04"), AtLeast: true,
		Rows: []model.ForecastRow{
			{Project: "photos", Region: "cn-hangzhou", Item: "ImageSplicing", Tier: "small", Unit: "image", SoFar: soFar, Priced: true,
				Whole: model.Measure{Quantity: 413, Amount: dec("0.21")}, Days: []model.Span{march(1, 3)}},
			{Project: "photos", Region: "cn-hangzhou", Item: "ImageDetect", Unit: "call", SoFar: soFar, Priced: true, AtLeast: true, Why: model.NoDay},
			{Item: "Novelty", Unit: "call", SoFar: model.Measure{Quantity: 1}, Whole: model.Measure{Quantity: 31}, Days: []model.Span{march(2, 2)}},
		},
		Lacking:  []model.Lacking{{Channel: model.KindOSSLog, Subject: "photos", Span: march(2, 2), Hours: 8, Why: model.LogMissing}, {Subject: "papers", Why: model.NoBinding}},
		Unplaced: []model.Unplaced{{Records: 3}},
	}
}

// found are a finding of an hour and one of the month.
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

// months are one in each state.
func months() []model.ListedMonth {
	final := march(31, 31).To + 3*model.Day + 12*model.Hour
	at := time.Unix(final, 0)
	ran := &model.RunSummary{Run: run(), Statement: faults().Statement}
	state := func(month string, last, asking *model.Decision) model.MonthState {
		return model.MonthState{Month: month, Last: last, Asking: asking}
	}
	return []model.ListedMonth{
		{State: state("2026-01", &model.Decision{Close: true}, nil), Final: at, IsFinal: true, Latest: ran},
		{State: state("2026-02", nil, &model.Decision{Close: true}), Final: at, IsFinal: true, Latest: &model.RunSummary{Run: run()}},
		{State: state("2026-03", &model.Decision{Close: true}, &model.Decision{}), Final: at},
		{State: state("2026-04", nil, nil), Final: at},
	}
}

// labels are a label, several and none.
func labels() []model.LabelSum {
	return []model.LabelSum{
		{Label: "search", Currency: "USD", Cells: 3, Findings: 2, Billed: dec("1"), Expected: dec("0.9"), Overcharged: dec("0.1")},
		{Label: model.SeveralLabels, Currency: "USD", Cells: 1, Billed: dec("2"), Expected: dec("2")},
		{Currency: "USD", Cells: 2, Billed: dec("0.5"), Expected: dec("0.5"), Undercharged: dec("-0.25")},
	}
}
