package usage

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/meter"
	"immrecon/reconcile/price"
	"immrecon/store/model"
)

// switched gives a charge as the run's assumptions have it, and notes what
// switching each of those behind it would change.
func (c *Charger) switched(call *model.Call, charge meter.Charge) meter.Charge {
	result := charge
	for _, rule := range meter.Switchable {
		other, ok := meter.ChargeWithout(rule, call, charge)
		if !ok {
			continue
		}
		gain := c.cost(call, other).Sub(c.cost(call, charge))
		if !c.rules.On[rule] {
			result, gain = other, gain.Neg()
		}
		if c.within(call.At) && meter.Outcome(call.Status, call.ErrorCode) == meter.Completed {
			c.worth[rule] = c.worth[rule].Add(gain)
		}
	}
	return result
}

// Charged is where usage of an hour is charged.
type Charged struct {
	Project, Region, Item, Tier string
	Hour                        int64
}

// Assumed lists the assumptions that what was charged of an hour rests on.
func (c *Charger) Assumed(at Charged) []string { return c.assumed[at] }

// noteAssumed notes the assumptions that a charge rests on.
func (c *Charger) noteAssumed(call *model.Call, charge meter.Charge) {
	for _, rule := range charge.Rules {
		if !c.rules.IsAssumed(rule) {
			continue
		}
		at := Charged{call.Project, call.Region, charge.Item, charge.Tier, model.HourOf(call.At)}
		if !slices.Contains(c.assumed[at], rule) {
			c.assumed[at] = append(c.assumed[at], rule)
		}
	}
}

// cost is what a charge comes to at the price in force, zero without a price.
func (c *Charger) cost(call *model.Call, charge meter.Charge) decimal.Decimal {
	p, ok := c.card.At(charge.Item, charge.Tier, call.Operation, call.At)
	if !ok {
		return decimal.Zero
	}
	return price.Amount(p, charge.Quantity)
}

// Worth is by how much the expected amount would change if each assumption were
// switched that decides what a call measures, by rule.
func (c *Charger) Worth() map[string]decimal.Decimal { return maps.Clone(c.worth) }
