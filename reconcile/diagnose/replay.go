package diagnose

import (
	"slices"

	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// replayedSegments: the difference is what one playlist, or all of them, would
// have been charged more, or less, if each playing were charged. Each usage of
// such a class is one playlist in one hour. A bill without any line charged no
// playing at all.
func replayedSegments(c *Case, _ *cellIndex) (fit, bool) {
	if len(c.Lines) == 0 {
		return fit{}, false
	}
	ways := slices.DeleteFunc(meter.Usages(), func(u meter.Usage) bool { return u.Reading != meter.Change })
	for _, way := range ways {
		if all, records := c.total(way.Class); all != 0 && c.accounts(all) {
			return replayed(c, way, records, model.SaysReplayedAll), true
		}
	}
	for _, u := range c.Usage {
		for _, way := range ways {
			if u.Class == string(way.Class) && u.Quantity != 0 && c.accounts(u.Quantity) {
				return replayed(c, way, u.Records, model.SaysReplayedOne), true
			}
		}
	}
	return fit{}, false
}

func replayed(c *Case, way meter.Usage, records int64, code model.SayingCode) fit {
	return fit{
		cause: way.Cause, evidence: records, rules: way.Rules,
		name: model.SaysOrReplayed.With(), explanation: c.compared(code),
	}
}
