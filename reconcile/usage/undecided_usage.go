package usage

import (
	"fmt"
	"slices"
	"strings"

	"immrecon/reconcile/meter"
	"immrecon/reconcile/sql"
	"immrecon/store/model"
)

// undecidedUsage finds the requests and calls of one unit each that were put down
// as usage that may be charged. One that stands under several items counts once.
func (c *Charger) undecidedUsage(all *[]Unplaced) error {
	var project, region, subject, operation, class, item, record string
	var channel string
	var hour, records int64
	var at string // what the last row was of
	err := c.tx.Query(sql.Query("unplaced.undecided"), nil, func() {
		reason := undecidedReason(meter.Class(class), operation)
		key := fmt.Sprint(channel, record, hour, reason)
		if reason != UnknownIndexing {
			key += operation
		}
		if key != at {
			at = key
			*all = append(*all, Unplaced{Reason: reason, Channel: channels[channel], Subject: subject, Project: project, Region: region, Operation: operation,
				Hour: hour, Until: hour + model.Hour, Charged: true})
		}
		u := &(*all)[len(*all)-1]
		if !slices.Contains(u.Items, item) {
			u.Items = append(u.Items, item)
		}
		u.Records = max(u.Records, records)
		u.Quantity = u.Records
	}, &channel, &record, &project, &region, &subject, &operation, &class, &item, &hour, &records)
	if err != nil {
		return fmt.Errorf("read which usage is undecided: %w", err)
	}
	return nil
}

// channels are those that show usage by the channels of operations.
var channels = map[string]model.Kind{"oss": model.KindOSSLog, "api": model.KindActionTrail}

// undecidedReason is why usage of a class is undecided.
func undecidedReason(class meter.Class, operation string) Reason {
	switch {
	case class == meter.Unclear:
		return UnknownOutcome
	case class == meter.WebofficeRuleUnknown:
		return UnknownCreation
	case class == meter.MayBeOpening:
		return MayBeOpening
	case class == meter.RegionUnknown:
		return UnknownRegion
	case class == meter.MayBeLogged:
		return MayBeLogged
	case strings.HasPrefix(operation, "index:"):
		return UnknownIndexing
	}
	return UnknownPlaylist
}
