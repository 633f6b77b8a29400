package store

import (
	"context"
	"fmt"
	"testing"

	"immrecon/migrations/catalogue"
	"immrecon/store/model"
)

// reportOf saves a result and reads its report.
func reportOf(t *testing.T, db *DB, result *Result) *model.Report {
	t.Helper()
	r, err := db.Report(context.Background(), saved(t, db, result).ID)
	if err == nil {
		err = db.AddEvidence(context.Background(), r)
	}
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// usageShown writes the evidence of each finding down shortly, instants from noon on.
func usageShown(r *model.Report) []string {
	var rows []string
	for _, e := range r.Evidence {
		rows = append(rows, fmt.Sprintf("%s of %d", e.Finding, e.Total))
		for _, u := range e.Usage {
			rows = append(rows, fmt.Sprintf("%+d %d %s %s%s %s:%d", u.At-noon, u.Status, u.Operation, u.Bucket, u.Key, u.File, u.Line))
		}
	}
	return rows
}

func TestAReportShowsTheUsageBehindItsFindings(t *testing.T) {
	db := openNew(t)
	withBill(t, db)
	album(t, db)
	imported(t, db, model.KindActionTrail, "trail.json", func(in *Import) {
		in.KeepCall(1, call("both", model.KindActionTrail))
		foreign := call("foreign", model.KindActionTrail)
		foreign.Project = "others"
		in.KeepCall(2, foreign)
	})
	imported(t, db, model.KindCalls, "calls.csv", func(in *Import) { in.KeepCall(7, call("both", model.KindCalls)) })

	// What failed stands first; the style means the operation; other projects,
	// hours and operations stay away; the finding F0 has no usage.
	sameRows(t, "evidence", usageShown(reportOf(t, db, judged())), []string{
		"F1 of 4",
		"+20 503 image/faces album/c.jpg access.log:3",
		"+5 200 image/faces album/b.jpg access.log:2",
		"+10 200 image/faces album/a.jpg access.log:1",
		"+0 200 DetectImageFaces  calls.csv:7",
	})
}

// Of many records the first are shown, and all are counted.
func TestAReportShowsOnlySoMuchUsage(t *testing.T) {
	db := openNew(t)
	withBill(t, db)
	imported(t, db, model.KindBindings, "bindings.csv", func(in *Import) { in.KeepBinding(2, &model.Binding{Bucket: "album", Project: "photos"}) })
	imported(t, db, model.KindOSSLog, "access.log", func(in *Import) {
		for n := range 3 * evidenceShown {
			r := request(hexID(n), "album", fmt.Sprintf("/%d.jpg", n), noon+int64(n))
			if n == 3*evidenceShown-1 {
				r.Status = 503
			}
			in.KeepRequest(int64(n+1), r)
		}
	})
	e := reportOf(t, db, judged()).Evidence[0]
	if e.Total != 3*evidenceShown || len(e.Usage) != evidenceShown {
		t.Fatalf("%d of %d records, want %d of %d", len(e.Usage), e.Total, evidenceShown, 3*evidenceShown)
	}
	if e.Usage[0].Status != 503 || e.Usage[1].Key != "/0.jpg" {
		t.Errorf("first %+v, then %+v; what failed comes first", e.Usage[0], e.Usage[1])
	}
}

func TestWebofficeIsCountedBothWays(t *testing.T) {
	db := openNew(t)
	withBill(t, db)
	imported(t, db, model.KindProjects, "projects.csv", func(in *Import) {
		in.KeepProject(2, &model.Project{Name: "old", CreatedAt: catalogue.WebofficeByCalls - 1})
		in.KeepProject(3, &model.Project{Name: "new", CreatedAt: catalogue.WebofficeByCalls})
	})
	imported(t, db, model.KindPrices, "prices.csv", func(in *Import) {
		in.KeepPrice(2, &model.Price{Site: "intl", Currency: "USD", Item: "DocumentWebofficeEdit", Amount: dec("2.5"), Per: 1000, Unit: "call"})
	})
	result := judged()
	cell := func(project string, expected, billed int64, other string, quantity int64) {
		c := result.Cells[0]
		c.ID, c.Project, c.Item, c.Verdict, c.Cause = int64(len(result.Cells)+1), project, "DocumentWebofficeEdit", "", ""
		c.Expected, c.Billed = model.Measure{Quantity: expected, Amount: dec("0.1")}, model.Measure{Quantity: billed, Amount: dec("0.2")}
		c.Alternatives = map[string]int64{other: quantity}
		result.Cells = append(result.Cells, c)
	}
	cell("old", 10, 30, "calls", 30)
	cell("old", 2, 2, "calls", 4)
	cell("new", 31, 31, "openings", 8)
	cell("unheard", 0, 5, "weboffice_rule_unknown", 5)
	var got []string
	for _, u := range reportOf(t, db, result).Weboffice {
		got = append(got, fmt.Sprintf("%s %s: %d openings %s, %d calls %s, billed %d, expected %d for %s", u.Project, u.Rule,
			u.Openings, u.ByOpenings.Decimal, u.Calls, u.ByCalls.Decimal, u.Billed.Quantity, u.Expected.Quantity, u.Expected.Amount))
	}
	sameRows(t, "Weboffice", got, []string{
		"new calls: 8 openings 0.02, 31 calls 0.0775, billed 31, expected 31 for 0.1",
		"old openings: 12 openings 0.03, 34 calls 0.085, billed 32, expected 12 for 0.2",
		"unheard unknown: 0 openings 0, 0 calls 0, billed 5, expected 0 for 0.1",
	})
}

func TestAnAmountWithoutAPriceIsUnknown(t *testing.T) {
	u := newWebofficeUse(&model.Cell{Project: "old"}, catalogue.WebofficeByCalls-1)
	addCell(u, &model.Cell{Expected: model.Measure{Quantity: 3}}, nil)
	if u.ByOpenings.Valid || !u.ByCalls.Valid {
		t.Errorf("by openings %+v, by calls %+v: 3 openings have no price, 0 calls need none", u.ByOpenings, u.ByCalls)
	}
}
