package runs_test

import (
	"testing"

	"immrecon/store/model"
	"immrecon/store/runs"
	"immrecon/store/storetest"
)

// What is known of the evidence comes back as it was saved, hour by hour.
func TestStatesOfTheEvidenceComeBack(t *testing.T) {
	d := storetest.Open(t)
	d.ImportBill()
	result := storetest.Judged()
	first := model.HourOf(result.Run.From)
	span := func(from, to int64) model.Span {
		return model.Span{From: first + from*model.Hour, To: first + to*model.Hour}
	}
	result.Evidence = []model.EvidenceState{
		{Channel: model.KindOSSLog, Subject: "pictures", State: model.Stated, Reason: model.LogWhole, Hours: []model.Span{span(0, 1), span(2, 3), span(5, 744)}, Operations: []string{}},
		{Channel: model.KindCalls, Subject: "photos", Operations: []string{"DetectImageLabels", "WebofficeOpen"}, State: model.Short, Reason: model.TotalCountsMore,
			Missing: 3, Source: "the nightly count", File: "coverage.csv", Line: 7, Rows: 2, Hours: []model.Span{span(1, 2)}},
	}
	result.Behind = []model.CellEvidence{{CellID: 1, States: []int64{0, 1}}}
	run := d.Save(result)
	report, err := runs.Report(d.Reader(t.Context()), run.ID)
	if err != nil {
		t.Fatal(err)
	}
	storetest.Same(t, "states", report.States, result.Evidence)
	storetest.SameRows(t, "hours", d.Rows("SELECT hours FROM run_evidence ORDER BY ordinal"), []string{"0,2,5-743", "1"})
	storetest.SameRows(t, "behind", d.Rows("SELECT cell_id || ' ' || ordinal FROM cell_evidence ORDER BY ordinal"), []string{"1 0", "1 1"})
}

func TestHoursThatCannotBeReadAreTold(t *testing.T) {
	d := storetest.Open(t)
	d.ImportBill()
	result := storetest.Judged()
	result.Evidence = []model.EvidenceState{{Channel: model.KindOSSLog, Subject: "pictures", Hours: []model.Span{{From: result.Run.From, To: result.Run.To}}}}
	run := d.Save(result)
	d.Tamper("UPDATE run_evidence SET hours = '0-x'")
	if _, err := runs.Report(d.Reader(t.Context()), run.ID); err == nil {
		t.Error("a report of hours that no run writes")
	}
}
