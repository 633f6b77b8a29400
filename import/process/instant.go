package process

import (
	"time"

	"immrecon/store/model"
)

// firstYear is the first that a record of OSS can be of; the service began in 2011.
var firstYear = time.Date(2010, time.January, 1, 0, 0, 0, 0, model.BillingZone)

// WrongTime is the reason why no request can have been received at an instant, ""
// if one can. It is the same rule in each channel.
func WrongTime(received time.Time) string {
	if received.Before(firstYear) {
		return "the time is before 2010: there was no OSS"
	}
	return ""
}
