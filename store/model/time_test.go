package model_test

import (
	"testing"
	"time"

	"immrecon/store/model"
)

func TestHoursAndDaysBeginInTheBillingZone(t *testing.T) {
	for _, at := range []time.Time{
		time.Date(2026, 3, 4, 0, 0, 0, 0, model.BillingZone),
		time.Date(2026, 3, 4, 7, 59, 59, 0, model.BillingZone), // the day before in UTC
		time.Date(2026, 3, 4, 23, 59, 59, 0, model.BillingZone),
		time.Date(1969, 12, 31, 22, 30, 0, 0, model.BillingZone), // before Unix time
		time.Unix(-1, 0).In(model.BillingZone),
		time.Unix(0, 0).In(model.BillingZone),
	} {
		if got, want := model.HourOf(at.Unix()), at.Add(-time.Duration(at.Minute())*time.Minute-time.Duration(at.Second())*time.Second).Unix(); got != want {
			t.Errorf("%s: the hour begins at %d, want %d", at, got, want)
		}
		if got, want := model.DayOf(at.Unix()), time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, model.BillingZone).Unix(); got != want {
			t.Errorf("%s: the day begins at %d, want %d", at, got, want)
		}
	}
}
