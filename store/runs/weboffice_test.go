package runs_test

import (
	"fmt"
	"testing"

	"immrecon/migrations/catalogue"
	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/runs"
	"immrecon/store/storetest"
)

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
	report, err := runs.Report(d.Reader(t.Context()), d.Save(result).ID)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, u := range report.Weboffice {
		got = append(got, fmt.Sprintf("%s %s: %d openings %s, %d calls %s, billed %d, expected %d for %s", u.Project, u.Rule,
			u.Openings, u.ByOpenings.Decimal, u.Calls, u.ByCalls.Decimal, u.Billed.Quantity, u.Expected.Quantity, u.Expected.Amount))
	}
	storetest.SameRows(t, "Weboffice", got, []string{
		"new calls: 8 openings 0.02, 31 calls 0.0775, billed 31, expected 31 for 0.1",
		"old openings: 12 openings 0.03, 34 calls 0.085, billed 32, expected 12 for 0.2",
		"unheard unknown: 0 openings 0, 0 calls 0, billed 5, expected 0 for 0.1",
	})
}
