package main

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/cmd/immrecon/demo"
	"immrecon/import/pipeline"
	"immrecon/import/source"
	"immrecon/reconcile"
	"immrecon/store"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// lossesToTry is how many losses of evidence are tried of each month, unless the
// environment says another number.
const (
	lossesToTry  = 12
	lossesByHand = "IMMRECON_TEST_LOSSES"
)

// The law: taking evidence away never makes an accusation, and makes none larger.
// An accusation is what a cell is over- or undercharged by on evidence that is
// proven or stated to be complete; the claim is what they come to.
func TestTakingEvidenceAwayAccusesNobody(t *testing.T) {
	t.Parallel()
	trials := lossesToTry
	if text := os.Getenv(lossesByHand); text != "" {
		var err error
		trials, err = strconv.Atoi(text)
		noError(t, err)
	}
	for name, m := range map[string]struct {
		demo.Options
		more []func(*testing.T, string) // done to the month
	}{
		"right, by the hour":                   {demo.Options{Seed: 1, Days: 2}, nil},
		"right, metered, under other names":    {demo.Options{Seed: 6, Days: 1}, []func(*testing.T, string){meterLogs, renameOnBill}},
		"faults, by the hour":                  {demo.Options{Seed: 2, Days: 2, Faults: true}, nil},
		"faults, by the day":                   {demo.Options{Seed: 3, Days: 3, Faults: true, Grain: model.GrainDay}, nil},
		"faults, by the day, metered":          {demo.Options{Seed: 7, Days: 2, Faults: true, Grain: model.GrainDay}, []func(*testing.T, string){meterLogs}},
		"faults, and busy":                     {demo.Options{Seed: 4, Days: 1, Faults: true, Scale: 3}, nil},
		"faults, metered, under other names":   {demo.Options{Seed: 8, Days: 1, Faults: true}, []func(*testing.T, string){meterLogs, renameOnBill}},
		"faults, on a bill that is in Chinese": {demo.Options{Seed: 9, Days: 1, Faults: true, Form: demo.FormChinese}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder, _ := demoMonth(t, m.Options)
			noError(t, os.Remove(filepath.Join(folder, "truth.json")))
			for _, do := range m.more {
				do(t, folder)
			}
			whole := accusationsOf(t, folder)
			if (len(whole.cells) > 0) != m.Faults {
				t.Fatalf("%d cells are accused of the whole month", len(whole.cells))
			}
			for seed := range uint64(trials) {
				random := rand.New(rand.NewPCG(seed, 21))
				copied := filepath.Join(t.TempDir(), "month")
				noError(t, os.CopyFS(copied, os.DirFS(folder)))
				what := takeAway(t, random, copied)
				accusationsOf(t, copied).noneBeyond(t, whole, fmt.Sprintf("seed %d, without %s", seed, what))
				noError(t, os.RemoveAll(copied))
			}
		})
	}
}

// namesOnBill are other names that the bill may have for projects.
var namesOnBill = map[string]string{"imm-ap-southeast-1-00000000000000a1": "gallery", "imm-ap-southeast-1-00000000000000a2": "desk"}

// renameOnBill puts other names on the bill for two projects, and says so in a
// table of aliases.
func renameOnBill(t *testing.T, folder string) {
	t.Helper()
	aliases := "bill_id,project,region,from,to\n"
	for _, bill := range filesUnder(t, folder, "bill") {
		text := content(t, bill)
		for name, project := range namesOnBill {
			text = strings.ReplaceAll(text, "ap-southeast-1;"+project+",", "ap-southeast-1;"+name+",")
			if !strings.Contains(aliases, name) {
				aliases += name + "," + project + ",ap-southeast-1,,\n"
			}
		}
		write(t, bill, text)
	}
	write(t, filepath.Join(folder, "registry", "aliases.csv"), aliases)
}

// accused is what each cell is accused of, either way, and the claim. What is wrong
// with a line by its own figures is the same whether its project is known or not.
type accused struct {
	cells map[string]model.Measure
	claim decimal.Decimal
}

func accusationsOf(t *testing.T, folder string) accused {
	t.Helper()
	report := reconciledFolder(t, folder)
	a := accused{cells: map[string]model.Measure{}, claim: report.Statement.Claim.Amount}
	for _, f := range report.Findings {
		if f.Verdict != model.Overcharged && f.Verdict != model.Undercharged || f.Completeness == model.Presumed {
			continue
		}
		key := fmt.Sprint(cmp.Or(namesOnBill[f.Project], f.Project), " ", f.Region, " ", f.Item, " ", f.Tier, " ", time.Unix(f.From, 0).In(model.BillingZone).Format(time.RFC3339), " ", f.Verdict)
		a.cells[key] = a.cells[key].Plus(model.Measure{Quantity: max(f.Difference.Quantity, -f.Difference.Quantity), Amount: f.Difference.Amount.Abs()})
	}
	return a
}

// noneBeyond wants no accusation that another does not hold, and none larger.
func (a accused) noneBeyond(t *testing.T, whole accused, what string) {
	t.Helper()
	for key, m := range a.cells {
		if was := whole.cells[key]; m.Quantity > was.Quantity || m.Amount.GreaterThan(was.Amount) {
			t.Errorf("%s: %s by %d for %s, and was by %d for %s", what, key, m.Quantity, m.Amount, was.Quantity, was.Amount)
		}
	}
	if a.claim.GreaterThan(whole.claim) {
		t.Errorf("%s: the claim is %s, and was %s", what, a.claim, whole.claim)
	}
}

// findingsOf are the findings of a folder by what is the same in another run.
func findingsOf(t *testing.T, folder string) map[string]model.Finding {
	t.Helper()
	all := map[string]model.Finding{}
	for _, f := range reconciledFolder(t, folder).Findings {
		all[f.ID] = f
	}
	return all
}

// reconciledFolder imports what can be read of a folder and reconciles March.
func reconciledFolder(t *testing.T, folder string) *model.Report {
	t.Helper()
	d, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "audit.db"))
	noError(t, err)
	defer func() { noError(t, d.Close()) }()
	importReadable(t, d, folder)
	run, err := reconcile.Month(t.Context(), d, reconcile.Options{Month: "2026-03", Now: time.Now()})
	noError(t, err)
	report, err := runs.Findings(d.Reader(t.Context()), run.ID)
	noError(t, err)
	return report
}

// importReadable is importAll of a folder that may hold damaged files.
func importReadable(t *testing.T, d *db.DB, folder string) {
	t.Helper()
	found, err := source.Find([]string{folder}, strings.NewReader(""), nil)
	noError(t, err)
	defer found.Close()
	o := pipeline.Options{Progress: source.Silent{}, Now: time.Now}
	noError(t, pipeline.Import(context.Background(), d, found, o, func(pipeline.Outcome) error { return nil }))
}

// filesUnder lists the files of a part of a folder, in order.
func filesUnder(t *testing.T, folder, part string) (files []string) {
	t.Helper()
	noError(t, filepath.WalkDir(filepath.Join(folder, part), func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files = append(files, path)
		}
		return err
	}))
	return files
}

// hourOfLog is the hour that an access log is named for.
func hourOfLog(t *testing.T, path string) int64 {
	t.Helper()
	name := filepath.Base(path)
	at, err := time.ParseInLocation("2006-01-02-15", name[len(name)-len("2006-01-02-15-04-05-ABCDEFGH"):][:13], model.BillingZone)
	noError(t, err)
	return at.Unix()
}
