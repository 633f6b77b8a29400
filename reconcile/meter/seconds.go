package meter

import "immrecon/store/model"

// second is the number of microseconds in the base unit of durations.
const second = 1_000_000

// SecondsUp returns the whole seconds that cover a duration in microseconds:
// the billing page's rule, applied to each job on its own. Applied to the sum
// of several jobs it is one of the ways to get the rule wrong.
func SecondsUp(duration int64) int64 {
	if duration%second > 0 {
		return duration/second + 1
	}
	return duration / second
}

// SecondsDown returns the whole seconds in a duration in microseconds: what a
// bill shows that drops the begun second.
func SecondsDown(duration int64) int64 { return duration / second }

// SecondsNearest returns a duration in microseconds rounded to the nearest
// second, halves up: another way to get the rule wrong.
func SecondsNearest(duration int64) int64 {
	if duration%second >= second/2 {
		return duration/second + 1
	}
	return duration / second
}

// perSecond is the rule of an item that is charged by the second of output.
func perSecond(c *model.Call, item string, rules ...string) ([]Charge, error) {
	duration, err := stated(c, model.FactDuration, "seconds", c.Duration, item)
	if err != nil {
		return nil, err
	}
	return []Charge{{
		Item: item, Unit: UnitSecond, Quantity: SecondsUp(duration), Duration: duration, Rules: rules,
	}}, nil
}
