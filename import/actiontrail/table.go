package actiontrail

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strings"

	"immrecon/import/loosejson"
	"immrecon/import/rows"

	"immrecon/store/model"
)

// eventColumn is the column with the event, as JSON, of a log store's CSV export.
const eventColumn = "event"

// reserved are the columns by which such an export is told from any other table.
var reserved = []string{"__topic__", "__time__", "__source__"}

// ofEvents are the columns, in lower case, of which a table of members has most, and
// that no other table has behind flatPrefix.
var ofEvents = []string{"eventname", "eventtime", "eventid", "eventsource", "servicename"}

// headerSize is how long the header of such an export can be, in bytes.
const headerSize = 64 << 10

// isTable reports whether content that begins with head is CSV with events, whole or by
// their members.
func isTable(head []byte) bool {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if len(text) == 0 || text[0] == '{' || text[0] == '[' {
		return false
	}
	header := rows.Header(head)
	return rows.Has(header, eventColumn) || hasMembers(header)
}

// isEventTable reports whether such a table is of events, and no other with a column
// of that name.
func isEventTable(head []byte) bool {
	header := rows.Header(head)
	isReserved := func(name string) bool { return rows.Has(header, name) }
	return isTable(head) && (hasMembers(header) || slices.ContainsFunc(reserved, isReserved))
}

// hasMembers reports whether a header has columns of the members of events, behind
// flatPrefix or under their own names.
func hasMembers(header []string) bool {
	plain := 0
	for _, name := range ofEvents {
		if rows.Has(header, flatPrefix+name) {
			return true
		}
		if rows.Has(header, name) {
			plain++
		}
	}
	return plain >= 3
}

// readRows reads a CSV export as the records that it was made of.
func readRows(r io.Reader, to model.RecordWriter) error {
	return rows.Read(r, to, nil, recordOf, func(line int64, record *string) {
		writeItem(loosejson.Item{Number: line, Text: []byte(*record)}, to)
	})
}

// recordOf is a row as JSON. A table of members under their own names may have those of
// their parameters as paths.
func recordOf(row *rows.Row) string {
	fields := map[string]json.RawMessage{}
	for column, text := range row.Texts() {
		fields[column], _ = json.Marshal(text) // of texts alone, which cannot fail
	}
	isWrapped := func(column string) bool { return column == eventColumn || strings.HasPrefix(column, flatPrefix) }
	if !slices.ContainsFunc(slices.Collect(maps.Keys(fields)), isWrapped) {
		return string(unflatten("", fields))
	}
	record, _ := json.Marshal(fields)
	return string(record)
}
