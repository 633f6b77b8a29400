package text

import (
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// counts shows the usage by the hour.
func (x *Explanation) counts(w io.Writer) error {
	t := newTable("hour", "operation", "ended", "charged", x.Finding.Unit, "records")
	right(t, 5, 6)
	shown := x.Counts
	if x.Limit > 0 && len(shown) > x.Limit {
		shown = shown[:x.Limit]
	}
	for _, c := range shown {
		t.AppendRow(table.Row{x.Zone.Instant(c.Hour), c.Operation, c.Class, charged(c.Billable), quantity(c.Quantity), c.Records})
	}
	return section(w, "Usage by hour"+x.cut(int64(len(shown)), int64(len(x.Counts))), t, x.none("No usage."))
}

// records shows the records themselves.
func (x *Explanation) records(w io.Writer) error {
	t := newTable("completed", "request", "project", "operation", "status", "ended", "charged", x.Finding.Unit, "what", "where")
	right(t, 8)
	var all int64
	for _, c := range x.Counts {
		all += c.Records
	}
	for n := range x.Usage {
		u := &x.Usage[n]
		status := fmt.Sprint(u.Status)
		if u.Status == 0 {
			status = "-"
		}
		t.AppendRow(table.Row{x.Zone.Instant(u.At), orNone(u.RequestID), orNone(u.Project), u.Operation,
			strings.TrimSpace(status + " " + u.ErrorCode), u.Class, charged(u.Billable), quantity(u.Quantity), subject(u), place(u.File, u.Line)})
	}
	return section(w, "Records"+x.cut(int64(len(x.Usage)), all), t, x.none("No record."))
}

// charged says whether the run charged usage to the cell.
func charged(billable bool) string {
	if billable {
		return "yes"
	}
	return "no"
}

// none says why there is no usage to show.
func (x *Explanation) none(otherwise string) string {
	if !x.Run.UsageSaved {
		return "Unknown: it was not saved with this run."
	}
	return otherwise
}

// cut says how many of all are shown, "" where all are.
func (x *Explanation) cut(shown, all int64) string {
	if shown >= all {
		return ""
	}
	return fmt.Sprintf(", the first %d of %d (--all shows them)", shown, all)
}

// quantity is "-" for 0: then the record alone does not tell.
func quantity(n int64) string {
	if n == 0 {
		return "-"
	}
	return fmt.Sprint(n)
}

func place(file string, line int64) string { return fmt.Sprintf("%s:%d", file, line) }

// subject says what a record worked on: the object of a request, the facts of a
// call.
func subject(u *model.Usage) string {
	if u.Call == nil {
		return u.Bucket + "/" + u.Key
	}
	return orNone(strings.Join(facts(u.Call), " "))
}

// facts are what a call record states, in a few words.
func facts(c *model.Call) []string {
	var said []string
	say := func(known bool, format string, values ...any) {
		if known {
			said = append(said, fmt.Sprintf(format, values...))
		}
	}
	say(c.Output != "", "%s", c.Output)
	say(c.Codec != "", "%s", c.Codec)
	say(c.Tier != "", "%s", c.Tier)
	say(c.Known.Has(model.FactSize), "%d×%d", c.Width, c.Height)
	say(c.Known.Has(model.FactRate), "%s/s", c.Rate)
	say(c.Known.Has(model.FactDuration), "%s s", decimal.New(c.Duration, -6))
	say(c.Known.Has(model.FactFrames), "%d frames", c.Frames)
	say(c.Known.Has(model.FactImages), "%d images", c.Images)
	say(c.Known.Has(model.FactStreams), "%d streams", c.Streams)
	say(c.Known.Has(model.FactBytes), "%d bytes", c.Bytes)
	flag := func(name string, set *bool) { say(set != nil, "%s=%t", name, set != nil && *set) }
	flag("readonly", c.Readonly)
	flag("cached", c.Cached)
	flag("geo", c.Geo)
	return said
}
