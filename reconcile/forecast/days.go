package forecast

import (
	"slices"
	"time"

	"immrecon/reconcile/coverage"
	"immrecon/store/model"
)

// place is whose usage of what: what a day's evidence is asked about.
type place struct{ project, region, item string }

// day is a day of the month, and what is known of the evidence of a place.
type day struct {
	from     int64
	over     bool // by now
	reached  bool // the month has a record in it or after it
	recorded bool // over, and from the day of the first record to that of the last
	gaps     []coverage.Gap
	weakest  coverage.State // of what is not missing
	lacking  bool           // records of it may be missing, of the time that was not reached too
}

// isWhole reports whether a day counts with all its usage. Of a day that no record has
// reached only a control total tells: a statement may have been made before it.
func (d day) isWhole() bool {
	return d.over && !d.lacking && (d.reached || d.weakest == coverage.Proven)
}

func (d day) weekday() int { return int(time.Unix(d.from, 0).In(model.BillingZone).Weekday()) }

// calendar knows the days of the month of each place.
type calendar struct {
	usage  *Usage
	end    int64 // gaps are of the time before it
	places map[place][]day
}

// newCalendar is a calendar whose gaps are of the time so far, and before an instant.
func newCalendar(u *Usage, end int64) *calendar {
	return &calendar{usage: u, end: min(end, u.At), places: map[place][]day{}}
}

// of are the days of the month of a place, worked out once.
func (c *calendar) of(p place) []day {
	if days, known := c.places[p]; known {
		return days
	}
	u := c.usage
	var days []day
	for from := u.From; from < u.To; from += model.Day {
		d := day{from: from, over: from+model.Day <= u.At, reached: from < u.Reached.To}
		d.recorded = d.over && d.reached && from+model.Day > u.Reached.From
		if from < u.At {
			cell := model.Cell{Project: p.project, Region: p.region, Item: p.item, From: from, To: from + model.Day}
			gaps, weakest := u.Evidence.Within(cell)
			d.lacking, d.weakest = len(gaps) > 0, weakest
			d.gaps = before(gaps, c.end)
		}
		days = append(days, d)
	}
	c.places[p] = days
	return days
}

// before are gaps with their hours that are over at an instant.
func before(gaps []coverage.Gap, end int64) (some []coverage.Gap) {
	for _, g := range gaps {
		g.Hours = slices.DeleteFunc(slices.Clone(g.Hours), func(hour int64) bool { return hour+model.Hour > end })
		if len(g.Hours) > 0 {
			some = append(some, g)
		}
	}
	return some
}
