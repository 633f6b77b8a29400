package evidence_test

import (
	"fmt"
	"testing"

	"immrecon/store/evidence"
	"immrecon/store/ingest"
	"immrecon/store/runs"
	"immrecon/store/storetest"

	"immrecon/migrations/catalogue"
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

func TestWebofficeIsCountedBothWays(t *testing.T) {
	d := storetest.Open(t)
	d.ImportBill()
	d.Import(model.KindProjects, "projects.csv", func(in *ingest.Import) {
		in.KeepProject(2, &model.Project{Name: "old", CreatedAt: catalogue.WebofficeByCalls - 1})
		in.KeepProject(3, &model.Project{Name: "new", CreatedAt: catalogue.WebofficeByCalls})
	})
	d.Import(model.KindPrices, "prices.csv", func(in *ingest.Import) {
		in.KeepPrice(2, &model.Price{Site: "intl", Currency: "USD", Item: "DocumentWebofficeEdit", Amount: storetest.Decimal("2.5"), Per: 1000, Unit: "call"})
	})
	result := storetest.Judged()
	cell := func(project string, expected, billed int64, other string, quantity int64) {
		c := result.Cells[0]
		c.ID, c.Project, c.Item, c.Verdict, c.Cause = int64(len(result.Cells)+1), project, "DocumentWebofficeEdit", "", ""
		c.Expected, c.Billed = model.Measure{Quantity: expected, Amount: storetest.Decimal("0.1")}, model.Measure{Quantity: billed, Amount: storetest.Decimal("0.2")}
		c.Alternatives = map[string]int64{other: quantity}
		result.Cells = append(result.Cells, c)
	}
	cell("old", 10, 30, "calls", 30)
	cell("old", 2, 2, "calls", 4)
	cell("new", 31, 31, "openings", 8)
	cell("unheard", 0, 5, "weboffice_rule_unknown", 5)
	var got []string
	for _, u := range reportOf(t, d, result).Weboffice {
		got = append(got, fmt.Sprintf("%s %s: %d openings %s, %d calls %s, billed %d, expected %d for %s", u.Project, u.Rule,
			u.Openings, u.ByOpenings.Decimal, u.Calls, u.ByCalls.Decimal, u.Billed.Quantity, u.Expected.Quantity, u.Expected.Amount))
	}
	storetest.SameRows(t, "Weboffice", got, []string{
		"new calls: 8 openings 0.02, 31 calls 0.0775, billed 31, expected 31 for 0.1",
		"old openings: 12 openings 0.03, 34 calls 0.085, billed 32, expected 12 for 0.2",
		"unheard unknown: 0 openings 0, 0 calls 0, billed 5, expected 0 for 0.1",
	})
}
