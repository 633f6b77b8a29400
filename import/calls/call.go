package calls

import (
	"regexp"
	"slices"
	"strings"

	"immrecon/import/rows"
	"immrecon/import/seconds"
	"immrecon/migrations/catalogue"

	"immrecon/store/model"
)

// outputs are what a task of CreateMediaConvertTask may produce; video where a
// row does not say.
var outputs = []string{"video", "audio", "snapshots", "sprite", "animation", "subtitle_text", "subtitle_image"}

// frameRate is a rate as media tools print it: 30, 29.97 or 30000/1001.
var frameRate = regexp.MustCompile(`^[0-9]{1,9}(\.[0-9]{1,9})?(/[1-9][0-9]{0,8})?$`)

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
	readID(&c, row)
	readStatus(&c, row)
	readCounts(&c, row)
	readLengths(&c, row)
	readToken(&c, row)
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
	status, given := row.Count("http_status")
	switch {
	case given && (status < 100 || status > 599):
		row.Fail("http_status", "%d is no HTTP status", status)
	case given:
		c.Status = int(status)
	case c.ErrorCode != "":
		c.Status = catalogue.StatusOf(c.ErrorCode)
	default:
		c.Status = 200
	}
}

// readCounts reads the facts that are whole numbers, and the frame rate.
func readCounts(c *model.Call, row *rows.Row) {
	var width, height bool
	c.Width, width = row.Count("width")
	c.Height, height = row.Count("height")
	if width && height {
		c.Known |= model.FactSize
	}
	for _, fact := range []struct {
		column string
		value  *int64
		known  model.Facts
	}{
		{"frames", &c.Frames, model.FactFrames},
		{"images", &c.Images, model.FactImages},
		{"streams", &c.Streams, model.FactStreams},
		{"bytes", &c.Bytes, model.FactBytes},
		{"transcode_ahead", &c.TranscodeAhead, model.FactTranscodeAhead},
	} {
		value, given := row.Count(fact.column)
		if given {
			*fact.value, c.Known = value, c.Known|fact.known
		}
	}
	readStreams(c, row)
	if c.Rate = row.Text("fps"); c.Rate == "" {
		return
	}
	if !frameRate.MatchString(c.Rate) {
		row.Fail("fps", "%q is no frame rate such as 30, 29.97 or 30000/1001", c.Rate)
	}
	c.Known |= model.FactRate
}

// mostStreams is how many audio streams a playlist may list: a target names them
// by an index up to this.
const mostStreams = 100

// readStreams reads how many audio streams a playlist lists.
func readStreams(c *model.Call, row *rows.Row) {
	streams, given := row.Count("audio_streams")
	switch {
	case !given:
	case streams > mostStreams:
		row.Fail("audio_streams", "%d streams are more than the %d that a playlist can list", streams, mostStreams)
	default:
		c.AudioStreams = &streams
	}
}

// readLengths reads the facts that are lengths of time. Only the initial
// transcoding may be negative, which means the whole.
func readLengths(c *model.Call, row *rows.Row) {
	for _, fact := range []struct {
		column string
		value  *int64
		known  model.Facts
	}{
		{"seconds", &c.Duration, model.FactDuration},
		{"segment_seconds", &c.SegmentLength, model.FactSegmentLength},
		{"initial_transcode", &c.InitialTranscode, model.FactInitialTranscode},
	} {
		text := row.Text(fact.column)
		if text == "" {
			continue
		}
		micros, err := seconds.Micros(text)
		switch {
		case err != nil:
			row.Fail(fact.column, "%w", err)
		case micros < 0 && fact.known != model.FactInitialTranscode:
			row.Fail(fact.column, "%q is negative", text)
		}
		*fact.value, c.Known = micros, c.Known|fact.known
	}
}
