package evidence_test

import (
	"fmt"
	"testing"

	"immrecon/store/evidence"
	"immrecon/store/ingest"
	"immrecon/store/runs"
	"immrecon/store/storetest"

	"immrecon/store/model"
)

// reportOf saves a result and reads its report.
func reportOf(t *testing.T, d *storetest.Database, result *runs.Result) *model.Report {
	t.Helper()
	r, err := runs.Report(d.Reader(t.Context()), d.Save(result).ID)
	if err == nil {
		err = evidence.AddEvidence(d.Reader(t.Context()), r)
	}
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// usageShown writes the evidence of each finding down shortly, instants from storetest.Noon on.
func usageShown(r *model.Report) []string {
	var rows []string
	for _, e := range r.Evidence {
		rows = append(rows, fmt.Sprintf("%s of %d", e.Finding, e.Total))
		for _, u := range e.Usage {
			rows = append(rows, fmt.Sprintf("%+d %d %s %s%s %s:%d", u.At-storetest.Noon, u.Status, u.Operation, u.Bucket, u.Key, u.File, u.Line))
		}
	}
	return rows
}

func TestAReportShowsTheUsageBehindItsFindings(t *testing.T) {
	d := storetest.Open(t)
	d.ImportBill()
	album(t, d)
	d.Import(model.KindActionTrail, "trail.json", func(in *ingest.Import) {
		in.KeepCall(1, storetest.Call("both", model.KindActionTrail))
		foreign := storetest.Call("foreign", model.KindActionTrail)
		foreign.Project = "others"
		in.KeepCall(2, foreign)
	})
	d.Import(model.KindCalls, "calls.csv", func(in *ingest.Import) { in.KeepCall(7, storetest.Call("both", model.KindCalls)) })

	// What failed stands first; the style means the operation; other projects,
	// hours and operations stay away; the finding F0 has no usage.
	storetest.SameRows(t, "evidence", usageShown(reportOf(t, d, storetest.Judged())), []string{
		"F1 of 4",
		"+20 503 image/faces album/c.jpg access.log:3",
		"+5 200 image/faces album/b.jpg access.log:2",
		"+10 200 image/faces album/a.jpg access.log:1",
		"+0 200 DetectImageFaces  calls.csv:7",
	})
}

// Of many records the first are shown, and all are counted.
func TestAReportShowsOnlySoMuchUsage(t *testing.T) {
	d := storetest.Open(t)
	d.ImportBill()
	d.Import(model.KindBindings, "bindings.csv", func(in *ingest.Import) { in.KeepBinding(2, &model.Binding{Bucket: "album", Project: "photos"}) })
	d.Import(model.KindOSSLog, "access.log", func(in *ingest.Import) {
		for n := range 3 * evidence.Shown {
			r := storetest.Request(storetest.RequestID(n), "album", fmt.Sprintf("/%d.jpg", n), storetest.Noon+int64(n))
			if n == 3*evidence.Shown-1 {
				r.Status = 503
			}
			in.KeepRequest(int64(n+1), r)
		}
	})
	e := reportOf(t, d, storetest.Judged()).Evidence[0]
	if e.Total != 3*evidence.Shown || len(e.Usage) != evidence.Shown {
		t.Fatalf("%d of %d records, want %d of %d", len(e.Usage), e.Total, evidence.Shown, 3*evidence.Shown)
	}
	if e.Usage[0].Status != 503 || e.Usage[1].Key != "/0.jpg" {
		t.Errorf("first %+v, then %+v; what failed comes first", e.Usage[0], e.Usage[1])
	}
}
