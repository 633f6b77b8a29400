package calls_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"immrecon/store/calls"
	"immrecon/store/db"
	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/storetest"
)

// record is a call in words: channel, id, seconds from noon, and facts such as
// project=p, region=r, task=T, submitted=-60, part=b, status=500.
func record(t *testing.T, text string) *model.Call {
	t.Helper()
	words := strings.Fields(text)
	c := &model.Call{Channel: model.Kind(words[0]), RequestID: words[1], Project: "photos", Region: "ap-southeast-1", Operation: "DetectImageFaces", Status: 200}
	seconds := func(text string) (at int64) {
		if _, err := fmt.Sscan(text, &at); err != nil {
			t.Fatal(text, err)
		}
		return storetest.Noon + at
	}
	c.At = seconds(words[2])
	for _, word := range words[3:] {
		switch name, value, _ := strings.Cut(word, "="); name {
		case "project":
			c.Project = value
		case "region":
			c.Region = value
		case "operation":
			c.Operation = value
		case "task":
			c.TaskID = value
		case "part":
			c.Part = value
		case "submitted":
			c.Submitted = seconds(value)
		case "status":
			c.Status = int(seconds(value) - storetest.Noon)
		}
	}
	return c
}

// What is seen of calls, each once, by what the channels have.
func TestMatch(t *testing.T) {
	const task = " operation=CreateOfficeConversionTask"
	for name, test := range map[string]struct{ records, seen string }{
		"the same request id":               {"actiontrail R-1 0; calls R-1 5", "calls R-1"},
		"the same task id":                  {"actiontrail R-1 0 task=T-1; calls T-1 5000 task=T-1", "calls T-1"},
		"ids of its own":                    {"actiontrail R-1 0; calls own-1 2", "calls own-1"},
		"as long as a minute apart":         {"actiontrail R-1 0; calls own-1 60", "calls own-1"},
		"clocks that differ":                {"actiontrail R-1 0; calls own-1 -7", "calls own-1"},
		"more than a minute apart":          {"actiontrail R-1 0; calls own-1 61", "actiontrail R-1 maybe; calls own-1"},
		"on another day":                    {"actiontrail R-1 0; calls own-1 43200", "actiontrail R-1"},
		"apart, and more in the trail":      {"actiontrail R-1 0; actiontrail R-2 100; calls own-1 900", "actiontrail R-1 maybe; actiontrail R-2; calls own-1"},
		"another project":                   {"actiontrail R-1 0; calls own-1 0 project=films", "actiontrail R-1; calls own-1"},
		"another operation":                 {"actiontrail R-1 0; calls own-1 0 operation=DetectImageBodies", "actiontrail R-1; calls own-1"},
		"another region":                    {"actiontrail R-1 0; calls own-1 0 region=cn-beijing", "actiontrail R-1; calls own-1"},
		"no region in the log":              {"actiontrail R-1 0; calls own-1 0 region=", "calls own-1"},
		"no region, and namesakes":          {"actiontrail R-1 0; actiontrail R-2 900 region=cn-beijing; calls own-1 0 region=", "actiontrail R-1; actiontrail R-2; calls own-1"},
		"one failed and one did not":        {"actiontrail R-1 0 status=503; calls own-1 0", "actiontrail R-1; calls own-1"},
		"both failed":                       {"actiontrail R-1 0 status=503; calls own-1 0 status=500", "calls own-1"},
		"several, and as many":              {"actiontrail R-1 0; actiontrail R-2 0; calls own-1 0; calls own-2 1", "actiontrail R-1 maybe; actiontrail R-2 maybe; calls own-1; calls own-2"},
		"several, more in the trail":        {"actiontrail R-1 0; actiontrail R-2 0; actiontrail R-3 0; calls own-1 0", "actiontrail R-1 maybe; actiontrail R-2; actiontrail R-3; calls own-1"},
		"several, more in the log":          {"actiontrail R-1 0; calls own-1 0; calls own-2 0", "actiontrail R-1 maybe; calls own-1; calls own-2"},
		"one lacks in the middle":           {"actiontrail R-1 0; actiontrail R-2 300; actiontrail R-3 600; calls own-1 1; calls own-3 601", "actiontrail R-2; calls own-1; calls own-3"},
		"ids of others are the same":        {"actiontrail R-1 0; calls R-1 1; actiontrail R-2 0; calls R-3 1", "actiontrail R-2; calls R-1; calls R-3"},
		"of another operation":              {"actiontrail R-1 0 operation=GetTask; calls R-1 1 operation=GetTask; actiontrail R-2 0; calls own-3 1", "calls R-1; calls own-3"},
		"a task by its submission":          {"actiontrail R-1 0" + task + "; calls T-1 9000 task=T-1 submitted=1" + task, "calls T-1"},
		"a task with another task id":       {"actiontrail R-1 0 task=T-9" + task + "; calls own-1 9000 task=own-1 submitted=1" + task, "calls own-1"},
		"a task submitted at another time":  {"actiontrail R-1 0" + task + "; calls T-1 9000 task=T-1 submitted=200" + task, "actiontrail R-1 unfinished maybe; calls T-1"},
		"a story without its task's id":     {"actiontrail R-1 0 operation=CreateStory; calls T-1 90 task=T-1 submitted=0 operation=CreateStory", "calls T-1"},
		"a story that the trail alone has":  {"actiontrail R-1 0 operation=CreateStory", "actiontrail R-1 unfinished"},
		"a task without its submission":     {"actiontrail R-1 0" + task + "; calls T-1 9 task=T-1" + task, "actiontrail R-1 unfinished; calls T-1"},
		"two tasks of one instant":          {"actiontrail R-1 0" + task + "; actiontrail R-2 0" + task + "; calls T-1 9000 task=T-1 submitted=0" + task, "actiontrail R-1 unfinished maybe; actiontrail R-2 unfinished; calls T-1"},
		"a task with parts":                 {"actiontrail R-1 0" + task + "; calls T-1 90 task=T-1 submitted=0 part=a" + task + "; calls T-1 95 task=T-1 submitted=0 part=b" + task, "calls T-1; calls T-1"},
		"task ids of others are the same":   {"actiontrail R-1 0 task=T-1" + task + "; calls T-1 9 task=T-1" + task + "; actiontrail R-2 0 task=T-2" + task + "; calls T-3 9 task=T-3 submitted=0" + task, "actiontrail R-2 unfinished; calls T-1; calls T-3"},
		"but the event names none":          {"actiontrail R-1 0 task=T-1" + task + "; calls T-1 9 task=T-1" + task + "; actiontrail R-2 0" + task + "; calls T-3 9 task=T-3 submitted=0" + task, "calls T-1; calls T-3"},
		"what objects are indexed":          {"actiontrail R-1 0 operation=IndexFileMeta; calls own-1 0 operation=IndexFileMeta", "actiontrail R-1; calls own-1"},
		"one id with two operations in log": {"actiontrail R-1 0; actiontrail R-2 0 operation=GetTask; calls own-1 0; calls own-1 0 part=b operation=GetTask", "calls own-1; calls own-1"},
	} {
		t.Run(name, func(t *testing.T) {
			d := storetest.Open(t)
			for n, text := range strings.Split(test.records, "; ") {
				c := record(t, text)
				d.Import(c.Channel, fmt.Sprint("file ", n), func(in *ingest.Import) { in.KeepCall(1, c) })
			}
			span := model.Span{From: storetest.Noon - model.Hour, To: storetest.Noon + 3*model.Hour}
			var seen, given []string
			err := matched(t, d, span, func(tx *db.Tx) error {
				seen = seenCalls(t, tx, span)
				return calls.Between(tx.Reader, span, calls.Every, func(c *model.Call) {
					text := string(c.Channel) + " " + c.RequestID
					if c.MayBeLogged {
						text += " maybe"
					}
					given = append(given, text)
				})
			})
			if err != nil {
				t.Fatal(err)
			}
			slices.Sort(given)
			storetest.SameRows(t, "seen", seen, strings.Split(test.seen, "; "))
			storetest.SameRows(t, "given", given, strings.Split(strings.ReplaceAll(test.seen, " unfinished", ""), "; "))
		})
	}
}

// seenCalls is what PutSeen has of a time.
func seenCalls(t *testing.T, tx *db.Tx, span model.Span) (all []string) {
	t.Helper()
	_, err := tx.Exec(`CREATE TEMP TABLE seen (request_id TEXT, channel TEXT, hour BIGINT, project TEXT, region TEXT, dataset TEXT,
		operation TEXT, status SMALLINT, error_code TEXT, unfinished SMALLINT, may_be_logged SMALLINT)`)
	if err == nil {
		err = calls.PutSeen(tx, "seen", span)
	}
	var text string
	if err == nil {
		err = tx.Query(`SELECT channel || ' ' || request_id || CASE unfinished WHEN 1 THEN ' unfinished' ELSE '' END ||
			CASE may_be_logged WHEN 1 THEN ' maybe' ELSE '' END FROM seen ORDER BY channel, request_id`, nil, func() { all = append(all, text) }, &text)
	}
	if err != nil {
		t.Fatal(err)
	}
	return all
}
