// Package forecast says from usage alone what a month comes to: so far and, by a
// method that is named, as a whole; and before there is a bill, which money evidence
// that may be missing would decide.
//
// Does not belong here: the database, and how usage is charged and rated.
package forecast

import (
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/coverage"
	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/price"
	"immrecon/store/model"
)

// Usage is the rated usage of a month, with what is known of its evidence.
type Usage struct {
	Month      string
	model.Span            // of the month
	At         int64      // Unix seconds: now
	Reached    model.Span // from the first hour of the month that has a record to the last; empty where none has
	Currency   string
	Card       *price.RateCard // of the currency
	Cases      []diagnose.Case // without bill lines, each within a day
	Unplaced   []model.Unplaced
	Evidence   Evidence
	States     []model.EvidenceState // of the same evidence, by channel and subject
}

// Evidence says what of the evidence of a cell's own period may be missing, and how
// sure it is that the rest is complete.
type Evidence interface {
	Within(model.Cell) ([]coverage.Gap, coverage.State)
}

// Of is the forecast of a month by a method.
func Of(u Usage, method model.ForecastMethod) *model.Forecast {
	f := &model.Forecast{Month: u.Month, Span: u.Span, At: u.At, Reached: u.Reached, Method: method, Currency: u.Currency, Unplaced: u.Unplaced}
	c := newCalendar(&u, u.Reached.To)
	f.Whole.Valid = true
	for _, s := range seriesOf(u.Cases) {
		row := c.row(s, method)
		f.Rows = append(f.Rows, row)
		f.SoFar = f.SoFar.Add(row.SoFar.Amount)
		f.Whole.Decimal = f.Whole.Decimal.Add(row.Whole.Amount)
		f.Whole.Valid = f.Whole.Valid && row.Why == ""
	}
	if f.Whole.Valid = f.Whole.Valid && len(f.Rows) > 0; !f.Whole.Valid {
		f.Whole.Decimal = decimal.Zero
	}
	slices.SortStableFunc(f.Rows, func(a, b model.ForecastRow) int { return b.SoFar.Amount.Cmp(a.SoFar.Amount) })
	f.Lacking = lacking(&u)
	f.AtLeast = len(f.Lacking) > 0 || len(f.Unplaced) > 0
	return f
}

// row is the forecast of one series.
func (c *calendar) row(s *series, method model.ForecastMethod) model.ForecastRow {
	days := c.of(s.place)
	row := model.ForecastRow{Project: s.project, Region: s.region, Item: s.item, Tier: s.tier, Unit: s.unit, SoFar: s.total, Priced: !s.unpriced,
		AtLeast: slices.ContainsFunc(days, func(d day) bool { return len(d.gaps) > 0 })}
	e := estimate{series: s, card: c.usage.Card, days: days, group: func(day) int { return 0 }}
	switch method {
	case model.ByNothing:
		row.Why = model.NotAsked
		return row
	case model.ByRecorded:
		e.counts = func(d day) bool { return d.recorded }
	case model.ByWeekdays:
		e.counts, e.group = day.isWhole, day.weekday
	default:
		e.counts = day.isWhole
	}
	row.Whole, row.Why = e.whole()
	row.Days = e.counted()
	if method != model.ByRecorded && len(row.Days) > 0 {
		row.Completeness = e.weakest().Completeness()
	}
	return row
}

// lacking are the hours of each channel and subject in which records may be missing,
// in the time that was reached.
func lacking(u *Usage) (all []model.Lacking) {
	reached := model.Span{From: u.From, To: min(u.Reached.To, u.At)}
	var hours map[int64]bool // of the last one, whose classes of operation may lack others
	for n := range u.States {
		s := &u.States[n]
		if !s.Lacks() || s.In(reached) == 0 {
			continue
		}
		last := len(all) - 1
		if last < 0 || all[last].Channel != s.Channel || all[last].Subject != s.Subject {
			all, hours = append(all, model.Lacking{Channel: s.Channel, Subject: s.Subject, Why: s.Reason}), map[int64]bool{}
			last++
		}
		l := &all[last]
		for hour := range s.Within(reached) {
			if len(hours) == 0 || hour < l.From {
				l.From = hour
			}
			hours[hour] = true
			l.To = max(l.To, hour+model.Hour)
		}
		l.Hours = int64(len(hours))
	}
	return all
}
