package calls

import (
	"database/sql"
	"fmt"
	"strings"

	"immrecon/store/db"
	"immrecon/store/model"
)

// callColumns read an API call c with what the trail's record t of the same
// call adds where c is silent: how it was answered, unless the log says that it
// failed, and of a Weboffice token that every parameter is known.
const callColumns = `c.request_id, c.task_id, c.part, c.at, ` + regionColumn + `, ` + projectColumn + `, ` + datasetColumn + `, c.operation,
	` + statusColumn + `, ` + errorColumn + `,
	CASE c.operation WHEN 'GenerateWebofficeToken' THEN coalesce(t.channel, c.channel) ELSE c.channel END, c.codec, c.output, c.tier, c.width, c.height,
	c.rate, c.duration_us, c.frames, c.images, c.streams, c.bytes, coalesce(c.readonly, t.readonly), coalesce(c.cached, t.cached), c.geo,
	c.initial_us, c.ahead_segments, c.segment_us, c.target_uri, c.token, coalesce(c.submitted, t.at, 0), coalesce(c.audio_streams, t.audio_streams),
	coalesce(c.video_streams, t.video_streams), coalesce(nullif(c.access_in, ''), t.access_in, ''),
	coalesce(nullif(c.refresh_in, ''), t.refresh_in, ''), coalesce(nullif(c.access_out, ''), t.access_out, ''),
	coalesce(nullif(c.refresh_out, ''), t.refresh_out, '')`

// mayBeLogged holds of an event that may be a call which the log has as well.
const mayBeLogged = `CASE WHEN c.channel = 'actiontrail' AND c.request_id IN (SELECT event_id FROM same_call) THEN 1 ELSE 0 END`

// everyCall are the calls of all sources, each once: as tables has them, and those
// of same_call that are certain.
var everyCall = tables("", "", "(SELECT min(m.event_id) FROM same_call m WHERE m.logged_id = c.request_id AND m.certain = 1)") +
	" AND (c.channel = 'calls' OR c.request_id NOT IN (SELECT event_id FROM same_call WHERE certain = 1))"

// tables are the calls of some sources, each once: the application's log where
// it has the call, else the trail. A call is the same in both by the id of its
// request, else by that of the task that it began, else as SQL for the id of an event says.
// Others are joined to them; sources selects ids, "" for all.
func tables(others, sources, event string) string {
	of := func(table string) string {
		if sources == "" {
			return ""
		}
		return " AND " + table + ".source_id IN (" + sources + ")"
	}
	return ` FROM api_call c
	LEFT JOIN api_call t ON c.channel = 'calls' AND t.channel = 'actiontrail' AND t.request_id = coalesce(
		(SELECT x.request_id FROM api_call x WHERE x.request_id = c.request_id AND x.channel = 'actiontrail'),
		(SELECT min(x.request_id) FROM api_call x WHERE x.task_id = c.task_id AND x.task_id <> '' AND x.operation = c.operation AND x.channel = 'actiontrail'),
		` + event + `)` + of("t") + others + `
	WHERE (c.channel = 'calls' OR NOT EXISTS (
		SELECT 1 FROM api_call o WHERE o.request_id = c.request_id AND o.channel = 'calls'` + of("o") + `) AND NOT EXISTS (
		SELECT 1 FROM api_call o WHERE o.task_id = c.task_id AND o.task_id <> '' AND o.operation = c.operation AND o.channel = 'calls'` + of("o") + `))` + of("c")
}

// PutSeen puts every call that completed within a time into a table: request_id,
// channel, hour, project, region, dataset, operation, status, error_code, and in
// unfinished 1 where of a task nothing but its submission is seen, in may_be_logged
// 1 where the log may have the call as well. Match comes first.
func PutSeen(tx *db.Tx, table string, span model.Span) error {
	_, err := tx.Exec(`INSERT INTO `+table+` (request_id, channel, hour, project, region, dataset, operation, status, error_code, unfinished, may_be_logged)
	SELECT c.request_id, c.channel, c.at - c.at % 3600, `+projectColumn+`, `+regionColumn+`, `+datasetColumn+`, c.operation,
	`+statusColumn+`, `+errorColumn+`, `+unfinished+", "+mayBeLogged+everyCall+" AND c.at >= ? AND c.at < ?", span.From, span.To)
	if err != nil {
		return fmt.Errorf("read calls: %w", err)
	}
	return nil
}

// The columns of a call c with what the trail's record t of it adds.
const (
	regionColumn  = `coalesce(nullif(c.region, ''), t.region, '')`
	projectColumn = `coalesce(nullif(c.project, ''), t.project, '')`
	datasetColumn = `coalesce(nullif(c.dataset, ''), t.dataset, '')`
	statusColumn  = `CASE WHEN c.error_code = '' AND c.status IN (0, 200) THEN coalesce(t.status, c.status) ELSE c.status END`
	errorColumn   = `CASE WHEN c.error_code = '' AND c.status IN (0, 200) THEN coalesce(t.error_code, '') ELSE c.error_code END`
)

// unfinished is 1 for a call that the trail alone has and that began a task: a
// task ends, and is charged, later than its event says. What asks after a task
// has its id too.
const unfinished = `CASE WHEN c.channel = 'actiontrail' AND (c.operation IN (SELECT operation FROM task_operation)
	OR c.task_id <> '' AND c.operation NOT LIKE 'Get%' AND c.operation NOT LIKE 'List%') THEN 1 ELSE 0 END`

// Operations selects calls by their operation: a condition on the table api_call
// as c.
type Operations string

// Every selects all calls.
const Every Operations = "true"

// Named selects calls of some operations.
func Named(operations ...string) Operations {
	quoted := make([]string, len(operations))
	for n, operation := range operations {
		quoted[n] = "'" + strings.ReplaceAll(operation, "'", "''") + "'"
	}
	return Operations("c.operation IN (" + strings.Join(quoted, ", ") + ")")
}

// Listed selects calls of the operations in a column of a table that is called
// operation.
func Listed(table string) Operations {
	return Operations("c.operation IN (SELECT operation FROM " + table + ")")
}

// pageCalls is how many calls are read before they are given.
const pageCalls = 4096

// Between gives each call of some operations that completed within a time, in
// order of time. They are given between statements, so that each may write. The
// record is reused: what outlives each must be copied. Match comes first.
func Between(r db.Reader, span model.Span, operations Operations, each func(*model.Call)) error {
	var page []model.Call
	var maybe, submitted bool
	last := model.Call{At: span.From - 1}
	for first := true; first || len(page) == pageCalls; first = false {
		page = page[:0]
		err := read(r, mayBeLogged+", "+unfinished+", ", everyCall+" AND c.at >= ? AND c.at < ? AND (c.at > ? OR c.request_id > ? OR c.request_id = ? AND c.part > ?) AND "+string(operations),
			fmt.Sprint(" LIMIT ", pageCalls), []any{max(span.From, last.At), span.To, last.At, last.RequestID, last.RequestID, last.Part},
			func(c *model.Call) {
				c.MayBeLogged, c.Unfinished = maybe, submitted
				page = append(page, *c)
			}, &maybe, &submitted)
		if err != nil {
			return err
		}
		for n := range page {
			last = page[n]
			each(&page[n])
		}
	}
	return nil
}

// Of gives the calls that a relation of SQL names by request_id, as k, each
// with some of its columns and the file and line it stands at, in order of time.
// Only what the selected sources say of a call counts. The record is reused.
func Of(r db.Reader, sources, relation, columns string, args []any, each func(*model.Call), into ...any) error {
	return read(r, columns+", s.name, c.line, ",
		tables(" JOIN ("+relation+") k ON k.request_id = c.request_id JOIN source s ON s.id = c.source_id", sources, "NULL"), "", args, each, into...)
}

// read gives each call of some tables, with columns that are scanned before it, up
// to a limit.
func read(r db.Reader, columns, tables, limit string, args []any, each func(*model.Call), into ...any) error {
	var c model.Call
	var width, height, duration, frames, images, streams, bytes, initial, ahead, segment, audio, video sql.NullInt64
	var readonly, cached, geo sql.NullBool
	given := func(n sql.NullInt64, fact model.Facts) int64 {
		if n.Valid {
			c.Known |= fact
		}
		return n.Int64
	}
	row := func() {
		c.Known = 0
		c.Width, c.Height = given(width, model.FactSize), given(height, model.FactSize)
		c.Duration, c.Frames, c.Images = given(duration, model.FactDuration), given(frames, model.FactFrames), given(images, model.FactImages)
		c.Streams, c.Bytes = given(streams, model.FactStreams), given(bytes, model.FactBytes)
		c.InitialTranscode, c.TranscodeAhead = given(initial, model.FactInitialTranscode), given(ahead, model.FactTranscodeAhead)
		c.SegmentLength = given(segment, model.FactSegmentLength)
		if c.Rate != "" {
			c.Known |= model.FactRate
		}
		c.AudioStreams, c.VideoStreams = number(audio), number(video)
		c.Readonly, c.Cached, c.Geo = stated(readonly), stated(cached), stated(geo)
		each(&c)
	}
	return r.Query("SELECT "+columns+callColumns+tables+" ORDER BY c.at, c.request_id, c.part"+limit, args, row, append(into,
		&c.RequestID, &c.TaskID, &c.Part, &c.At, &c.Region, &c.Project, &c.Dataset, &c.Operation, &c.Status, &c.ErrorCode, &c.Channel,
		&c.Codec, &c.Output, &c.Tier, &width, &height, &c.Rate, &duration, &frames, &images, &streams, &bytes, &readonly, &cached, &geo,
		&initial, &ahead, &segment, &c.TargetURI, &c.Token, &c.Submitted, &audio, &video, &c.AccessIn, &c.RefreshIn, &c.AccessOut, &c.RefreshOut)...)
}

// stated is a yes, a no, or nil for not stated.
func stated(b sql.NullBool) *bool {
	if !b.Valid {
		return nil
	}
	value := b.Bool
	return &value
}

// number is a number, or nil for not stated.
func number(n sql.NullInt64) *int64 {
	if !n.Valid {
		return nil
	}
	value := n.Int64
	return &value
}
