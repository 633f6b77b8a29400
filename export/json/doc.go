// Package json writes a report, or a part of it, as the JSON that the contract
// promises to other programs: the keys in a fixed order, decimals and
// quantities as strings so that no reader turns them into floats, times as
// RFC 3339, lists never null.
//
// The structs here are the schema: their fields stand in the order of the
// output. New keys may be added at the end of a struct; nothing may be renamed
// or moved.
//
// Does not belong here: figures that are not in the report, and human wording.
package json

import (
	"encoding/json"
	"io"
	"time"

	"immrecon/export/words"
)

// Options says how a reader wants the output.
type Options struct {
	UTC bool // times in UTC instead of UTC+8
}

func (o Options) zone() words.Zone { return words.ZoneFor(o.UTC) }

// instant writes a moment that may be given in Go's own form.
func instant(zone words.Zone, t time.Time) string { return zone.Instant(t.Unix()) }

// indent sets what belongs to an object or a list off from it.
const indent = "  "

// encode writes a document, indented, with characters such as < as they are:
// this is no HTML.
func encode(w io.Writer, document any) error { return encodeAt(w, "", document) }

// encodeAt writes a part of a document, whose lines but the first begin with a
// margin.
func encodeAt(w io.Writer, margin string, part any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent(margin, indent)
	return encoder.Encode(part)
}

// list turns every row into its JSON form. It is never nil, hence never null.
func list[R, J any](rows []R, form func(*R) J) []J {
	out := make([]J, 0, len(rows))
	for i := range rows {
		out = append(out, form(&rows[i]))
	}
	return out
}

// present makes of no list an empty one, which is written [] and not null.
func present(texts []string) []string { return append([]string{}, texts...) }
