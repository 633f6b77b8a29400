package main

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A loss takes some evidence out of a folder and says what.
type loss func(t *testing.T, random *rand.Rand, folder string) string

// losses are the ways in which evidence is lost.
var losses = []loss{
	lostLogHours, lostBucket, cutLog, damagedLine,
	lostTrailDay, lostTrail, cutTrail, lostOperation, lostEvent, lostTrailHour,
	lostCallLog, lostCalls("operation"), lostCalls("project"), lostCalls("time"), lostCall, damagedCall,
	lostTable, lostRow, lostStatement,
}

// takeAway loses one to three things, and a fourth of the time what is stated of
// the evidence as well.
func takeAway(t *testing.T, random *rand.Rand, folder string) string {
	t.Helper()
	var what []string
	for range 1 + random.IntN(3) {
		if one := losses[random.IntN(len(losses))](t, random, folder); one != "" {
			what = append(what, one)
		}
	}
	if coverage := filepath.Join(folder, "registry", "coverage.csv"); random.IntN(4) == 0 && os.Remove(coverage) == nil {
		what = append(what, "coverage.csv")
	}
	return strings.Join(what, "; ")
}

func lostLogHours(t *testing.T, random *rand.Rand, folder string) string {
	files := filesUnder(t, folder, "logs")
	if len(files) == 0 {
		return ""
	}
	first, number := random.IntN(len(files)), 1+random.IntN(12)
	for _, file := range files[first:min(first+number, len(files))] {
		noError(t, os.Remove(file))
	}
	return fmt.Sprintf("%d logs from %s", number, filepath.Base(files[first]))
}

func lostBucket(t *testing.T, random *rand.Rand, folder string) string {
	buckets, err := os.ReadDir(filepath.Join(folder, "logs"))
	noError(t, err)
	bucket := pickOne(random, buckets).Name()
	noError(t, os.RemoveAll(filepath.Join(folder, "logs", bucket)))
	noError(t, os.MkdirAll(filepath.Join(folder, "logs", bucket), 0o700))
	return "the logs of " + bucket
}

func cutLog(t *testing.T, random *rand.Rand, folder string) string {
	files := filesUnder(t, folder, "logs")
	if len(files) == 0 {
		return ""
	}
	file := pickOne(random, files)
	text := content(t, file)
	at := random.IntN(len(text))
	if at > 0 && text[at-1] == '\n' {
		at-- // a cut between two lines is seen by nobody
	}
	write(t, file, text[:at])
	return fmt.Sprintf("what stood behind byte %d of %s", at, filepath.Base(file))
}

func damagedLine(t *testing.T, random *rand.Rand, folder string) string {
	files := filesUnder(t, folder, "logs")
	if len(files) == 0 {
		return ""
	}
	file := pickOne(random, files)
	lines := strings.SplitAfter(content(t, file), "\n")
	n := random.IntN(len(lines))
	lines[n] = "damaged " + lines[n]
	write(t, file, strings.Join(lines, ""))
	return fmt.Sprintf("line %d of %s, which is damaged", n+1, filepath.Base(file))
}

func lostTrailDay(t *testing.T, random *rand.Rand, folder string) string {
	files := filesUnder(t, folder, "api")
	if len(files) == 0 {
		return ""
	}
	file := pickOne(random, files)
	noError(t, os.Remove(file))
	return filepath.Base(file)
}

func lostTrail(t *testing.T, _ *rand.Rand, folder string) string {
	for _, file := range filesUnder(t, folder, "api") {
		noError(t, os.Remove(file))
	}
	return "the trail"
}

func cutTrail(t *testing.T, random *rand.Rand, folder string) string {
	files := filesUnder(t, folder, "api")
	if len(files) == 0 {
		return ""
	}
	file := pickOne(random, files)
	text := content(t, file)
	write(t, file, text[:random.IntN(len(text))])
	return "the rest of " + filepath.Base(file)
}

func lostOperation(t *testing.T, random *rand.Rand, folder string) string {
	operation := pickOne(random, eventsUnder(t, folder))["eventName"]
	keepEvents(t, folder, func(e map[string]any) bool { return e["eventName"] != operation })
	return fmt.Sprint("the events of ", operation)
}

func lostEvent(t *testing.T, random *rand.Rand, folder string) string {
	id := pickOne(random, eventsUnder(t, folder))["requestId"]
	keepEvents(t, folder, func(e map[string]any) bool { return e["requestId"] != id })
	return fmt.Sprint("the event ", id)
}

func lostTrailHour(t *testing.T, random *rand.Rand, folder string) string {
	hour := func(e map[string]any) string { return fmt.Sprint(e["eventTime"])[:len("2006-01-02T15")] }
	lost := hour(pickOne(random, eventsUnder(t, folder)))
	keepEvents(t, folder, func(e map[string]any) bool { return hour(e) != lost })
	return "the events of " + lost
}

func lostCallLog(t *testing.T, _ *rand.Rand, folder string) string {
	_ = os.Remove(filepath.Join(folder, "calls", "calls.csv")) // may be lost already
	return "the call log"
}

// lostCalls loses the calls that have the same operation or project, or are of one
// hour.
func lostCalls(column string) loss {
	return func(t *testing.T, random *rand.Rand, folder string) string {
		return keepRows(t, filepath.Join(folder, "calls", "calls.csv"), func(header []string, rows [][]string) ([][]string, string) {
			at := slices.Index(header, column)
			value := func(row []string) string { return row[at][:min(len(row[at]), len("2006-01-02T15"))] }
			lost := value(pickOne(random, rows))
			return slices.DeleteFunc(rows, func(row []string) bool { return value(row) == lost }), "the calls of " + lost
		})
	}
}

func lostCall(t *testing.T, random *rand.Rand, folder string) string {
	return keepRows(t, filepath.Join(folder, "calls", "calls.csv"), lostOne(random))
}

func damagedCall(t *testing.T, random *rand.Rand, folder string) string {
	return keepRows(t, filepath.Join(folder, "calls", "calls.csv"), func(_ []string, rows [][]string) ([][]string, string) {
		n := random.IntN(len(rows))
		what := "the damaged call " + strings.Join(rows[n][:4], ",")
		rows[n][0] = "yesterday"
		return rows, what
	})
}

func lostTable(t *testing.T, random *rand.Rand, folder string) string {
	file := pickOne(random, filesUnder(t, folder, "registry"))
	noError(t, os.Remove(file))
	return filepath.Base(file)
}

func lostRow(t *testing.T, random *rand.Rand, folder string) string {
	return keepRows(t, pickOne(random, filesUnder(t, folder, "registry")), lostOne(random))
}

func lostStatement(t *testing.T, random *rand.Rand, folder string) string {
	return keepRows(t, filepath.Join(folder, "registry", "coverage.csv"), lostOne(random))
}

func lostOne(random *rand.Rand) func([]string, [][]string) ([][]string, string) {
	return func(_ []string, rows [][]string) ([][]string, string) {
		n := random.IntN(len(rows))
		what := "the row " + strings.Join(rows[n], ",")
		return slices.Delete(rows, n, n+1), what
	}
}

func pickOne[T any](random *rand.Rand, all []T) T { return all[random.IntN(len(all))] }

// keepRows writes a table with the rows that are kept of it. One that is lost
// already, or has no rows, stays so.
func keepRows(t *testing.T, path string, keep func(header []string, rows [][]string) ([][]string, string)) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return ""
	}
	noError(t, err)
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	noError(t, err)
	if len(rows) < 2 {
		return ""
	}
	kept, what := keep(rows[0], rows[1:])
	write(t, path, string(csvText(append([][]string{rows[0]}, kept...))))
	return what
}

// eventsUnder reads the trail of a folder; at least one event, which is none if
// the trail is lost.
func eventsUnder(t *testing.T, folder string) []map[string]any {
	t.Helper()
	var all []map[string]any
	for _, file := range filesUnder(t, folder, "api") {
		all = append(all, eventsIn(file)...)
	}
	if all == nil {
		return []map[string]any{{"eventTime": "0000-00-00T00"}}
	}
	return all
}

// eventsIn reads a file of the trail, none where it is damaged.
func eventsIn(file string) (events []map[string]any) {
	packed, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	text, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil || json.NewDecoder(text).Decode(&events) != nil {
		return nil
	}
	return events
}

// keepEvents writes the files of the trail anew that are not damaged.
func keepEvents(t *testing.T, folder string, keep func(map[string]any) bool) {
	t.Helper()
	for _, file := range filesUnder(t, folder, "api") {
		events := eventsIn(file)
		if events == nil {
			continue
		}
		var packed bytes.Buffer
		zipped := gzip.NewWriter(&packed)
		noError(t, json.NewEncoder(zipped).Encode(slices.DeleteFunc(events, func(e map[string]any) bool { return !keep(e) })))
		noError(t, zipped.Close())
		write(t, file, packed.String())
	}
}
