package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// apiLosses are those of the trail and of the call log.
var apiLosses = []loss{
	lostTrailDay, lostTrail, sideOfTrail, cutTrail, lostOperation, lostEvent, lostTrailHour, damagedEvent,
	lostEvents("class", fieldOfEvent("eventRW")), lostEvents("region", fieldOfEvent("acsRegion")), lostEvents("error", fieldOfEvent("errorCode")),
	lostEvents("project", projectOfEvent), lostEvents("operation and hour", operationAndHour),
	lostCallLog, lostCalls(99, "operation"), lostCalls(99, "project"), lostCalls(len("2006-01-02T15"), "time"), lostCalls(len("2006-01-02"), "time"),
	lostCalls(99, "operation", "project"), lostCalls(99, "operation", "output"), lostCalls(99, "http_status"),
	sideOfCalls, cutCalls, lostCall, damagedCall,
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

func sideOfTrail(t *testing.T, random *rand.Rand, folder string) string {
	files := filesUnder(t, folder, "api")
	if len(files) == 0 {
		return ""
	}
	lost := side(random, files)
	removeAll(t, lost)
	return fmt.Sprintf("%d days on one side of the trail", len(lost))
}

// lostEvents loses the events that are like one of them.
func lostEvents(what string, key func(map[string]any) any) loss {
	return func(t *testing.T, random *rand.Rand, folder string) string {
		lost := key(pickOne(random, eventsUnder(t, folder)))
		keepEvents(t, folder, func(e map[string]any) bool { return key(e) != lost })
		return fmt.Sprintf("the events of %s %v", what, lost)
	}
}

// Events may be alike in a field, in a parameter, in whether they failed, or in
// their operation and hour.
func fieldOfEvent(name string) func(map[string]any) any {
	return func(e map[string]any) any { return fmt.Sprint(e[name]) }
}

func projectOfEvent(e map[string]any) any {
	parameters, _ := e["requestParameters"].(map[string]any)
	return fmt.Sprint(parameters["ProjectName"])
}

func operationAndHour(e map[string]any) any {
	return fmt.Sprint(e["eventName"], " ", fmt.Sprint(e["eventTime"])[:len("2006-01-02T15")])
}

// damagedEvent makes an event one that cannot be understood.
func damagedEvent(t *testing.T, random *rand.Rand, folder string) string {
	id := pickOne(random, eventsUnder(t, folder))["requestId"]
	field := pickOne(random, []string{"eventTime", "requestParameters", "eventName", "acsRegion", "apiVersion"})
	keepEvents(t, folder, func(e map[string]any) bool {
		if e["requestId"] == id {
			e[field] = "damaged"
		}
		return true
	})
	return fmt.Sprintf("the %s of event %v, which is damaged", field, id)
}

func lostCallLog(t *testing.T, _ *rand.Rand, folder string) string {
	_ = os.Remove(filepath.Join(folder, "calls", "calls.csv")) // may be lost already
	return "the call log"
}

// lostCalls loses the calls that are like one of them in some columns, of which so
// many characters count.
func lostCalls(characters int, columns ...string) loss {
	return func(t *testing.T, random *rand.Rand, folder string) string {
		return keepRows(t, filepath.Join(folder, "calls", "calls.csv"), func(header []string, rows [][]string) ([][]string, string) {
			key := func(row []string) (all string) {
				for _, column := range columns {
					value := row[slices.Index(header, column)]
					all += " " + value[:min(len(value), characters)]
				}
				return all
			}
			lost := key(pickOne(random, rows))
			return slices.DeleteFunc(rows, func(row []string) bool { return key(row) == lost }), "the calls of" + lost
		})
	}
}

func sideOfCalls(t *testing.T, random *rand.Rand, folder string) string {
	return keepRows(t, filepath.Join(folder, "calls", "calls.csv"), sideOfRows(random))
}

func cutCalls(t *testing.T, random *rand.Rand, folder string) string {
	file := filepath.Join(folder, "calls", "calls.csv")
	if text, err := os.ReadFile(file); err != nil || len(text) == 0 {
		return ""
	}
	return fmt.Sprintf("what stood behind byte %d of the call log", cut(t, random, file))
}

func lostCall(t *testing.T, random *rand.Rand, folder string) string {
	return keepRows(t, filepath.Join(folder, "calls", "calls.csv"), lostOne(random))
}

func damagedCall(t *testing.T, random *rand.Rand, folder string) string {
	return keepRows(t, filepath.Join(folder, "calls", "calls.csv"), func(header []string, rows [][]string) ([][]string, string) {
		n := random.IntN(len(rows))
		what := "the damaged call " + strings.Join(rows[n][:4], ",")
		rows[n][slices.Index(header, pickOne(random, []string{"time", "http_status", "seconds", "width"}))] = "damaged"
		return rows, what
	})
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
