package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"immrecon/store/db"
	"immrecon/store/runs"

	"github.com/shopspring/decimal"

	"immrecon/cmd/immrecon/demo"
	"immrecon/import/pipeline"
	"immrecon/import/source"
	"immrecon/reconcile"
	"immrecon/store"
	"immrecon/store/model"
)

// These tests hold the whole walk, from files to findings, to months whose
// truth is known because the demo keeps its own account of them.

// billingZone is the zone that bills and hours of the demo are in.
var billingZone = time.FixedZone("UTC+8", 8*60*60)

// closeEnough is how far an amount may be from the truth, whose quotients keep
// sixteen digits.
var closeEnough = decimal.New(1, -9)

func nearly(a, b decimal.Decimal) bool { return a.Sub(b).Abs().LessThanOrEqual(closeEnough) }

// demoMonth writes a month into a new folder.
func demoMonth(t *testing.T, o demo.Options) (folder string, truth *demo.Truth) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "month")
	truth, err := demo.Write(folder, o)
	if err != nil {
		t.Fatal(err)
	}
	return folder, truth
}

// evidenceOf lists the files of a month that are to be imported, by name.
func evidenceOf(t *testing.T, folder string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && entry.Name() != "truth.json" && entry.Name() != "README.txt" {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// openMonth opens a database that the test must close before it copies it.
func openMonth(t *testing.T, path string) *db.DB {
	t.Helper()
	d, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// importAll imports files, each of which must come in.
func importAll(t *testing.T, d *db.DB, files ...string) {
	t.Helper()
	found, err := source.Find(files, strings.NewReader(""), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer found.Close()
	o := pipeline.Options{Progress: source.Silent{}, Now: time.Now}
	err = pipeline.Import(context.Background(), d, found, o, func(outcome pipeline.Outcome) error { return outcome.Err })
	if err != nil {
		t.Fatal(err)
	}
}

// monthReport reconciles the month and reads the run back.
func monthReport(t *testing.T, d *db.DB) *model.Report {
	t.Helper()
	run, err := reconcile.Month(context.Background(), d, reconcile.Options{Month: "2026-03", Now: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	report, err := runs.Report(d.Reader(context.Background()), run.ID)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// reportOf takes files into a new database and reconciles the month.
func reportOf(t *testing.T, files ...string) *model.Report {
	t.Helper()
	d := openMonth(t, filepath.Join(t.TempDir(), "month.db"))
	t.Cleanup(func() { d.Close() }) // the report reads on
	importAll(t, d, files...)
	return monthReport(t, d)
}

// cellName says which cell it is: project, item, tier and first instant.
func cellName(project, item, tier, from string) string {
	return strings.Join([]string{project, item, tier, from}, " ")
}

func nameOfCell(c model.Cell) string {
	return cellName(c.Project, c.Item, c.Tier, time.Unix(c.From, 0).In(billingZone).Format(time.RFC3339))
}

// cellTexts writes each cell with all that is known of it, by its name. What
// nobody used and nobody billed is no news.
func cellTexts(r *model.Report) map[string]string {
	texts := map[string]string{}
	for c := range r.Cells {
		var others []string
		for _, name := range slices.Sorted(maps.Keys(c.Alternatives)) {
			others = append(others, fmt.Sprint(name, "=", c.Alternatives[name]))
		}
		texts[nameOfCell(c)] = fmt.Sprint(c.Expected.Quantity, " ", c.Expected.Amount, " ", c.Billed.Quantity, " ", c.Billed.Amount, " ", others)
	}
	return texts
}

// changedCells names the cells that two reports write differently.
func changedCells(a, b *model.Report) []string {
	one, other := cellTexts(a), cellTexts(b)
	var changed []string
	for name := range one {
		if one[name] != other[name] {
			changed = append(changed, name)
		}
	}
	for name := range other {
		if _, both := one[name]; !both {
			changed = append(changed, name)
		}
	}
	slices.Sort(changed)
	return changed
}

// saysTheSame checks that two reports have the same cells, findings and sums.
func saysTheSame(t *testing.T, got, want *model.Report) {
	t.Helper()
	if changed := changedCells(got, want); len(changed) > 0 {
		t.Errorf("%d cells differ, the first is %s: %s, not %s", len(changed), changed[0], cellTexts(got)[changed[0]], cellTexts(want)[changed[0]])
	}
	findings := func(r *model.Report) (all []string) {
		for _, f := range r.Findings {
			all = append(all, fmt.Sprint(f.ID, f.Verdict, f.Cause, f.Difference, f.Explanation))
		}
		slices.Sort(all)
		return all
	}
	if !slices.Equal(findings(got), findings(want)) {
		t.Errorf("findings %v, want %v", findings(got), findings(want))
	}
	if !got.Statement.Difference.Equal(want.Statement.Difference) || !got.Statement.Tolerated.Equal(want.Statement.Tolerated) {
		t.Errorf("statement %+v, want %+v", got.Statement, want.Statement)
	}
}

func TestARightMonthHasNoFinding(t *testing.T) {
	t.Parallel()
	for _, o := range []demo.Options{
		{Seed: 1, Days: 2, Form: demo.FormEnglish, Grain: model.GrainHour},
		{Seed: 2, Days: 2, Form: demo.FormChinese, Grain: model.GrainDay},
		{Seed: 3, Days: 1, Form: demo.FormChinese, Grain: model.GrainHour, Scale: 2},
		{Seed: 4, Days: 3, Form: demo.FormEnglish, Grain: model.GrainDay},
	} {
		t.Run(fmt.Sprintf("seed %d %s by the %s", o.Seed, o.Form, o.Grain), func(t *testing.T) {
			t.Parallel()
			folder, truth := demoMonth(t, o)
			r := reportOf(t, evidenceOf(t, folder)...)
			for _, f := range r.Findings {
				t.Errorf("%s of %s %s %s: %s", f.Cause, f.Project, f.Item, f.Tier, f.Explanation)
			}
			expectsTheTruth(t, r, truth)
			if len(r.Rejected) > 0 {
				t.Errorf("%d lines were rejected, the first: %+v", len(r.Rejected), r.Rejected[0])
			}
		})
	}
}

// expectsTheTruth compares what the walk expects of each subject over the month
// with the demo's account.
func expectsTheTruth(t *testing.T, r *model.Report, truth *demo.Truth) {
	t.Helper()
	sums := map[string]model.Measure{}
	for c := range r.Cells {
		name := cellName(c.Project, c.Item, c.Tier, "")
		sums[name] = model.Measure{Quantity: sums[name].Quantity + c.Expected.Quantity, Amount: sums[name].Amount.Add(c.Expected.Amount)}
	}
	for _, e := range truth.Expected {
		name := cellName(e.Project, e.Item, e.Tier, "")
		if got := sums[name]; !e.Qty.Equal(decimal.NewFromInt(got.Quantity)) || !nearly(got.Amount, e.Amount) {
			t.Errorf("%s: expected %d for %s, the truth is %s for %s", name, got.Quantity, got.Amount, e.Qty, e.Amount)
		}
		delete(sums, name)
	}
	for name, m := range sums {
		if m.Quantity != 0 {
			t.Errorf("%s: expected %d, of which the truth knows nothing", name, m.Quantity)
		}
	}
	if len(truth.Expected) < 30 {
		t.Errorf("the month has only %d subjects", len(truth.Expected))
	}
}

func TestEveryPlantedFaultIsFoundAndNothingElse(t *testing.T) {
	t.Parallel()
	for _, o := range []demo.Options{
		{Seed: 1, Days: 3, Faults: true},
		{Seed: 5, Days: 3, Faults: true, Form: demo.FormChinese},
		{Seed: 6, Days: 5, Faults: true, Grain: model.GrainDay},
	} {
		t.Run(fmt.Sprintf("seed %d", o.Seed), func(t *testing.T) {
			t.Parallel()
			folder, truth := demoMonth(t, o)
			r := reportOf(t, evidenceOf(t, folder)...)
			expectsTheTruth(t, r, truth)
			found := map[string]decimal.Decimal{}
			cells := map[int64]model.Cell{}
			for c := range r.Cells {
				cells[c.ID] = c
			}
			for _, f := range r.Findings {
				name := nameOfCell(cells[f.CellID])
				found[name] = found[name].Add(f.Difference.Amount)
			}
			for _, p := range truth.Planted {
				name := cellName(p.Project, p.Item, p.Tier, p.Hour)
				c, isFound := cells[cellNamed(r, name)], found[name]
				switch {
				case !nearly(isFound, p.Delta):
					t.Errorf("%s %s: the findings come to %s, planted was %s", p.Cause, name, isFound, p.Delta)
				case !p.ExpectedQty.Equal(decimal.NewFromInt(c.Expected.Quantity)) || !p.BilledQty.Equal(decimal.NewFromInt(c.Billed.Quantity)):
					t.Errorf("%s %s: %d expected and %d billed, planted was %s and %s", p.Cause, name, c.Expected.Quantity, c.Billed.Quantity, p.ExpectedQty, p.BilledQty)
				}
				delete(found, name)
			}
			for name, amount := range found {
				t.Errorf("%s: a finding of %s where nothing was planted", name, amount)
			}
			if !nearly(r.Statement.Difference, truth.Difference()) || len(truth.Planted) < 15 {
				t.Errorf("the difference is %s, planted were %d faults of %s", r.Statement.Difference, len(truth.Planted), truth.Difference())
			}
		})
	}
}

func cellNamed(r *model.Report, name string) int64 {
	for c := range r.Cells {
		if nameOfCell(c) == name {
			return c.ID
		}
	}
	return 0
}

func TestNeitherOrderNorGoesNorSplittingChangesACell(t *testing.T) {
	t.Parallel()
	folder, _ := demoMonth(t, demo.Options{Seed: 8, Days: 1, Faults: true})
	files := evidenceOf(t, folder)
	want := reportOf(t, files...)

	t.Run("one file a go, in reverse", func(t *testing.T) {
		t.Parallel()
		d := openMonth(t, filepath.Join(t.TempDir(), "month.db"))
		defer d.Close()
		for _, file := range slices.Backward(files) {
			importAll(t, d, file)
		}
		saysTheSame(t, monthReport(t, d), want)
	})
	t.Run("shuffled, in goes that overlap, with a run between", func(t *testing.T) {
		t.Parallel()
		d, random := openMonth(t, filepath.Join(t.TempDir(), "month.db")), rand.New(rand.NewPCG(8, 8))
		defer d.Close()
		shuffled := slices.Clone(files)
		random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		third := len(shuffled) / 3
		importAll(t, d, shuffled[:2*third]...)
		monthReport(t, d)
		importAll(t, d, shuffled[third:]...)
		saysTheSame(t, monthReport(t, d), want)
	})
	t.Run("a log split at any line", func(t *testing.T) {
		t.Parallel()
		whole := largest(t, folder, "logs")
		base := filepath.Join(t.TempDir(), "base.db")
		d := openMonth(t, base)
		importAll(t, d, slices.DeleteFunc(slices.Clone(files), func(f string) bool { return f == whole })...)
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitAfter(readText(t, whole), "\n")
		for _, at := range []int{1, len(lines) / 3, len(lines) / 2, len(lines) - 2} {
			copied := openMonth(t, copyOf(t, base))
			importAll(t, copied, fileOf(t, strings.Join(lines[at:], "")), fileOf(t, strings.Join(lines[:at], "")))
			saysTheSame(t, monthReport(t, copied), want)
			copied.Close()
		}
	})
}

func TestADeletedLogChangesOnlyTheCellsItFed(t *testing.T) {
	t.Parallel()
	folder, _ := demoMonth(t, demo.Options{Seed: 9, Days: 1})
	files := evidenceOf(t, folder)
	want := reportOf(t, files...)
	owners := map[string]string{} // by bucket
	for _, row := range table(t, filepath.Join(folder, "registry", "bindings.csv")) {
		owners[row["bucket"]] = row["project"]
	}
	for bucket, project := range owners {
		t.Run(bucket, func(t *testing.T) {
			t.Parallel()
			gone := largest(t, folder, filepath.Join("logs", bucket))
			fed := map[string]bool{}
			for _, r := range naiveRequests(t, gone) {
				fed[r.completed.Truncate(time.Hour).Format(time.RFC3339)] = true
			}
			got := reportOf(t, slices.DeleteFunc(slices.Clone(files), func(f string) bool { return f == gone })...)
			changed := changedCells(got, want)
			if len(changed) == 0 && project != "desk" { // whose requests are all plain
				t.Errorf("without %s nothing changed", gone)
			}
			for _, name := range changed {
				parts := strings.Split(name, " ")
				if parts[0] != project || !fed[parts[3]] {
					t.Errorf("without %s the cell %s changed", filepath.Base(gone), name)
				}
			}
		})
	}
}

// naiveRequest is a request as a regular expression sees it.
type naiveRequest struct {
	id, bucket, target string
	status             int
	completed          time.Time
}

// A line of the log, read with no regard for anything but today's habits.
var naiveLine = regexp.MustCompile(`\[([^]]+)\] "[A-Z]+ (\S+) HTTP/1\.1" (\d{3}) \S+ (\d+) .* "([a-z0-9-]+)\.oss-[^"]+" "([0-9A-F]{24})"`)

func naiveRequests(t *testing.T, file string) []naiveRequest {
	t.Helper()
	var all []naiveRequest
	for line := range strings.Lines(readText(t, file)) {
		m := naiveLine.FindStringSubmatch(line)
		if m == nil {
			t.Fatalf("%s: %s is not understood", file, line)
		}
		received, err := time.Parse("02/Jan/2006:15:04:05 -0700", m[1])
		if err != nil {
			t.Fatal(err)
		}
		status, _ := strconv.Atoi(m[3])
		took, _ := strconv.Atoi(m[4])
		all = append(all, naiveRequest{id: m[6], bucket: m[5], target: m[2], status: status,
			completed: received.Add(time.Duration(took) * time.Millisecond).In(billingZone)})
	}
	return all
}

// naiveItem says under which item an expression is charged, "" for none.
func naiveItem(expression string) string {
	for _, known := range []struct{ has, and, item string }{
		{"image/faces", "", "ImageDetect"}, {"image/bodies", "", "ImageDetect"}, {"image/cars", "", "ImageDetect"},
		{"/crop,", "g_face", "ImageDetect"}, {"/blur,", "g_face", "ImageDetect"}, {"image/labels", "", "ImageLabel"},
		{"image/codes", "", "ImageQRCodes"}, {"image/scoring", "", "ImageScoring"}, {"/crop,", "g_auto", "ImageCropping"},
		{"doc/preview", "", "DocumentWebofficePreview"}, {"doc/edit", "", "DocumentWebofficeEdit"}, {"doc/snapshot", "", "DocumentConvert"},
		{"video/info", "", "MediaMeta"}, {"audio/info", "", "MediaMeta"},
	} {
		if strings.Contains(expression, known.has) && strings.Contains(expression, known.and) {
			return known.item
		}
	}
	return ""
}

// TestANaiveRecountOfTheLogsAgrees counts the processing requests of the logs
// once more, without any of the program's own parsers.
func TestANaiveRecountOfTheLogsAgrees(t *testing.T) {
	t.Parallel()
	folder, _ := demoMonth(t, demo.Options{Seed: 10, Days: 2})
	counted := naiveRecount(t, folder)
	d := openMonth(t, filepath.Join(t.TempDir(), "month.db"))
	defer d.Close()
	importAll(t, d, filepath.Join(folder, "logs"), filepath.Join(folder, "registry"), filepath.Join(folder, "bill"))
	items := map[string]bool{}
	for c := range monthReport(t, d).Cells {
		if c.Item == "ImageFace" || c.Expected.Quantity == 0 {
			continue // what is indexed is not asked for by an expression
		}
		items[c.Item] = true
		if name := nameOfCell(c); counted[name] != c.Expected.Quantity {
			t.Errorf("%s: the walk counts %d, the recount %d", name, c.Expected.Quantity, counted[name])
		}
		delete(counted, nameOfCell(c))
	}
	for name, n := range counted {
		t.Errorf("%s: the walk counts none, the recount %d", name, n)
	}
	if len(items) != 9 {
		t.Errorf("the logs fed %v, want nine items", slices.Sorted(maps.Keys(items)))
	}
}

// naiveRecount counts completed processing requests by cell.
func naiveRecount(t *testing.T, folder string) map[string]int64 {
	t.Helper()
	owners, styles := map[string]string{}, map[string]string{}
	for _, row := range table(t, filepath.Join(folder, "registry", "bindings.csv")) {
		owners[row["bucket"]] = row["project"]
	}
	for _, row := range table(t, filepath.Join(folder, "registry", "styles.csv")) {
		styles["style/"+row["style"]] = row["content"]
	}
	counted, seen := map[string]int64{}, map[string]bool{}
	for _, file := range evidenceOf(t, filepath.Join(folder, "logs")) {
		for _, r := range naiveRequests(t, file) {
			if seen[r.id] || r.status >= 300 {
				continue
			}
			seen[r.id] = true
			expression := naiveExpression(t, r.target)
			if content, isStyle := styles[expression]; isStyle {
				expression = content
			}
			if item := naiveItem(expression); item != "" {
				counted[cellName(owners[r.bucket], item, "", r.completed.Truncate(time.Hour).Format(time.RFC3339))]++
			}
		}
	}
	return counted
}

// naiveExpression is the value of x-oss-process in a request, decoded. What
// stands in Base64 is of no concern.
func naiveExpression(t *testing.T, target string) string {
	t.Helper()
	_, query, _ := strings.Cut(target, "?")
	for _, parameter := range strings.Split(query, "&") {
		if value, found := strings.CutPrefix(parameter, "x-oss-process="); found {
			decoded, err := url.QueryUnescape(value)
			if err != nil {
				t.Fatal(err)
			}
			return decoded
		}
	}
	return ""
}

// largest is the largest file below a part of a month's folder.
func largest(t *testing.T, folder, below string) string {
	t.Helper()
	return slices.MaxFunc(evidenceOf(t, filepath.Join(folder, below)), func(a, b string) int { return len(readText(t, a)) - len(readText(t, b)) })
}

// table reads a CSV file by the names of its columns.
func table(t *testing.T, path string) []map[string]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(readText(t, path))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, row := range rows[1:] {
		cells := map[string]string{}
		for n, name := range rows[0] {
			cells[name] = row[n]
		}
		all = append(all, cells)
	}
	return all
}

func readText(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// fileOf writes a text into a file of its own.
func fileOf(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "part.log")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// copyOf copies a database that is closed.
func copyOf(t *testing.T, path string) string { t.Helper(); return fileOf(t, readText(t, path)) }
