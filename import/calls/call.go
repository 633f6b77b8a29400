package calls

import (
	"slices"
	"strings"

	"immrecon/import/rows"
	"immrecon/migrations/catalogue"

	"immrecon/store/model"
)

// outputs are what a task of CreateMediaConvertTask may produce; video where a
// row does not say.
var outputs = []string{"video", "audio", "snapshots", "sprite", "animation", "subtitle_text", "subtitle_image"}

// parse reads a row. Its time is that of completion, at which it is charged.
func parse(row *rows.Row) model.Call {
	row.Need("time")
	c := model.Call{
		RequestID: row.Text("request_id"),
		TaskID:    row.Text("task_id"),
		Part:      row.Text("part"),
		Submitted: row.Instant("submitted"),
		At:        row.Instant("time"),
		Region:    row.Text("region"),
		Project:   row.Text("project"),
		Dataset:   row.Text("dataset"),
		Operation: row.Need("operation"),
		ErrorCode: row.Text("error_code"),
		Channel:   model.KindCalls,
		Codec:     strings.ToLower(row.Text("codec")),
		Output:    strings.ToLower(row.Text("output")),
		Tier:      row.Text("tier"),
		Readonly:  row.Bool("readonly"),
		Cached:    row.Bool("cached"),
		Geo:       row.Bool("geo"),
		TargetURI: row.Text("target_uri"),
	}
	if c.Output != "" && !slices.Contains(outputs, c.Output) {
		row.Fail("output", "%q is none of %s", c.Output, strings.Join(outputs, ", "))
	}
	if c.Submitted > c.At && c.At > 0 {
		row.Fail("submitted", "%q is later than time, at which the call completed: %q", row.Text("submitted"), row.Text("time"))
	}
	readID(&c, row)
	readStatus(&c, row)
	readCounts(&c, row)
	readPicture(&c, row)
	readLengths(&c, row)
	readToken(&c, row)
	c.Raw = maskToken(row.Raw, row.Text("token"))
	return c
}

// readID makes a task known by its own id where the request's was not logged.
func readID(c *model.Call, row *rows.Row) {
	if c.RequestID == "" {
		c.RequestID = c.TaskID
	}
	if c.RequestID == "" {
		row.Fail("request_id", "is empty, and so is task_id: without one of them a call cannot be told from another")
	}
}

// readStatus reads a row without a status as a success unless it has an error
// code. A task that failed answers 200 with an error code: both are kept.
// Status 0 with an error code is a failure of unknown class.
func readStatus(c *model.Call, row *rows.Row) {
	status, given := count(row, "http_status", 100, 599)
	switch {
	case given:
		c.Status = int(status)
	case c.ErrorCode != "":
		c.Status = catalogue.StatusOf(c.ErrorCode)
	default:
		c.Status = 200
	}
}
