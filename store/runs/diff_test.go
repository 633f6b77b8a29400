package runs_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"immrecon/store/ingest"
	"immrecon/store/runs"
	"immrecon/store/storetest"

	"immrecon/store/model"
)

func diffed(t *testing.T, d *storetest.Database, from, to string) *model.Diff {
	t.Helper()
	diff, err := runs.Diff(d.Reader(t.Context()), from, to)
	if err != nil {
		t.Fatal(err)
	}
	return diff
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
	d := storetest.Open(t)
	d.ImportBill()
	d.Save(storetest.Coherent())
	again := storetest.Coherent()
	again.Run.StartedAt = time.Unix(storetest.Noon+60, 0)
	again.Statement.Billed = storetest.Decimal("0.00117600")
	d.Save(again)
	diff := diffed(t, d, "2026-03/1", "2")
	if !diff.Same() || diff.Changes.Count() > 0 || len(diff.Causes) > 0 || len(diff.Inputs) > 0 {
		t.Errorf("%+v", diff)
	}
}

func TestDiffTellsWhatIsNewGoneAndChanged(t *testing.T) {
	d := storetest.Open(t)
	d.ImportBill()
	d.Save(storetest.Coherent())
	other := storetest.Coherent()
	other.Findings[0].Verdict, other.Findings[0].Difference = model.Note, model.Measure{Quantity: 2, Amount: storetest.Decimal("0.000055")}
	other.Findings[2].ID, other.Findings[2].Cause, other.Findings[2].Verdict = "F4", model.RoundingRule, model.Overcharged
	d.Save(other)
	diff := diffed(t, d, "1", "2")
	if diff.Same() {
		t.Error("the two are taken for the same")
	}
	want := "new F4 0.000392 []\ngone F3 0.000392 []\nchanged F1 0.000055 []"
	if got := saysChanges(diff); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	var causes []string
	for _, c := range diff.Causes {
		causes = append(causes, fmt.Sprintf("%s %s %d→%d %s", c.Cause, c.Verdict, c.Before.Findings, c.After.Findings, c.Change()))
	}
	storetest.Same(t, "causes", causes, []string{"no_evidence_source unverifiable 1→0 -0.000392", "rounding_rule overcharged 0→1 0.000392",
		"server_error_billed overcharged 1→0 -0.000056", "server_error_billed note 0→1 0.000055"})
}

func TestDiffNamesTheInputsThatChanged(t *testing.T) {
	logged := func(at int64) func(*ingest.Import) {
		return func(in *ingest.Import) {
			c := storetest.Call(fmt.Sprint(at), model.KindCalls)
			c.At = at
			in.KeepCall(1, c)
		}
	}
	d := storetest.Open(t)
	d.ImportBill()
	gone := d.Import(model.KindCalls, "gone.csv", logged(storetest.Noon+1))
	d.Save(storetest.Coherent())
	d.Forget(gone.ID)
	d.Import(model.KindCalls, "then.csv", logged(storetest.Noon+1800))
	d.Import(model.KindCalls, "another day.csv", logged(storetest.Noon+86400))
	d.Import(model.KindProjects, "projects.csv", func(in *ingest.Import) { in.KeepProject(1, &model.Project{Name: "new"}) })
	other := storetest.Coherent()
	other.Findings = other.Findings[1:]
	other.Run.Catalogue, other.Run.Tool, other.Run.To = "another", "2.0", other.Run.To+3600
	other.Rules = map[string]string{"charge_304": "on", "gigabyte_is_2_30": "off", "splicing_by_output_size": "on"}
	other.Tolerances = []model.Setting{{Name: "tolerance", Value: "0.01"}}
	d.Save(other)
	diff := diffed(t, d, "1", "2")
	var inputs []string
	for _, i := range diff.Inputs {
		inputs = append(inputs, fmt.Sprintf("%s (%d)", i.String(), i.Bears))
	}
	storetest.Same(t, "inputs", inputs, []string{"source gone.csv taken out (1)", "source then.csv added (1)", "source another day.csv added (0)",
		"source projects.csv added (1)", "catalogue changed (1)", "program changed (1)", "span changed (1)",
		"assumption gigabyte_is_2_30 changed (1)", "tolerance loss taken out (1)", "tolerance tolerance added (1)"})
	back := diffed(t, d, "2", "1")
	if len(back.Inputs) != len(diff.Inputs) || back.Inputs[0].String() != "source then.csv taken out" {
		t.Errorf("the other way round: %v", back.Inputs)
	}
	run, err := runs.Find(d.Reader(t.Context()), "2026-03/2")
	if err != nil || run.Judged() != "charge_304=on, gigabyte_is_2_30=off, tolerance=0.01" {
		t.Errorf("judged by %q, %v", run.Judged(), err)
	}
}

func TestDiffRefuses(t *testing.T) {
	d := storetest.Open(t)
	d.ImportBill()
	d.Save(storetest.Coherent())
	april := storetest.Coherent()
	april.Run.Month = "2026-04"
	d.Save(april)
	for _, test := range [][3]string{{"1", "9", "there is no run 9"}, {"2026-05/1", "1", "there is no run 2026-05/1"}, {"1", "2", "only runs of one month"}} {
		_, err := runs.Diff(d.Reader(t.Context()), test[0], test[1])
		storetest.Refused(t, err, test[2])
	}
}

func TestRunsTellWhoMadeThem(t *testing.T) {
	d := storetest.Open(t)
	d.ImportBill()
	d.User = "anna"
	d.Save(storetest.Coherent())
	d.User = "unknown"
	d.Save(storetest.Coherent())
	april := storetest.Coherent()
	april.Run.Month = "2026-04"
	d.Save(april)
	all, err := runs.List(d.Reader(t.Context()), "2026-03")
	if err != nil || len(all) != 2 {
		t.Fatalf("%d runs, %v", len(all), err)
	}
	r := all[0]
	if r.Who != "anna" || r.Findings != 3 || r.Inputs != 1 || all[1].Who != "unknown" || r.Statement.Difference.String() != "0.000505" {
		t.Errorf("%+v", r)
	}
	storetest.Same(t, "settings", append(r.Assumptions, r.Tolerances...), []model.Setting{{Name: "charge_304", Value: "on"}, {Name: "loss", Value: "1%"}})
	if all, err := runs.List(d.Reader(t.Context()), ""); err != nil || len(all) != 3 {
		t.Errorf("of all months: %d runs, %v", len(all), err)
	}
}
