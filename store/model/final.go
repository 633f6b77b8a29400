package model

import "time"

// A provider's forms of a bill are final on two days of the month that follows, both at
// 12:00 by the billing zone's clock.
const (
	detailsFinalDay = 3 // bill details: help centre, "Billing details"
	allFinalDay     = 4 // split bills and FOCUS: help centre, cost details and split bills
	finalHour       = 12
)

// DetailsFinal is the instant from which the lines of a month's bill details no longer
// change. What is missing from a bill that was exported before may still come.
func DetailsFinal(month string) (time.Time, error) { return finalOn(month, detailsFinalDay) }

// BillFinal is the instant from which no form of a month's bill changes any more, so that
// the month may be closed.
func BillFinal(month string) (time.Time, error) { return finalOn(month, allFinalDay) }

func finalOn(month string, day int) (time.Time, error) {
	start, err := MonthStart(month)
	if err != nil {
		return time.Time{}, err
	}
	return start.AddDate(0, 1, day-1).Add(finalHour * time.Hour), nil
}
