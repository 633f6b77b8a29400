package model

import (
	"cmp"
	"time"
)

// BillingZone is the provider's billing zone: its hours, days and months are
// those that bills go by.
var BillingZone = time.FixedZone("UTC+8", 8*60*60)

// Lengths of the periods of a bill, in seconds.
const (
	Hour = 60 * 60
	Day  = 24 * Hour
)

// HourOf is the start of the hour that an instant lies in, Unix seconds. Hours
// of UTC and of the billing zone coincide.
func HourOf(at int64) int64 { return floor(at, Hour) }

// DayOf is the start of the day of the billing zone that an instant lies in,
// Unix seconds.
func DayOf(at int64) int64 {
	const ahead = 8 * Hour // of UTC
	return floor(at+ahead, Day) - ahead
}

// floor is the largest multiple of length that is no larger than at.
func floor(at, length int64) int64 {
	rest := at % length
	if rest < 0 {
		rest += length
	}
	return at - rest
}

// Span is a time, [From, To) in Unix seconds.
type Span struct{ From, To int64 }

// Contains reports whether an instant lies within the span.
func (s Span) Contains(at int64) bool { return s.From <= at && at < s.To }

// Compare orders spans by their beginning, those that begin together by their
// end.
func (s Span) Compare(t Span) int {
	return cmp.Or(cmp.Compare(s.From, t.From), cmp.Compare(s.To, t.To))
}
