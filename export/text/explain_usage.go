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
	say := &x.Words.InFull
	t := x.headed(say.CountColumns)
	right(t, 5, 6)
	shown := x.Counts
	if x.Limit > 0 && len(shown) > x.Limit {
		shown = shown[:x.Limit]
	}
	for _, c := range shown {
		t.AppendRow(table.Row{x.Zone.Instant(c.Hour), c.Operation, x.Words.ClassInTable(c.Class), x.charged(c.Billable), quantity(c.Quantity), c.Records})
	}
	return section(w, say.Counts+x.cut(int64(len(shown)), int64(len(x.Counts))), t, x.none(say.NoUsage))
}

// records shows the records themselves.
func (x *Explanation) records(w io.Writer) error {
	say := &x.Words.InFull
	t := x.headed(say.RecordColumns)
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
			strings.TrimSpace(status + " " + u.ErrorCode), x.Words.ClassInTable(u.Class), x.charged(u.Billable), quantity(u.Quantity), x.subject(u), place(u.File, u.Line)})
	}
	return section(w, say.Records+x.cut(int64(len(x.Usage)), all), t, x.none(say.NoRecord))
}

// charged says whether the run charged usage to the cell.
func (x *Explanation) charged(billable bool) string {
	if billable {
		return x.Words.InFull.Charged
	}
	return x.Words.InFull.NotCharged
}

// none says why there is no usage to show.
func (x *Explanation) none(otherwise string) string {
	if !x.Run.UsageSaved {
		return x.Words.InFull.NotSaved
	}
	return otherwise
}

// cut says how many of all are shown, "" where all are.
func (x *Explanation) cut(shown, all int64) string {
	if shown >= all {
		return ""
	}
	return fmt.Sprintf(x.Words.InFull.Cut, shown, all)
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
func (x *Explanation) subject(u *model.Usage) string {
	if u.Call == nil {
		return u.Bucket + "/" + u.Key
	}
	return orNone(strings.Join(x.facts(u.Call), " "))
}

// facts are what a call record states, in a few words.
func (x *Explanation) facts(c *model.Call) []string {
	var said []string
	say := func(known bool, format string, values ...any) {
		if known {
			said = append(said, fmt.Sprintf(format, values...))
		}
	}
	say(c.Output != "", "%s", c.Output)
	say(c.Codec != "", "%s", c.Codec)
	say(c.Tier != "", "%s", x.Words.Term(c.Tier))
	say(c.Known.Has(model.FactSize), "%d×%d", c.Width, c.Height)
	say(c.Known.Has(model.FactRate), "%s/s", c.Rate)
	say(c.Known.Has(model.FactDuration), "%s %s", decimal.New(c.Duration, -6), x.Words.Term("s"))
	for _, counted := range []struct {
		fact model.Facts
		n    int64
		unit string
	}{{model.FactFrames, c.Frames, "frame"}, {model.FactImages, c.Images, "image"}, {model.FactStreams, c.Streams, "stream"}, {model.FactBytes, c.Bytes, "byte"}} {
		say(c.Known.Has(counted.fact), "%s", x.Words.Quantity(counted.n, counted.unit))
	}
	flag := func(name string, set *bool) { say(set != nil, "%s=%t", name, set != nil && *set) }
	flag("readonly", c.Readonly)
	flag("cached", c.Cached)
	flag("geo", c.Geo)
	return said
}
