package sample

import (
	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// claims are the findings, each a matter of its own.
func groups() []model.FindingGroup {
	var all []model.FindingGroup
	for n, f := range findings() {
		all = append(all, model.FindingGroup{Number: int64(n + 1), Cause: f.Cause, Verdict: f.Verdict, Basis: f.Basis, Item: f.Item, Project: f.Project,
			Findings: 1, Lines: int64(len(f.Lines)), Amount: f.Difference.Amount})
	}
	return all
}

// calendar has a day of holes, and leaves out a day that is missing whole.
func calendar() []model.CalendarDay {
	var all []model.CalendarDay
	for day := 1; day <= 31; day++ {
		all = append(all, model.CalendarDay{Channel: model.KindOSSLog, Subject: "acme-photos", Day: hour(day, 0), Hours: 24})
		switch day {
		case 6:
			all = append(all, model.CalendarDay{Channel: model.KindOSSLog, Subject: "acme-docs", Day: hour(day, 0), Hours: 20, Missing: 4})
		case 7:
		default:
			all = append(all, model.CalendarDay{Channel: model.KindOSSLog, Subject: "acme-docs", Day: hour(day, 0), Hours: 24})
		}
	}
	return append(all, model.CalendarDay{Channel: model.KindActionTrail, Subject: "photos", Day: hour(1, 0), Hours: 9})
}

// states has a bucket that is whole, one with holes of two days, a trail of which
// half is stated, and calls that a control total counts more of.
func states() []model.EvidenceState {
	whole := model.Span{From: hour(1, 0), To: hour(32, 0)}
	return []model.EvidenceState{
		{Channel: model.KindOSSLog, Subject: "acme-docs", State: model.Stated, Reason: model.LogWhole,
			Hours: []model.Span{{From: hour(1, 0), To: hour(6, 1)}, {From: hour(6, 4), To: hour(6, 23)}, {From: hour(8, 0), To: hour(32, 0)}}},
		{Channel: model.KindOSSLog, Subject: "acme-docs", State: model.NotKnown, Reason: model.LogMissing,
			Hours: []model.Span{{From: hour(6, 1), To: hour(6, 4)}, {From: hour(6, 23), To: hour(8, 0)}}},
		{Channel: model.KindOSSLog, Subject: "acme-photos", State: model.Proven, Reason: model.MeteringAgrees, Hours: []model.Span{whole}},
		{Channel: model.KindActionTrail, Subject: "cn-hangzhou", State: model.Stated, Reason: model.SaidByTable, Source: "=the trail's owner",
			File: "tables/coverage.csv", Line: 2, Rows: 1, Hours: []model.Span{{From: hour(1, 0), To: hour(2, 0)}}},
		{Channel: model.KindActionTrail, Subject: "cn-hangzhou", State: model.NotKnown, Reason: model.OtherChannelWhole,
			Hours: []model.Span{{From: hour(2, 0), To: hour(32, 0)}}},
		{Channel: model.KindCalls, Subject: "docs", Operations: []string{"CreateOfficeConversionTask", "WebofficeOpen"}, State: model.Short,
			Reason: model.TotalCountsMore, Missing: 3, Source: "the nightly count", File: "tables/coverage.csv", Line: 3, Rows: 2, Hours: []model.Span{whole}},
		{Channel: model.KindCalls, Subject: "docs", State: model.NotKnown, Reason: model.NotRecorded, Hours: []model.Span{whole}},
	}
}

func payable() []model.PayableStep {
	const account = "1200000000000042"
	return []model.PayableStep{
		{Account: account, Currency: "USD", Step: model.StepList, Lines: 5, Amount: amount("1.0430001234")},
		{Account: account, Currency: "USD", Step: model.StepDiscount, Rate: "5%", Lines: 5, Amount: amount("-0.0521500062")},
		{Account: account, Currency: "USD", Step: model.StepRefund, Lines: 1, Amount: amount("-0.0000001")},
		{Account: account, Currency: "USD", Step: model.StepPayable, Lines: 6, Amount: amount("0.9908500172")},
	}
}

// evidence has a request that failed and a call, with a key that is no formula.
func evidence() []model.FindingEvidence {
	readonly := true
	return []model.FindingEvidence{
		{Finding: "f-8d21", Total: 14, Usage: []model.Usage{
			{At: hour(4, 10) + 61, RequestID: "69A1B2C3D4E5F60718293A4B", Project: "photos", Bucket: "acme-photos", Key: "=2+5.jpg",
				Operation: "image/detect", Status: 503, ErrorCode: "InternalError", File: "logs/acme-photos2026-03-04-10-00-00-0001", Line: 7},
			{At: hour(4, 10) + 5, RequestID: "1E23-4567", Project: "photos", Operation: "DetectImage", File: "calls.csv", Line: 3,
				Call: &model.Call{Codec: "h264", Width: 1920, Height: 1080, Duration: 30_000_000, Readonly: &readonly,
					Known: model.FactSize | model.FactDuration}},
		}},
		{Finding: "f-77ff", Total: 1, Usage: []model.Usage{
			{At: hour(8, 1), RequestID: "69A1B2C3D4E5F60718293A4C", Project: "docs", Bucket: "acme-docs", Key: "a.png",
				Operation: "image/texts", Status: 200, File: "logs/acme-photos2026-03-04-10-00-00-0001", Line: 8},
		}},
	}
}

func weboffice() []model.WebofficeUse {
	known := func(text string) decimal.NullDecimal { return decimal.NewNullDecimal(amount(text)) }
	return []model.WebofficeUse{
		{Project: "old", Region: "cn-hangzhou", CreatedAt: 1701359999, Rule: model.PayOpenings, Item: "DocumentWebofficeEdit",
			Openings: 10, Calls: 31, Billed: measure(31, "0.31"), Expected: measure(10, "0.1"),
			ByOpenings: known("0.1"), ByCalls: known("0.31"), Currency: "USD"},
		{Project: "unheard", Rule: model.PayUnknown, Item: "DocumentWebofficePreview", Billed: measure(2, "0.02"), Currency: "USD"},
	}
}
