package store

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"immrecon/store/model"
)

func diffed(t *testing.T, db *DB, from, to string) *model.Diff {
	t.Helper()
	d, err := db.Diff(context.Background(), from, to)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// saysChanges writes the findings that differ, each with what it is put down to.
func saysChanges(d *model.Diff) string {
	var all []string
	for _, part := range []struct {
		what     string
		findings []model.ChangedFinding
	}{{"new", d.Changes.New}, {"gone", d.Changes.Gone}, {"changed", d.Changes.Changed}} {
		for _, c := range part.findings {
			all = append(all, fmt.Sprintf("%s %s %s %q", part.what, c.Either().ID, c.Either().Difference.Amount, c.Because))
		}
	}
	return strings.Join(all, "\n")
}

func TestRunsOverTheSameInputsAreTheSame(t *testing.T) {
	db := openNew(t)
	withBill(t, db)
	saved(t, db, coherent())
	again := coherent()
	again.Run.StartedAt = time.Unix(noon+60, 0)
	again.Statement.Billed = dec("0.00117600")
	saved(t, db, again)
	d := diffed(t, db, "2026-03/1", "2")
	if !d.Same() || d.Changes.Count() > 0 || len(d.Causes) > 0 || len(d.Inputs) > 0 {
		t.Errorf("%+v", d)
	}
}

func TestDiffTellsWhatIsNewGoneAndChanged(t *testing.T) {
	db := openNew(t)
	withBill(t, db)
	saved(t, db, coherent())
	other := coherent()
	other.Findings[0].Verdict, other.Findings[0].Difference = model.Note, model.Measure{Quantity: 2, Amount: dec("0.000055")}
	other.Findings[2].ID, other.Findings[2].Cause, other.Findings[2].Verdict = "F4", model.RoundingRule, model.Overcharged
	saved(t, db, other)
	d := diffed(t, db, "1", "2")
	if d.Same() {
		t.Error("the two are taken for the same")
	}
	want := "new F4 0.000392 []\ngone F3 0.000392 []\nchanged F1 0.000055 []"
	if got := saysChanges(d); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	var causes []string
	for _, c := range d.Causes {
		causes = append(causes, fmt.Sprintf("%s %s %d→%d %s", c.Cause, c.Verdict, c.Before.Findings, c.After.Findings, c.Change()))
	}
	alike(t, "causes", causes, []string{"no_evidence_source unverifiable 1→0 -0.000392", "rounding_rule overcharged 0→1 0.000392",
		"server_error_billed overcharged 1→0 -0.000056", "server_error_billed note 0→1 0.000055"})
}

func TestDiffNamesTheInputsThatChanged(t *testing.T) {
	ctx := context.Background()
	call := func(at int64) func(*Import) {
		return func(in *Import) { c := call(fmt.Sprint(at), model.KindCalls); c.At = at; in.KeepCall(1, c) }
	}
	db := openNew(t)
	withBill(t, db)
	gone := imported(t, db, model.KindCalls, "gone.csv", call(noon+1))
	saved(t, db, coherent())
	forgetSource(t, db, gone.ID)
	imported(t, db, model.KindCalls, "then.csv", call(noon+1800))
	imported(t, db, model.KindCalls, "another day.csv", call(noon+86400))
	imported(t, db, model.KindProjects, "projects.csv", func(in *Import) { in.KeepProject(1, &model.Project{Name: "new"}) })
	other := coherent()
	other.Findings = other.Findings[1:]
	other.Run.Catalogue, other.Run.Tool, other.Run.To = "another", "2.0", other.Run.To+3600
	other.Rules = map[string]string{"charge_304": "on", "gigabyte_is_2_30": "off", "splicing_by_output_size": "on"}
	other.Tolerances = []model.Setting{{Name: "tolerance", Value: "0.01"}}
	saved(t, db, other)
	d := diffed(t, db, "1", "2")
	var inputs []string
	for _, i := range d.Inputs {
		inputs = append(inputs, fmt.Sprintf("%s (%d)", i.String(), i.Bears))
	}
	alike(t, "inputs", inputs, []string{"source gone.csv taken out (1)", "source then.csv added (1)", "source another day.csv added (0)",
		"source projects.csv added (1)", "catalogue changed (1)", "program changed (1)", "span changed (1)",
		"assumption gigabyte_is_2_30 changed (1)", "tolerance loss taken out (1)", "tolerance tolerance added (1)"})
	back := diffed(t, db, "2", "1")
	if len(back.Inputs) != len(d.Inputs) || back.Inputs[0].String() != "source then.csv taken out" {
		t.Errorf("the other way round: %v", back.Inputs)
	}
	run, err := db.FindRun(ctx, "2026-03/2")
	if err != nil || run.Judged() != "charge_304=on, gigabyte_is_2_30=off, tolerance=0.01" {
		t.Errorf("judged by %q, %v", run.Judged(), err)
	}
}

func TestDiffRefuses(t *testing.T) {
	db := openNew(t)
	withBill(t, db)
	saved(t, db, coherent())
	april := coherent()
	april.Run.Month = "2026-04"
	saved(t, db, april)
	for _, test := range [][3]string{{"1", "9", "there is no run 9"}, {"2026-05/1", "1", "there is no run 2026-05/1"}, {"1", "2", "only runs of one month"}} {
		_, err := db.Diff(context.Background(), test[0], test[1])
		refusedWith(t, err, test[2])
	}
}

func TestRunsTellWhoMadeThem(t *testing.T) {
	db := openNew(t)
	withBill(t, db)
	db.As("anna")
	saved(t, db, coherent())
	db.As("")
	saved(t, db, coherent())
	april := coherent()
	april.Run.Month = "2026-04"
	saved(t, db, april)
	runs, err := db.Runs(context.Background(), "2026-03")
	if err != nil || len(runs) != 2 {
		t.Fatalf("%d runs, %v", len(runs), err)
	}
	r := runs[0]
	if r.Who != "anna" || r.Findings != 3 || r.Inputs != 1 || runs[1].Who != nobody || r.Statement.Difference.String() != "0.000505" {
		t.Errorf("%+v", r)
	}
	alike(t, "settings", append(r.Assumptions, r.Tolerances...), []model.Setting{{Name: "charge_304", Value: "on"}, {Name: "loss", Value: "1%"}})
	if all, err := db.Runs(context.Background(), ""); err != nil || len(all) != 3 {
		t.Errorf("of all months: %d runs, %v", len(all), err)
	}
}
