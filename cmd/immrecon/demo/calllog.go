package demo

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// callColumns are the columns of calls.csv that the demo has facts for; the
// reader takes the others as not given.
var callColumns = []string{
	"time", "project", "operation", "request_id", "task_id", "http_status", "error_code",
	"codec", "width", "height", "fps", "seconds", "frames", "images", "streams", "bytes",
	"tier", "output", "readonly", "cached", "geo",
	"initial_transcode", "transcode_ahead", "segment_seconds", "target_uri", "token", "submitted", "audio_streams",
}

// callLog is the application's own log of finished calls and tasks.
type callLog struct {
	rows []callRow
}

type callRow struct {
	at    time.Time
	cells map[string]string
}

// taskFailed is a task that was accepted and then failed.
var taskFailed = failure{"TaskFailed", 200}

// taskOutcome lets one task in fifteen fail.
func (w *world) taskOutcome() failure {
	if w.oneIn(15) {
		return taskFailed
	}
	return succeeded
}

// finish notes a call or task that completed at an instant; facts are the
// further columns of the row. A task is one that was submitted earlier. The trail
// shows every call when it was made, and no opening.
func (w *world) finish(p project, at time.Time, operation string, submitted time.Time, result failure, facts map[string]string) {
	facts["time"] = stamp(at)
	facts["submitted"] = stamp(submitted)
	facts["project"] = p.name
	facts["operation"] = operation
	facts["request_id"] = w.requestID()
	if submitted.Before(at) && operation != openOperation {
		facts["task_id"] = "Task-" + w.token(12)
	}
	facts["http_status"], facts["error_code"] = strconv.Itoa(result.status), result.code
	w.calls.rows = append(w.calls.rows, callRow{at, facts})
	if operation != openOperation {
		w.submit(p, submitted, operation, facts["request_id"], facts["task_id"], result)
	}
}

// of counts the rows of a project.
func (l *callLog) of(p project) (rows int) {
	for _, row := range l.rows {
		if row.cells["project"] == p.name {
			rows++
		}
	}
	return rows
}

// write writes calls.csv in the order of completion and returns the number of
// rows.
func (l *callLog) write(f *folder) int {
	slices.SortStableFunc(l.rows, func(a, b callRow) int { return cmp.Compare(a.at.Unix(), b.at.Unix()) })
	table := [][]string{callColumns}
	for _, row := range l.rows {
		line := make([]string, len(callColumns))
		for i, column := range callColumns {
			line[i] = row.cells[column]
		}
		table = append(table, line)
	}
	f.addCSV("calls/calls.csv", table)
	return len(l.rows)
}
