package xlsx

import (
	"fmt"

	"immrecon/export/words"

	"immrecon/store/model"
)

// coverage is what evidence there is, subject by subject and day by day.
func (b *book) coverage() table[model.Coverage] {
	type row = model.Coverage
	columns := []column[row]{
		{header: "Channel", width: wide, cell: func(c *row) cell { return text(lookText, b.words.Channel(c.Channel)) }},
		{header: "Bucket or project", width: wide, cell: func(c *row) cell { return text(lookText, c.Subject) }},
		{header: "Hours with evidence", width: narrow, cell: func(c *row) cell { return count(c.Hours) }},
		{header: "Hours missing", width: narrow, sum: true, cell: func(c *row) cell { return count(c.Missing) }},
		{header: "From", unit: b.zone.Name, width: medium, cell: func(c *row) cell { return instant(b.zone, c.From) }},
		{header: "To", unit: b.zone.Name, width: medium, cell: func(c *row) cell { return instant(b.zone, c.To) }},
	}
	calendar := newCalendar(b.report)
	for n, start := range calendar.days {
		columns = append(columns, column[row]{header: fmt.Sprintf("%02d", n+1), width: tiny,
			cell: func(c *row) cell { return calendar.day(c, start) }})
	}
	return table[row]{sheet: sheetCoverage, columns: columns, rows: listed(b.report.Coverage),
		about: "How far the evidence reaches, by day of the billing zone. Blue: evidence all through. A number: so many hours are missing. A dash: none that day."}
}

// calendar knows the evidence of each day of the billing zone.
type calendar struct {
	days []int64 // Unix seconds of their starts
	seen map[model.CalendarDay]model.CalendarDay
}

func newCalendar(r *model.Report) *calendar {
	c := &calendar{seen: map[model.CalendarDay]model.CalendarDay{}}
	_, offset := words.Billing.Time(r.Run.From).Zone()
	first := r.Run.From - (r.Run.From+int64(offset))%daySeconds
	for start := first; start < r.Run.To; start += daySeconds {
		c.days = append(c.days, start)
	}
	for _, d := range r.Calendar {
		c.seen[model.CalendarDay{Channel: d.Channel, Subject: d.Subject, Day: d.Day}] = d
	}
	return c
}

// missing says whether a subject has evidence of a day, and how many hours of
// it are missing. A day inside the active span of a log that was never seen is
// missing whole.
func (k *calendar) missing(c *model.Coverage, start int64) (hours int64, evidence bool) {
	if d, seen := k.seen[model.CalendarDay{Channel: c.Channel, Subject: c.Subject, Day: start}]; seen {
		return d.Missing, true
	}
	if c.Missing > 0 && start >= c.From && start+daySeconds <= c.To {
		return daySeconds / model.Hour, true
	}
	return 0, false
}

// day is one day of a subject.
func (k *calendar) day(c *model.Coverage, start int64) cell {
	hours, evidence := k.missing(c, start)
	return dayCell(hours, evidence)
}

// dayCell says by word and colour how a day stands.
func dayCell(missing int64, evidence bool) cell {
	switch {
	case !evidence:
		return text(lookDayNone, "–")
	case missing > 0:
		return count(missing).as(lookDayHoles)
	default:
		return text(lookDayFull, "·")
	}
}
