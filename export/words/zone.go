package words

import (
	"time"

	"immrecon/store/model"
)

// Zone is the zone an export writes its times in.
type Zone struct {
	Name     string // as a column header says it: "UTC+8"
	location *time.Location
}

var (
	// Billing is UTC+8, the zone the provider's billing works in. It has no
	// daylight saving, so a fixed offset is exact.
	Billing = Zone{"UTC+8", model.BillingZone}
	// UTC is for readers who ask for it.
	UTC = Zone{"UTC", time.UTC}
)

// ZoneFor is UTC if the reader asked for it, else the billing zone.
func ZoneFor(utc bool) Zone {
	if utc {
		return UTC
	}
	return Billing
}

// Time puts an instant, in Unix seconds, into the zone.
func (z Zone) Time(unix int64) time.Time { return time.Unix(unix, 0).In(z.location) }

// Instant writes an instant, in Unix seconds, as RFC 3339.
func (z Zone) Instant(unix int64) string { return z.Time(unix).Format(time.RFC3339) }

// Minute writes an instant for people, to the minute and without the zone.
func (z Zone) Minute(unix int64) string { return z.Time(unix).Format("2006-01-02 15:04") }

// Day is the calendar day of an instant, as 2006-01-02.
func (z Zone) Day(unix int64) string { return z.Time(unix).Format(time.DateOnly) }
