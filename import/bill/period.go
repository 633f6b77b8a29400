package bill

import (
	"regexp"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// timeLayouts are the ways in which bills and spreadsheets write a time. The
// first that fits counts; those without zone are in the billing zone.
var timeLayouts = []string{
	"2006-01-02 15:04:05", "20060102", "2006-01-02", time.RFC3339,
	"2006-01-02 15:04", "2006/1/2 15:04:05", "2006/1/2 15:04", "2006/1/2", "2006-01-02T15:04:05",
}

// serial is a day as a workbook counts it from the end of 1899, with the time
// as its fraction; five digits are the years 1927 to 2173.
var serial = regexp.MustCompile(`^\d{5}(\.\d+)?$`)

func parseTime(text string) (time.Time, bool) {
	for _, layout := range timeLayouts {
		if at, err := time.ParseInLocation(layout, text, model.BillingZone); err == nil {
			return at.In(model.BillingZone), true
		}
	}
	if serial.MatchString(text) {
		days := decimal.RequireFromString(text)
		seconds := days.Mul(decimal.NewFromInt(24 * 60 * 60)).Round(0).IntPart()
		return time.Date(1899, time.December, 30, 0, 0, 0, 0, model.BillingZone).Add(time.Duration(seconds) * time.Second), true
	}
	return time.Time{}, false
}

// parseMonth reads a billing month, "202603" or "2026-03", or the month in
// which a time lies.
func parseMonth(text string) (time.Time, bool) {
	for _, layout := range []string{"200601", "2006-01"} {
		if month, err := time.ParseInLocation(layout, text, model.BillingZone); err == nil {
			return month, true
		}
	}
	return parseTime(text)
}

// readPeriod fills in the month, the period [From, To) and its grain. The
// service times are the period where they span one, else the billing date is
// the day, else the period is the month.
func readPeriod(e *entry, line *model.BillLine) error {
	month, err := e.monthOf()
	if err != nil {
		return err
	}
	line.Month = month.Format("2006-01")
	day, err := e.instant(colDate)
	if err != nil {
		return err
	}
	start, err := e.instant(colStart)
	if err != nil {
		return err
	}
	end, err := e.instant(colEnd)
	if err != nil {
		return err
	}
	switch {
	case !start.IsZero() && end.After(start):
	case !day.IsZero():
		start = startOfDay(day)
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

// instant returns the time in a column, the zero time where it is not given.
func (e *entry) instant(col column) (time.Time, error) {
	text := e.cells[col]
	if text == "" {
		return time.Time{}, nil
	}
	at, ok := parseTime(text)
	if !ok {
		return time.Time{}, e.columnError(col, "%.60q is not a time such as 2026-03-01 01:00:00 or 20260301", text)
	}
	return at, nil
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
