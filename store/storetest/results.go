package storetest

import (
	"time"

	"immrecon/store/model"
	"immrecon/store/runs"
)

// Judged is a made-up result about the two lines of a made-up bill.
func Judged() *runs.Result {
	from := Noon
	return &runs.Result{
		Run: model.Run{Month: "2026-03", From: from, To: from + 7200, StartedAt: time.Unix(Noon, 0), Catalogue: "c0ffee", Tool: "1.0",
			Accounts: []string{"1400000000000017", "1400000000000099"}, Currency: "USD"},
		Statement: model.Statement{Currency: "USD", Billed: Decimal("1.0000000000000000000000000000001"), Expected: Decimal("0.25"), Tolerated: Decimal("-0.00000001"),
			Difference: Decimal("0.7500000000000000000000000000001"), Unverifiable: Decimal("0.5"), Unexplained: Decimal("0.0000000000000000000000000000001"),
			Explained: []model.Explained{{Cause: model.ServerErrorBilled, Verdict: model.Overcharged, Basis: model.Documented, Findings: 2, Amount: Decimal("-0.75000001")}, {Cause: model.ShiftedHour, Verdict: model.Timing, Basis: model.Assumed, Findings: 1, Amount: Decimal("0.5")},
				{Cause: model.ShiftedHour, Verdict: model.Timing, Basis: model.Documented, Findings: 1, Amount: Decimal("0.5")}}},
		Cells: []model.Cell{
			{ID: 1, Project: "photos", Region: "ap-southeast-1", Item: "ImageDetect", From: from, To: from + 3600, Unit: "call",
				Expected: model.Measure{Quantity: 12, Amount: Decimal("0.000336")}, Billed: model.Measure{Quantity: 14, Amount: Decimal("0.000392")}, Currency: "USD", Lines: 1, Verdict: model.Overcharged,
				Cause: model.ServerErrorBilled, Tolerated: Decimal("0.0000001"), Alternatives: map[string]int64{"server_error": 2, "refused": 1}},
			{ID: 2, Project: "", Item: "ImageSplicing", Tier: "small", From: from, To: from + 3600, Unit: "call",
				Expected: model.Measure{Quantity: 0, Amount: Decimal("0")}, Billed: model.Measure{Quantity: 3, Amount: Decimal("9")}, Currency: "USD", Lines: 1, Tolerated: Decimal("0")},
		},
		Findings: []model.Finding{
			{ID: "F1", CellID: 1, Project: "photos", Region: "ap-southeast-1", Item: "ImageDetect", From: from, To: from + 3600, Verdict: model.Overcharged,
				Cause: model.ServerErrorBilled, Basis: model.Documented, Unit: "call", Billed: model.Measure{Quantity: 14, Amount: Decimal("0.000392")}, Expected: model.Measure{Quantity: 12, Amount: Decimal("0.000336")},
				Difference: model.Measure{Quantity: 2, Amount: Decimal("0.000056")}, Currency: "USD", Lines: []model.BillRef{{File: "march.csv", Line: 2, ID: "L-1"}}, Evidence: 15,
				Explanation: model.Sayings{model.SaysNothingFits.With(14, 12, 2), model.SaysBesideOpen.With(model.Sayings{model.UsageCode("unknown").With(1)})}, Rules: []string{"charge_5xx", "completion_time_decides"}},
			{ID: "F0", CellID: 2, Item: "ImageSplicing", Tier: "small", From: from, To: from + 3600, Verdict: model.Unverifiable, Cause: model.NoEvidenceSource,
				Basis: model.Assumed, Unit: "call", Billed: model.Measure{Quantity: 3, Amount: Decimal("9")}, Expected: model.Measure{Quantity: 0, Amount: Decimal("0")}, Difference: model.Measure{Quantity: 3, Amount: Decimal("9")},
				Currency: "USD", Lines: []model.BillRef{{File: "march.csv", Line: 3, ID: "L-2"}}, Rules: []string{}},
		},
		Lines: []runs.RunLine{
			{BillLineID: 1, CellID: 1, Project: "photos", Item: "ImageDetect", Status: "overcharged"},
			{BillLineID: 2, CellID: 2, Item: "ImageSplicing", Tier: "small", Status: "agrees"},
			{BillLineID: 3, CellID: 0, Item: "", Status: model.LineOtherProduct},
		},
		Open:     []model.OpenUsage{{CellID: 1, Cause: model.EvidenceGap, Records: 3, Why: model.SaysLogMissing.With("photos", model.SaysHours.With(from, 2))}},
		Notes:    model.Sayings{model.SaysClosedLate.With("2026-03", "2026-03/1", []string{"a.log", "b.log"}), model.SaysFocusAlone.With()},
		Coverage: []model.Coverage{{Channel: model.KindOSSLog, Subject: "photos", Hours: 22, Missing: 2, From: from, To: from + 86400}},
		Rules:    map[string]string{"charge_5xx": "off", "completion_time_decides": "on"},
	}
}

// Coherent is a made-up result about the lines of ImportBill whose every total is
// what its rows come to.
func Coherent() *runs.Result {
	from := Noon
	line := model.Measure{Quantity: 14, Amount: Decimal("0.000392")}
	cell := func(id int64, project string, expected model.Measure, tolerated string) model.Cell {
		return model.Cell{ID: id, Project: project, Item: "ImageDetect", From: from, To: from + 3600, Unit: "call", Expected: expected, Billed: line,
			Currency: "USD", Lines: 1, Tolerated: Decimal(tolerated)}
	}
	finding := func(id string, cell int64, verdict model.Verdict, cause model.Cause, quantity int64, amount string) model.Finding {
		return model.Finding{ID: id, CellID: cell, Verdict: verdict, Cause: cause, Basis: model.Documented, Difference: model.Measure{Quantity: quantity, Amount: Decimal(amount)}}
	}
	return &runs.Result{
		Run: model.Run{Month: "2026-03", From: from, To: from + 3600, StartedAt: time.Unix(Noon, 0), Catalogue: "c0ffee", Tool: "1.0", Currency: "USD"},
		Statement: model.Statement{Currency: "USD", Billed: Decimal("0.001176"), Expected: Decimal("0.000671"), Difference: Decimal("0.000505"), Tolerated: Decimal("0.000001"),
			Unverifiable: Decimal("0.000392"), Unexplained: Decimal("0.000056"),
			Explained: []model.Explained{{Cause: model.ServerErrorBilled, Verdict: model.Overcharged, Basis: model.Documented, Findings: 1, Amount: Decimal("0.000056")}}},
		Cells: []model.Cell{cell(1, "one", model.Measure{Quantity: 12, Amount: Decimal("0.000336")}, "0"), cell(2, "two", model.Measure{Quantity: 12, Amount: Decimal("0.000335")}, "0.000001"), cell(3, "three", model.Measure{}, "0")},
		Findings: []model.Finding{finding("F1", 1, model.Overcharged, model.ServerErrorBilled, 2, "0.000056"), finding("F2", 2, model.Overcharged, model.Unknown, 2, "0.000056"),
			finding("F3", 3, model.Unverifiable, model.NoEvidenceSource, 14, "0.000392")},
		Lines:   []runs.RunLine{{BillLineID: 1, CellID: 1}, {BillLineID: 2, CellID: 2}, {BillLineID: 3, CellID: 3}},
		Payable: []model.PayableStep{{Currency: "USD", Step: model.StepList, Lines: 3, Amount: Decimal("0.001176")}, {Currency: "USD", Step: model.StepPayable, Lines: 3, Amount: Decimal("0.001176")}},
		Rules:   map[string]string{"charge_304": "on"}, Tolerances: []model.Setting{{Name: "loss", Value: "1%"}},
	}
}
