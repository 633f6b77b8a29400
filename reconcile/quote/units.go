package quote

import (
	"fmt"
	"strings"

	"immrecon/reconcile/live"
	"immrecon/reconcile/meter"
)

// liveItem is the one item that is charged by the formula of package live.
const liveItem = "LiveTranscoding"

// calls charges one unit a call.
func calls(operation, item, tier string, a Ask) *charge {
	return &charge{operation: operation, item: item, tier: tier, unit: meter.UnitCall, quantity: a.calls()}
}

// meteredCharges charges each job by the rule of an operation. name is what the
// charges are priced as, "" for the item in general.
func meteredCharges(operation, name string, a Ask) ([]*charge, error) {
	sums := sums{name: name}
	for _, job := range a.jobs(operation) {
		charges, err := meter.Call(job)
		if err != nil {
			return nil, err
		}
		for _, m := range charges {
			sums.add(m, roundingStep(m)...)
		}
	}
	return sums.total(a.calls())
}

// liveCharges charges live transcoding by the formula, each run on its own.
func liveCharges(name string, a Ask) ([]*charge, error) {
	sums := sums{name: name}
	for _, run := range a.jobs("GenerateVideoPlaylist") {
		_, target, err := live.FromCall(run)
		if err != nil {
			return nil, err
		}
		seconds := meter.SecondsUp(run.Duration)
		video, audio := target.Units(seconds)
		steps := target.Arithmetic(seconds)
		if len(steps) > 1 {
			steps = append(steps, fmt.Sprintf("%d + %d = %s", video, audio, Count(video+audio, meter.UnitCountUnit)))
		}
		sums.add(meter.Charge{Item: liveItem, Unit: meter.UnitCountUnit, Quantity: video + audio,
			Rules: []string{live.RuleFormula, live.RuleStreams, live.RuleRuns}}, steps...)
	}
	return sums.total(a.calls())
}

// sums adds what jobs are charged up by item and tier.
type sums struct {
	name    string
	charges []*charge
	parts   map[*charge][]string
}

// add adds one job's charge and the steps that led to it.
func (s *sums) add(m meter.Charge, steps ...string) {
	var c *charge
	for _, known := range s.charges {
		if known.item == m.Item && known.tier == m.Tier {
			c = known
		}
	}
	if c == nil {
		c = &charge{operation: s.name, item: m.Item, tier: m.Tier, unit: m.Unit, rules: m.Rules}
		s.charges = append(s.charges, c)
		if s.parts == nil {
			s.parts = map[*charge][]string{}
		}
	}
	c.quantity += m.Quantity
	c.steps = append(c.steps, steps...)
	s.parts[c] = append(s.parts[c], fmt.Sprint(m.Quantity))
}

// total adds several jobs up, and charges all of them as often as they are asked
// for.
func (s *sums) total(n int64) ([]*charge, error) {
	for _, c := range s.charges {
		if parts := s.parts[c]; len(parts) > 1 {
			c.steps = append(c.steps, strings.Join(parts, " + ")+" = "+Count(c.quantity, c.unit))
		}
		quantity, err := product(n, c.quantity)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.item, err)
		}
		if n > 1 {
			c.steps = append(c.steps, fmt.Sprintf("%d × %d = %s", n, c.quantity, Count(quantity, c.unit)))
		}
		c.quantity = quantity
	}
	return s.charges, nil
}

// roundingStep says how the quantity of one job follows from its length, where
// it does.
func roundingStep(m meter.Charge) []string {
	if m.Unit != meter.UnitSecond {
		return nil
	}
	return []string{fmt.Sprintf("Ceiling(%s) = %s", inSeconds(m.Duration), Count(m.Quantity, m.Unit))}
}
