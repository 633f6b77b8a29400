package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"immrecon/cmd/immrecon/demo"
	"immrecon/store/model"
)

// lostPart is a part of the evidence that is lost, and which findings it could
// have shown something of.
type lostPart struct {
	lose  loss
	shows func(*model.Finding) bool
}

// Findings stay as they were that the lost evidence could not have shown: those of
// other times, and of other projects.
func TestALossConcernsWhatItCouldShowOnly(t *testing.T) {
	t.Parallel()
	whole, _ := demoMonth(t, demo.Options{Seed: 5, Days: 2, Faults: true})
	noError(t, os.Remove(filepath.Join(whole, "truth.json")))
	countTrailByDay(t, whole)
	before := findingsOf(t, whole)
	hour := time.Date(2026, time.March, 1, 14, 0, 0, 0, model.BillingZone)
	day := hour.Add(-14 * time.Hour)
	for name, part := range map[string]lostPart{
		"the log of an hour":        {loseLogs("gallery", hour, hour), within(hour, time.Hour, "gallery")},
		"the logs of a bucket":      {loseLogs("gallery", day, day.AddDate(0, 0, 3)), ofProject("gallery")},
		"a day of the trail":        {loseDayOfTrail("02"), within(day.AddDate(0, 0, 1), 24*time.Hour, "")},
		"a project's calls":         {loseRows("calls/calls.csv", "project", "studio"), ofProject("studio")},
		"a bucket's styles":         {loseRows("registry/styles.csv", "bucket", "example-shop-gallery"), ofProject("gallery")},
		"a project's totals":        {loseRows("registry/coverage.csv", "subject", "desk"), ofProject("desk")},
		"a project's datasets":      {loseRows("registry/datasets.csv", "project", "gallery"), ofProject("gallery")},
		"a project's creation date": {loseRows("registry/projects.csv", "project", "desk"), ofProject("desk")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := filepath.Join(t.TempDir(), "month")
			noError(t, os.CopyFS(folder, os.DirFS(whole)))
			what := part.lose(t, nil, folder)
			if what == "" {
				t.Fatal("nothing is lost")
			}
			staysElsewhere(t, before, findingsOf(t, folder), part.shows, what)
		})
	}
}

// countTrailByDay puts a total of each day in the place of the trail's one total,
// which would leave every day open where one is lost.
func countTrailByDay(t *testing.T, folder string) {
	t.Helper()
	events := map[string]int{}
	for _, e := range eventsUnder(t, folder) {
		at, err := time.Parse(time.RFC3339, fmt.Sprint(e["eventTime"]))
		noError(t, err)
		events[at.In(model.BillingZone).Format(time.DateOnly)]++
	}
	keepRows(t, filepath.Join(folder, "registry", "coverage.csv"), func(_ []string, rows [][]string) ([][]string, string) {
		kept := slices.DeleteFunc(rows, func(row []string) bool { return row[0] == string(model.KindActionTrail) })
		for day := time.Date(2026, time.March, 1, 0, 0, 0, 0, model.BillingZone); day.Day() <= 3; day = day.AddDate(0, 0, 1) {
			kept = append(kept, []string{string(model.KindActionTrail), "ap-southeast-1", "", day.Format(time.RFC3339),
				day.AddDate(0, 0, 1).Format(time.RFC3339), fmt.Sprint(events[day.Format(time.DateOnly)]), "events of the day"})
		}
		return kept, ""
	})
}

// staysElsewhere wants every finding to be as it was that the lost evidence shows
// nothing of, and that tells of no usage together with one that it does.
func staysElsewhere(t *testing.T, before, after map[string]model.Finding, shows func(*model.Finding) bool, what string) {
	t.Helper()
	var links []string
	for _, f := range before {
		if f.Link != "" && shows(&f) {
			links = append(links, f.Link)
		}
	}
	compared := 0
	for key, f := range before {
		if shows(&f) || slices.Contains(links, f.Link) {
			continue
		}
		compared++
		if g, there := after[key]; !there || g.Verdict != f.Verdict || g.Difference.Quantity != f.Difference.Quantity || !g.Difference.Amount.Equal(f.Difference.Amount) {
			t.Errorf("without %s: %s %s %s of %s was %s by %s, and is %s by %s", what, f.Project, f.Item, f.Cause,
				time.Unix(f.From, 0).In(model.BillingZone), f.Verdict, f.Difference.Amount, g.Verdict, g.Difference.Amount)
		}
	}
	for key, g := range after {
		if _, known := before[key]; !known && !shows(&g) {
			t.Errorf("without %s: %s %s %s of %s is new", what, g.Project, g.Item, g.Cause, time.Unix(g.From, 0).In(model.BillingZone))
		}
	}
	if compared < 10 {
		t.Errorf("only %d findings lie elsewhere", compared)
	}
}

// within are the findings of a project, or of all, of an hour or day and of the
// hour on either side, where late lines stand.
func within(from time.Time, length time.Duration, project string) func(*model.Finding) bool {
	first, last := from.Unix()-2*model.Hour, from.Add(length).Unix()+2*model.Hour
	return func(f *model.Finding) bool {
		return f.To > first && f.From < last && (project == "" || f.Project == project)
	}
}

func ofProject(project string) func(*model.Finding) bool {
	return func(f *model.Finding) bool { return f.Project == project }
}

// loseLogs loses the logs of a project's bucket from one hour to another.
func loseLogs(project string, first, last time.Time) loss {
	return func(t *testing.T, _ *rand.Rand, folder string) string {
		lost := slices.DeleteFunc(filesUnder(t, folder, "logs"), func(file string) bool {
			at := hourOfLog(t, file)
			return !strings.Contains(bucketOfLog(file), project) || at < first.Unix() || at > last.Unix()
		})
		removeAll(t, lost)
		return nothingOr(len(lost), "logs of "+project)
	}
}

func loseDayOfTrail(day string) loss {
	return func(t *testing.T, _ *rand.Rand, folder string) string {
		lost := filesUnder(t, folder, filepath.Join("api", "2026", "03", day))
		removeAll(t, lost)
		return nothingOr(len(lost), "files of the trail")
	}
}

func loseRows(table, column, value string) loss {
	return func(t *testing.T, _ *rand.Rand, folder string) string {
		return keepRows(t, filepath.Join(folder, table), func(header []string, rows [][]string) ([][]string, string) {
			kept := slices.DeleteFunc(slices.Clone(rows), func(row []string) bool { return row[slices.Index(header, column)] == value })
			return kept, nothingOr(len(rows)-len(kept), table+" of "+value)
		})
	}
}

// nothingOr is what a loss says: nothing where it lost none.
func nothingOr(lost int, what string) string {
	if lost == 0 {
		return ""
	}
	return fmt.Sprintf("%d %s", lost, what)
}
