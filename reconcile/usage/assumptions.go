package usage

import (
	"maps"

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
