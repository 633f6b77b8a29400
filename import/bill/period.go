package bill

import (
	"time"

	"immrecon/store/model"
)

// times are the instants of a line; zero where not given.
type times struct{ day, start, end time.Time }

// readPeriod fills in the month, the period [From, To) and its grain. The
// service times are the period where they span one, else the billing date is
// the day, else the period is the month.
func readPeriod(e *entry, line *model.BillLine) error {
	month, err := e.monthOf()
	if err != nil {
		return err
	}
	line.Month = month.Format(monthLayout)
	at, err := e.timesIn(month)
	if err != nil {
		return err
	}
	start, end := at.start, at.end
	switch {
	case !start.IsZero() && end.After(start):
	case !at.day.IsZero():
		start = startOfDay(at.day)
		end = start.AddDate(0, 0, 1)
	default:
		start, end = month, month.AddDate(0, 1, 0)
	}
	line.From, line.To = start.Unix(), end.Unix()
	line.Grain = grainOf(end.Sub(start))
	return nil
}

// monthOf returns the first day of the billing month, which the billing date
// tells where the month is not printed.
func (e *entry) monthOf() (time.Time, error) {
	col := colMonth
	if e.cells[col] == "" {
		col = colDate
	}
	text := e.cells[col]
	if text == "" {
		return time.Time{}, e.columnError(colMonth, "is empty, so nothing says which month the line belongs to")
	}
	at, ok := parseMonth(text)
	if !ok {
		return time.Time{}, e.columnError(col, "%.60q is not a month such as 202603 or 2026-03", text)
	}
	return time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, model.BillingZone), nil
}

// timesIn reads the times of a line of a month. Where days are written with slashes and
// may have two meanings, the one counts by which all of them lie in the month.
func (e *entry) timesIn(month time.Time) (times, error) {
	at, col, err := e.times(parseTime)
	if err == nil {
		return at, nil
	}
	var fitting, valid []times
	for _, order := range []dayOrder{monthFirst, dayFirst} {
		at, _, failed := e.times(func(text string) (time.Time, bool) {
			if at, ok := parseTime(text); ok {
				return at, ok
			}
			return parseSlashed(text, order)
		})
		if failed != nil {
			continue
		}
		valid = append(valid, at)
		if at.within(month) {
			fitting = append(fitting, at)
		}
	}
	if len(fitting) > 0 {
		valid = fitting
	}
	switch {
	case len(valid) == 0:
		return times{}, err
	case len(valid) == 2 && valid[0] != valid[1]:
		return times{}, e.columnError(col, "%.60q may be two days, by which of its numbers is the month; save it as 2026-03-01", e.cells[col])
	}
	return valid[0], nil
}

// within reports whether all that is given lies in a month, its end included.
func (t times) within(month time.Time) bool {
	end := month.AddDate(0, 1, 0)
	for _, at := range []time.Time{t.day, t.start, t.end} {
		if !at.IsZero() && (at.Before(month) || at.After(end)) {
			return false
		}
	}
	return true
}

// times reads the times of a line. An error comes with the column that it is about.
func (e *entry) times(parse func(string) (time.Time, bool)) (all times, col column, err error) {
	for _, into := range []struct {
		col column
		at  *time.Time
	}{{colDate, &all.day}, {colStart, &all.start}, {colEnd, &all.end}} {
		text := e.cells[into.col]
		if text == "" {
			continue
		}
		var ok bool
		if *into.at, ok = parse(text); !ok {
			return all, into.col, e.columnError(into.col, "%.60q is not a time such as 2026-03-01 01:00:00 or 20260301", text)
		}
	}
	return all, 0, nil
}

func startOfDay(at time.Time) time.Time {
	year, month, day := at.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, model.BillingZone)
}

// grainOf names a period by its length.
func grainOf(length time.Duration) model.Grain {
	switch {
	case length <= time.Hour:
		return model.GrainHour
	case length <= 24*time.Hour:
		return model.GrainDay
	}
	return model.GrainMonth
}
