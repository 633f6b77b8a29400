package ingest

import (
	"fmt"
	"slices"
	"strings"

	"immrecon/store/db"
)

// stated are the columns of a call log and of api_call that hold them.
var stated = []struct{ column, stored string }{
	{"time", "at"}, {"submitted", "submitted"}, {"region", "region"}, {"project", "project"}, {"dataset", "dataset"},
	{"operation", "operation"}, {"task_id", "task_id"}, {"http_status", "status"}, {"error_code", "error_code"},
	{"codec", "codec"}, {"output", "output"}, {"tier", "tier"}, {"width", "width"}, {"height", "height"}, {"fps", "rate"},
	{"seconds", "duration_us"}, {"frames", "frames"}, {"images", "images"}, {"streams", "streams"}, {"bytes", "bytes"},
	{"readonly", "readonly"}, {"cached", "cached"}, {"geo", "geo"}, {"initial_transcode", "initial_us"},
	{"transcode_ahead", "ahead_segments"}, {"segment_seconds", "segment_us"}, {"target_uri", "target_uri"},
	{"token", "token"}, {"token", "access_in"}, {"token", "access_out"}, {"audio_streams", "audio_streams"},
}

// differing is SQL for the columns, with a blank after each, in which the staged
// row f of a call log says otherwise than the stored row c. Events of a trail never
// do: one is told in several forms, of which some leave out what others tell.
var differing = func() string {
	parts := make([]string, len(stated))
	for n, s := range stated {
		parts[n] = fmt.Sprintf("CASE WHEN f.%[1]s IS DISTINCT FROM c.%[1]s THEN '%[2]s ' ELSE '' END", s.stored, s.column)
	}
	return "CASE f.channel WHEN 'calls' THEN " + strings.Join(parts, " || ") + " ELSE '' END"
}()

// repeatedCalls joins the staged rows f that were there already to the stored ones.
const repeatedCalls = ` f JOIN api_call c ON c.request_id = f.request_id AND c.channel = f.channel AND c.part = f.part
	WHERE NOT (c.source_id = f.source_id AND c.line = f.line)`

// takeOutRepeated counts the rows that were there already: one with the same
// content is a duplicate. One with other content is rejected, for one of the two
// is wrong, and a person must say which.
func (l *callLoader) takeOutRepeated(i *Import) error {
	staged, err := l.calls.Stage(i.tx)
	if err != nil {
		return err
	}
	lines, err := i.tx.Exec(`INSERT INTO duplicate_line (source_id, line, request_id)
		SELECT f.source_id, f.line, f.request_id FROM ` + staged + repeatedCalls + " AND " + differing + " = '' ON CONFLICT DO NOTHING")
	if err != nil {
		return err
	}
	i.source.Tally.MoveDuplicates(lines)
	return l.rejectClashing(i, staged)
}

// rejectClashing rejects the staged rows that say otherwise than the stored row of
// their id and part.
func (l *callLoader) rejectClashing(i *Import, staged string) error {
	clashing := db.NewBuffer("clashing_line", "source_id", "line", "request_id")
	var id, part, columns, file string
	var line, first int64
	err := i.tx.Query("SELECT f.request_id, f.part, f.line, "+differing+", coalesce(s.name, ?), c.line FROM "+
		strings.Replace(staged+repeatedCalls, "WHERE", "LEFT JOIN source s ON s.id = c.source_id WHERE", 1)+" AND "+differing+" <> '' ORDER BY f.line",
		[]any{i.source.Name}, func() {
			name := id
			if part != "" {
				name += ", part " + part
			}
			i.rejects.Add(i.source.ID, line, fmt.Sprintf("id %s stands already in %s:%d with another %s; one of the two is wrong",
				name, file, first, listed(columns)), l.rawAt(line))
			clashing.Add(i.source.ID, line, id)
		}, &id, &part, &line, &columns, &file, &first)
	if err != nil {
		return err
	}
	i.source.Tally.MoveRejected(int64(clashing.Len()))
	return i.load(clashing)
}

// listed names columns that are each followed by a blank, each once.
func listed(columns string) string {
	return strings.Join(slices.Compact(strings.Fields(columns)), ", ")
}

// rawAt is the text of a line that waits.
func (l *callLoader) rawAt(line int64) string {
	for n := range l.calls.Len() {
		if l.calls.Value(n, slices.Index(callColumns, "line")) == line {
			return l.raw[n]
		}
	}
	return ""
}
