package xlsx

import (
	"strconv"
	"strings"

	"immrecon/store/model"
)

// record is a usage record with the finding it is shown for.
type record struct {
	finding *model.FindingEvidence
	*model.Usage
	number int // among those shown of the finding
}

// evidence is the usage behind the findings, each record under each finding it
// may decide. It leads back to the finding.
func (b *book) evidence() table[record] {
	var rows []record
	for i := range b.report.Evidence {
		e := &b.report.Evidence[i]
		for n := range e.Usage {
			rows = append(rows, record{e, &e.Usage[n], n + 1})
		}
	}
	said := func(header string, w width, value func(*record) string) column[record] {
		return column[record]{header: header, width: w, cell: func(r *record) cell { return text(lookText, value(r)) }}
	}
	return table[record]{sheet: sheetEvidence, rows: listed(rows),
		about: "Usage that may have been charged under a finding's item, in its project and period: what failed first, then by time; of many only the first.",
		columns: []column[record]{
			{header: "Finding", width: medium, cell: func(r *record) cell {
				return text(lookText, r.finding.Finding).to(b.places.findings[r.finding.Finding])
			}},
			{header: "Record", width: narrow, cell: func(r *record) cell { return count(int64(r.number)) }},
			{header: "Records in all", width: narrow, cell: func(r *record) cell { return count(r.finding.Total) }},
			{header: "Time", unit: b.zone.Name, width: medium, cell: func(r *record) cell { return instant(b.zone, r.At).as(lookSecond) }},
			said("Operation", wide, func(r *record) string { return r.Operation }),
			{header: "HTTP status", width: narrow, cell: func(r *record) cell { return statusCell(r.Status) }},
			said("Error code", medium, func(r *record) string { return r.ErrorCode }),
			said("Request id", 40, func(r *record) string { return r.RequestID }),
			said("Project", medium, func(r *record) string { return r.Project }),
			said("Bucket", medium, func(r *record) string { return r.Bucket }),
			said("Object key", wider, func(r *record) string { return r.Key }),
			said("Facts", wide, func(r *record) string { return b.facts(r.Call) }),
			{header: "File", width: wider, cell: func(r *record) cell { return path(r.File, wider) }},
			{header: "Line", width: narrow, cell: func(r *record) cell { return count(r.Line) }},
		}}
}

// statusCell is an HTTP status. One that is not a success stands out.
func statusCell(status int) cell {
	c := count(int64(status))
	switch {
	case status == 0:
		return cell{}
	case status < 200 || status >= 300:
		return c.as(lookFailure)
	}
	return c.as(lookStatus)
}

// facts says in a few words what was made by a call: codec, size, length, rights.
func (b *book) facts(c *model.Call) string {
	if c == nil {
		return ""
	}
	var said []string
	add := func(present bool, text string) {
		if present {
			said = append(said, text)
		}
	}
	counted := func(fact model.Facts, n int64, of string) {
		add(c.Known.Has(fact), strconv.FormatInt(n, 10)+" "+b.say(of))
	}
	add(c.Codec != "", c.Codec)
	add(c.Output != "", c.Output)
	add(c.Known.Has(model.FactSize), strconv.FormatInt(c.Width, 10)+"×"+strconv.FormatInt(c.Height, 10))
	counted(model.FactDuration, c.Duration/1_000_000, "s")
	counted(model.FactImages, c.Images, "images")
	counted(model.FactFrames, c.Frames, "frames")
	counted(model.FactBytes, c.Bytes, "bytes")
	add(c.Readonly != nil && *c.Readonly, b.say("readonly"))
	add(c.Cached != nil && *c.Cached, b.say("cached"))
	add(c.Geo != nil && *c.Geo, b.say("location"))
	return strings.Join(said, ", ")
}
