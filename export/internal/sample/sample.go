// Package sample builds a small made-up report that has one of everything an
// exporter must cope with. It is for tests of the exporters; no program code
// may use it. Every figure in it is invented, and its statement adds up.
package sample

import (
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// hour is the Unix second of an hour of March 2026, counted in UTC+8.
func hour(day, hour int) int64 {
	return time.Date(2026, time.March, day, hour, 0, 0, 0, model.BillingZone).Unix()
}

var amount = decimal.RequireFromString

func known(text string) decimal.NullDecimal { return decimal.NewNullDecimal(amount(text)) }

func measure(quantity int64, text string) model.Measure {
	return model.Measure{Quantity: quantity, Amount: amount(text)}
}

// Report is the made-up month: one project that agrees, one charged for failed
// calls, one with unbilled usage, one whose log is missing, one unexplained.
func Report() *model.Report {
	return &model.Report{
		Run: model.Run{
			ID: 7, Key: "2026-03-4f1c", Month: "2026-03", From: hour(1, 0), To: hour(32, 0),
			StartedAt: time.Date(2026, time.April, 9, 3, 4, 5, 0, time.UTC),
			Catalogue: "9a3bd1", Tool: "immrecon 0.1.0",
			Accounts: []string{"1200000000000042", "1200000000000043"}, Currency: "USD",
			Event: "5e0c3a1f9b7d2468ace013579bdf02468ace13579bdf02468ace13579bdf0246",
		},
		Statement: statement(),
		Findings:  findings(),
		Claims:    claims(),
		Trend:     trend(),
		Labels: []model.LabelSums{{Key: "tag:team", Sums: []model.LabelSum{
			{Label: "search", Currency: "USD", Cells: 3, Findings: 2, Billed: amount("1"), Expected: amount("0.9"), Overcharged: amount("0.1"), Undercharged: amount("-0.0001")},
			{Currency: "USD", Cells: 2, Billed: amount("0.0430001234"), Expected: amount("0.0428611234"), Unverifiable: amount("0.0001")}}}},
		Cells:     model.Listed(cells()),
		Lines:     model.Listed(lines()),
		LineCount: len(lines()),
		Sources:   sources(),
		Rejected:  rejected(),
		Coverage:  coverage(),
		Prices:    prices(),
		Rules:     rules(),

		Groups:      groups(),
		Assumptions: []model.Assumption{{Rule: "price_in_force_at_completion", On: true, Worth: amount("-0.25")}},
		Calendar:    calendar(),
		States:      states(),
		Payable:     payable(),
		Notes:       said(model.SaysTotalAbove.With("bill/overview.csv", amount("2"), "USD", amount("1.5"), amount("0.5"))),
		Evidence:    evidence(),
		Weboffice:   weboffice(),
	}
}

// Empty is the report of a month with nothing in it.
func Empty() *model.Report {
	return &model.Report{Run: model.Run{StartedAt: time.Unix(0, 0)}, Cells: model.Listed[model.Cell](nil), Lines: model.Listed[model.ReportLine](nil)}
}

func statement() model.Statement {
	return model.Statement{
		Currency: "USD",
		Billed:   amount("1.0430001234"), Expected: amount("0.9428611234"), Difference: amount("0.100139"),
		Explained: []model.Explained{
			{Cause: model.ServerErrorBilled, Verdict: model.Overcharged, Basis: model.Documented, Findings: 1, Amount: amount("0.1")},
			{Cause: model.UnbilledUsage, Verdict: model.Undercharged, Basis: model.Documented, Findings: 1, Amount: amount("-0.00028")},
		},
		Tolerated: amount("0.000001"), Unverifiable: amount("0.000392"), Unexplained: amount("0.000026"),
	}
}

func said(s model.Saying) model.Sayings { return model.Sayings{s} }

// failed says that calls which failed are what was billed too much.
func failed(billed, shown int64) model.Sayings {
	surplus := billed - shown
	calls := said(model.UsageCode("server_error").With(surplus))
	return said(model.SaysOnTop.With(billed, shown, said(model.SaysNotCharged.With(calls, surplus)), surplus, surplus))
}

func findings() []model.Finding {
	return []model.Finding{
		{
			ID: "f-8d21", CellID: 2, Project: "photos", Region: "ap-southeast-1", Item: "ImageDetect",
			From: hour(4, 10), To: hour(4, 11), Verdict: model.Overcharged, Cause: model.ServerErrorBilled,
			Basis: model.Documented, Unit: "call", Billed: measure(14, "0.7"), Expected: measure(12, "0.6"),
			Difference: measure(2, "0.1"), Currency: "USD",
			Lines:    []model.BillRef{{File: "bill/202603.csv", Line: 3, ID: "202603_0000001"}, {File: "bill/202603.csv", Line: 4, ID: "202603_0000002"}},
			Evidence: 14, Explanation: failed(14, 12), Rules: []string{"processing-5xx", "price_in_force_at_completion"},
		},
		{
			ID: "f-11aa", CellID: 4, Project: "docs", Region: "cn-hangzhou", Item: "DocumentConvert", Tier: "",
			From: hour(6, 0), To: hour(7, 0), Verdict: model.Unverifiable, Cause: model.EvidenceGap,
			Basis: model.Assumed, Unit: "call", Billed: measure(14, "0.000392"), Expected: measure(0, "0"),
			Difference: measure(14, "0.000392"), Currency: "USD",
			Lines:    []model.BillRef{{File: "bill/202603.csv", Line: 6, ID: "-202603_0000004"}},
			Evidence: 0, Explanation: said(model.SaysUndecided.With(14, 0, said(model.SaysLogMissing.With("acme-docs", model.SaysHours.With(hour(6, 0), 23))))),
		},
		{
			ID: "f-20cc", CellID: 3, Project: "=photos", Region: "ap-southeast-1", Item: "MediaTranscode", Tier: "h264,sd",
			From: hour(4, 12), To: hour(4, 13), Verdict: model.Undercharged, Cause: model.UnbilledUsage,
			Basis: model.Documented, Unit: "second", Billed: measure(0, "0"), Expected: measure(10, "0.00028"),
			Difference: measure(-10, "-0.00028"), Currency: "USD", Evidence: 3, Explanation: said(model.SaysUnbilled.With(10)),
		},
		{
			ID: "f-77ff", CellID: 5, Project: "docs", Region: "cn-hangzhou", Item: "ImageTexts",
			From: hour(8, 1), To: hour(8, 2), Verdict: model.Note, Cause: model.Unknown,
			Basis: model.Assumed, Unit: "call", Billed: measure(3, "0.000126"), Expected: measure(2, "0.0001"),
			Difference: measure(1, "0.000026"), Currency: "USD",
			Lines: []model.BillRef{{File: "bill/202603.csv", Line: 7, ID: ""}}, Evidence: 2, Explanation: said(model.SaysTwoItems.With(3, 2, 1, "Detect<Text> & \"more\"", "ImageTexts")),
		},
	}
}

func cells() []model.Cell {
	return []model.Cell{
		{ID: 4, Project: "docs", Region: "cn-hangzhou", Item: "DocumentConvert", From: hour(6, 0), To: hour(7, 0), Unit: "call",
			Expected: measure(0, "0"), Billed: measure(14, "0.000392"), Currency: "USD", Lines: 1,
			Verdict: model.Unverifiable, Cause: model.EvidenceGap},
		{ID: 5, Project: "docs", Region: "cn-hangzhou", Item: "ImageTexts", From: hour(8, 1), To: hour(8, 2), Unit: "call",
			Expected: measure(2, "0.0001"), Billed: measure(3, "0.000126"), Currency: "USD", Lines: 1,
			Verdict: model.Note, Cause: model.Unknown},
		{ID: 1, Project: "photos", Region: "ap-southeast-1", Item: "ImageDetect", From: hour(1, 0), To: hour(32, 0), Unit: "call",
			Expected: measure(9007199254740993, "0.3424811234"), Billed: measure(9007199254740993, "0.3424821234"), Currency: "USD", Lines: 1,
			Tolerated: amount("0.000001")},
		{ID: 2, Project: "photos", Region: "ap-southeast-1", Item: "ImageDetect", From: hour(4, 10), To: hour(4, 11), Unit: "call",
			Expected: measure(12, "0.6"), Billed: measure(14, "0.7"), Currency: "USD", Lines: 2,
			Verdict: model.Overcharged, Cause: model.ServerErrorBilled,
			Alternatives: map[string]int64{"server_errors": 2, "not_modified": 0}},
		{ID: 3, Project: "=photos", Region: "ap-southeast-1", Item: "MediaTranscode", Tier: "h264,sd", From: hour(4, 12), To: hour(4, 13), Unit: "second",
			Expected: measure(10, "0.00028"), Billed: measure(0, "0"), Currency: "USD",
			Verdict: model.Undercharged, Cause: model.UnbilledUsage},
	}
}

func lines() []model.ReportLine {
	usage := func(line, from, to int64, id, project, item, quantity, price, gross string) model.ReportLine {
		return model.ReportLine{
			BillLine: model.BillLine{
				Form: "v2-zh", LineID: id, Account: "1200000000000042", Owner: "1200000000000042", Month: "2026-03",
				From: from, To: to, Grain: model.GrainHour, Product: "imm", Commodity: "imm_intl",
				ItemCode: item, ItemName: item, Instance: "ap-southeast-1;" + project, Region: "ap-southeast-1",
				Type: model.LineUsage, TypeText: "云资源按量费用", Usage: known(quantity), UsageUnit: "千次",
				Quantity: amount(quantity).Shift(3).IntPart(), Unit: "call",
				ListPrice: known(price), PriceUnit: "USD/千次", PricePer: 1000,
				Gross: known(gross), Discount: known("0"), Payable: known(gross), Currency: "USD",
			},
			SourceID: 2, File: "bill/202603.csv", Line: line, Item: item, Project: project, Status: "agrees",
		}
	}
	whole := usage(2, hour(1, 0), hour(32, 0), "202603_0000000", "photos", "ImageDetect", "9007199254740.993", "0.0283018868", "0.3424821234")
	whole.Grain = model.GrainMonth
	failed := usage(3, hour(4, 10), hour(4, 11), "202603_0000001", "photos", "ImageDetect", "0.007", "50", "0.35")
	failed.Status, failed.Cause, failed.Finding = "overcharged", model.ServerErrorBilled, "f-8d21"
	again := failed
	again.Line, again.LineID = 4, "202603_0000002"
	refund := model.ReportLine{
		BillLine: model.BillLine{
			Form: "v2-zh", LineID: "@refund", Month: "2026-03", From: hour(5, 0), To: hour(6, 0), Grain: model.GrainDay,
			Product: "imm", Type: model.LineRefund, TypeText: "退款", Gross: known("-0.0000001"), Currency: "USD", Taxed: true,
		},
		SourceID: 2, File: "bill/202603.csv", Line: 5, Status: model.LineNotUsage, Detail: string(model.LineRefund),
	}
	gap := usage(6, hour(6, 0), hour(7, 0), "-202603_0000004", "docs", "DocumentConvert", "0.014", "0.028", "0.000392")
	gap.Status, gap.Cause, gap.Finding = "unverifiable", model.EvidenceGap, "f-11aa"
	odd := usage(7, hour(8, 1), hour(8, 2), "", "docs", "ImageTexts", "0.003", "0.042", "0.000126")
	odd.Status, odd.Cause, odd.Finding = "note", model.Unknown, "f-77ff"
	return []model.ReportLine{whole, failed, again, refund, gap, odd}
}

func sources() []model.Source {
	imported := time.Date(2026, time.April, 9, 3, 0, 0, 0, time.UTC)
	return []model.Source{
		{ID: 1, Kind: model.KindOSSLog, Name: "logs/acme-photos2026-03-04-10-00-00-0001",
			SHA256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", Bytes: 8123,
			Tally: model.Tally{Read: 30, Kept: 17, Skipped: 10, Duplicate: 1, Rejected: 2}, ImportedAt: imported},
		{ID: 2, Kind: model.KindBill, Name: "bill/202603.csv",
			SHA256: "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752", Bytes: 4096,
			Tally: model.Tally{Read: 7, Kept: 6, Skipped: 1}, ImportedAt: imported},
	}
}

func rejected() []model.RejectedLine {
	const file = "logs/acme-photos2026-03-04-10-00-00-0001"
	return []model.RejectedLine{
		{SourceID: 1, File: file, Rejected: model.Rejected{Line: 12, Reason: "the time has no closing bracket", Text: "=cmd|' /C calc'!A0 \x00 _x0041_"}},
		{SourceID: 1, File: file, Rejected: model.Rejected{Line: 13, Reason: "not UTF-8", Text: " \xff, \"quoted\"\nsecond line "}},
	}
}

func coverage() []model.Coverage {
	return []model.Coverage{
		{Channel: model.KindOSSLog, Subject: "acme-photos", Hours: 744, Missing: 0, From: hour(1, 0), To: hour(32, 0)},
		{Channel: model.KindOSSLog, Subject: "acme-docs", Hours: 720, Missing: 24, From: hour(1, 0), To: hour(32, 0)},
		{Channel: model.KindActionTrail, Subject: "photos", Hours: 100, Missing: 0, From: hour(1, 0), To: hour(5, 4)},
	}
}

func prices() []model.Price {
	return []model.Price{
		{Site: "intl", Currency: "USD", Item: "ImageDetect", Amount: amount("0.028"), Per: 1000, Unit: "call",
			From: 1753671600, Basis: "documented", Source: "price list"},
		{Site: "intl", Currency: "USD", Item: "MediaTranscode", Operation: "CreateMediaConvertTask", Tier: "h264,sd",
			Amount: amount("0.0283018868"), Per: 60, Unit: "second", To: 1790000000, Basis: "documented", Source: "price list"},
	}
}

// claims are one that was cancelled, and the one that was made again.
func claims() []model.Claim {
	made := func(id string, status model.ClaimStatus) model.Claim {
		return model.Claim{ID: id, Month: "2026-03", Cause: model.ServerErrorBilled, Item: "ImageDetect", Project: "photos", Currency: "USD",
			Claimed: amount("0.1"), Status: status, OpenedAt: time.Unix(hour(6, 0), 0), ChangedAt: time.Unix(hour(7, 0), 0),
			Findings: []model.ClaimedFinding{{ID: "f-8d21", Amount: amount("0.1")}}}
	}
	again := made("D-2026-03-02", model.ClaimPartlyAccepted)
	again.SubmittedAt, again.Accepted = time.Unix(hour(8, 0), 0), amount("0.06")
	again.Credits = []model.ClaimCredit{{Amount: amount("0.04")}}
	return []model.Claim{made("D-2026-03-01", model.ClaimCancelled), again}
}

func trend() []model.MonthSum {
	return []model.MonthSum{
		{Month: "2026-02", Currency: "USD", Billed: amount("2.5"), Expected: amount("2.5")},
		{Month: "2026-03", Currency: "USD", Billed: amount("1.0430001234"), Expected: amount("0.9428611234"), Claimed: amount("0.1"), Recovered: amount("0.04"), Open: amount("0.02")},
	}
}

func rules() []model.Rule {
	return []model.Rule{
		{ID: "processing-5xx", Statement: "A call that fails on the server's side is not charged.", Basis: model.Documented, Default: "on", Since: "2023-12-01", Source: "billing overview"},
		{ID: "price_in_force_at_completion", Statement: "The price in force at completion applies.", Basis: model.Assumed, Default: "on", Source: "no statement found"},
	}
}
