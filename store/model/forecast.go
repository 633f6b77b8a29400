package model

import "github.com/shopspring/decimal"

// ForecastMethod is the assumption by which a forecast goes from the days at hand to
// the whole month. The names are part of the command line and of the JSON output.
type ForecastMethod string

// The methods. A day is whole where the evidence of all that an item is charged for is
// proven, stated or presumed to be complete.
const (
	ByDays     ForecastMethod = "days"     // any other day is like the mean of the whole ones
	ByWeekdays ForecastMethod = "weekdays" // any other day is like the mean of the whole ones of its weekday
	ByRecorded ForecastMethod = "recorded" // any other day is like the mean of those from the first record to the last, whole or not
	ByNothing  ForecastMethod = "none"     // nothing is said of other days
)

// ForecastMethods lists every method, the usual one first.
func ForecastMethods() []ForecastMethod {
	return []ForecastMethod{ByDays, ByWeekdays, ByRecorded, ByNothing}
}

// NoForecast is a code that says why usage has no figure for the whole month.
type NoForecast string

// The reasons.
const (
	NoDay     NoForecast = "no_day"     // there is no day to go by
	NoWeekday NoForecast = "no_weekday" // there is none of one of the weekdays
	NotAsked  NoForecast = "not_asked"  // the method is ByNothing
)

// Forecast is what the usage of a month comes to before its bill: what is proven so
// far, and the whole month by a method. Amounts are list amounts.
type Forecast struct {
	Month    string
	Span           // of the month
	At       int64 // Unix seconds: when it was made
	Reached  Span  // from the first hour of the month that has a record to the last
	Method   ForecastMethod
	Currency string

	SoFar    decimal.Decimal
	Whole    decimal.NullDecimal // not valid where some usage has no figure
	AtLeast  bool                // more may have been used so far: records may be missing, or cannot be placed
	Rows     []ForecastRow       // the largest amount first
	Lacking  []Lacking           // evidence of the time that was reached
	Unplaced []Unplaced          // records that are in no row
}

// ForecastRow is the usage of one project, region, item and tier.
type ForecastRow struct {
	Project, Region string
	Item, Tier      string
	Unit            string

	SoFar   Measure // proven
	Priced  bool    // all of it has a price; else the amounts are of what has one
	AtLeast bool    // records of it may be missing in the time that was reached

	Whole        Measure      // of the month, where Why is ""
	Why          NoForecast   // it has no figure for the whole month
	Days         []Span       // that the figure is made from, those on end together
	Completeness Completeness // of these days, the weakest; "" where they need not be whole
}

// Counted is how many days the figure of the whole month is made from.
func (r *ForecastRow) Counted() (days int64) {
	for _, s := range r.Days {
		days += (s.To - s.From) / Day
	}
	return days
}

// Lacking is a time in some hours of which records of a channel may be missing.
type Lacking struct {
	Channel Kind
	Subject string // bucket, region or project
	Span
	Hours int64
	Why   EvidenceReason // of the first of them
}
