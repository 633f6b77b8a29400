package diagnose

import (
	"time"

	"immrecon/store/model"
)

// periodInWords is a period, Unix seconds, as an explanation names it.
func periodInWords(from, to int64) string { return hourInWords(from) + " to " + hourInWords(to) }

func hourInWords(at int64) string { return inBillingZone(at).Format("2006-01-02 15:00") }

func instantInWords(at int64) string { return inBillingZone(at).Format(time.RFC3339) }

func inBillingZone(at int64) time.Time { return time.Unix(at, 0).In(model.BillingZone) }
