package demo

import (
	"fmt"
	"time"

	"immrecon/store/model"
)

// Form is the form of the bill.
type Form string

// The forms the demo can write: the detailed bill of the upgraded console, in
// English as the bill subscription delivers it and in Chinese as the console
// exports it.
const (
	FormEnglish Form = "v2-en"
	FormChinese Form = "v2-zh"
)

// Options says which month to write. The zero value is a correct bill for the
// first three days of March 2026, hour by hour.
type Options struct {
	Month  string      // "2026-03"; from 2025-08 on, when today's prices were in force
	Days   int         // how many days from the first of the month; 0 means 3
	Seed   int64       // another seed is another month
	Scale  int         // traffic, in multiples of the small default; 0 means 1
	Faults bool        // plant faults in the bill
	Form   Form        // of the bill; "" means FormEnglish
	Grain  model.Grain // of the bill, hour or day; "" means hour
}

// Default is the month that is best to try the tool on: three days of March
// 2026 with faults planted.
func Default() Options {
	return Options{Month: "2026-03", Days: 3, Seed: 1, Faults: true}
}

// zone is the provider's billing zone.
var zone = model.BillingZone

// firstMonth is the first month that lies wholly after the price change of
// 2025-07-28T11:00+08:00: the demo knows only the prices since then.
var firstMonth = time.Date(2025, time.August, 1, 0, 0, 0, 0, zone)

// completed fills in defaults and refuses what cannot be written.
func (o Options) completed() (Options, error) {
	o.Month = orDefault(o.Month, "2026-03")
	o.Days = orDefault(o.Days, 3)
	o.Scale = orDefault(o.Scale, 1)
	o.Form = orDefault(o.Form, FormEnglish)
	o.Grain = orDefault(o.Grain, model.GrainHour)

	month, err := time.ParseInLocation("2006-01", o.Month, zone)
	switch {
	case err != nil:
		return o, fmt.Errorf("demo: month %q is not of the form 2026-03", o.Month)
	case month.Before(firstMonth):
		return o, fmt.Errorf("demo: month %s is too early; the demo knows the prices since %s", o.Month, firstMonth.Format("2006-01"))
	case o.Days < 1 || o.Days > month.AddDate(0, 1, -1).Day():
		return o, fmt.Errorf("demo: %s has no %d days", o.Month, o.Days)
	case o.Scale < 1:
		return o, fmt.Errorf("demo: scale %d is not positive", o.Scale)
	case forms[o.Form].columns == nil:
		return o, fmt.Errorf("demo: bill form %q is neither %s nor %s", o.Form, FormEnglish, FormChinese)
	case o.Grain != model.GrainHour && o.Grain != model.GrainDay:
		return o, fmt.Errorf("demo: grain %q is neither %s nor %s", o.Grain, model.GrainHour, model.GrainDay)
	}
	return o, nil
}

// start is the first instant of the month.
func (o Options) start() time.Time {
	month, _ := time.ParseInLocation("2006-01", o.Month, zone) // checked by completed
	return month
}

func orDefault[T comparable](value, otherwise T) T {
	var unset T
	if value == unset {
		return otherwise
	}
	return value
}
