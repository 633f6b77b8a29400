package diagnose

import (
	"fmt"

	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// replayClasses are the ways to charge segments again when they are played
// again. Each usage of such a class is what one playlist would have been
// charged more in that hour.
var replayClasses = []meter.Class{meter.ReplayedAsPlayed, meter.ReplayedBesideInitial, meter.ReplayedAgain}

// replayedSegments: the surplus is what one playlist, or all of them, would
// have cost more if a replay were charged.
func replayedSegments(c *Case, _ *neighbours) (fit, bool) {
	for _, class := range replayClasses {
		if all, records := c.total(class); all > 0 && all == c.surplus() {
			return replayed(c, records, "the playlists of the period"), true
		}
	}
	for _, u := range c.Usage {
		for _, class := range replayClasses {
			if u.Class == string(class) && u.Quantity > 0 && u.Quantity == c.surplus() {
				return replayed(c, u.Records, "one playlist"), true
			}
		}
	}
	return fit{}, false
}

func replayed(c *Case, records int64, whose string) fit {
	return fit{
		cause: model.ReplayedSegmentsBilled, evidence: records, rules: []string{"live_never_twice", "live_runs_rated_separately", "live_formula"},
		name: "segments charged again on replay",
		explanation: fmt.Sprintf("%s; charging every playing of the segments of %s anew gives exactly what was billed. A segment is transcoded and charged once.",
			c.compared(), whose),
	}
}
