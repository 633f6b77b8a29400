package model

// HourOf is the start of the hour that an instant lies in. Hours of UTC and of
// the billing zone coincide.
func HourOf(at int64) int64 {
	hour := at - at%3600
	if at < 0 && at%3600 != 0 {
		hour -= 3600
	}
	return hour
}
