package usage

import (
	"errors"
	"fmt"

	"immrecon/reconcile/meter"
	"immrecon/store/calls"
	"immrecon/store/model"
)

// MeterCalls charges the calls whose item or quantity depends on their facts.
func (c *Charger) MeterCalls() error {
	tokens, err := c.readTokens()
	if err != nil {
		return err
	}
	rows := c.charges()
	err = calls.Between(c.tx.Reader, c.span, calls.Listed("metered_operation"), func(call *model.Call) {
		if call.Operation == liveCall {
			return // charged by what is played, in MeterLive
		}
		c.settle(call)
		if call.Operation == "RefreshWebofficeToken" {
			tokens.inherit(call)
		}
		c.chargeCall(rows, call)
	})
	if err == nil {
		err = c.chargeProcessing(rows)
	}
	if err != nil {
		err = fmt.Errorf("meter calls: %w", err)
	}
	return rows.close(err)
}

// chargeCall puts down one metered call, whatever its outcome.
func (c *Charger) chargeCall(rows *chargeRows, call *model.Call) {
	class, open := meter.Outcome(call.Status, call.ErrorCode), meter.Undecided
	if class == meter.Completed && meter.IsUnfinished(call) {
		open = meter.Unfinished
	}
	charges, err := meter.Call(call)
	for _, charge := range charges {
		c.rules.Use(charge.Rules...)
		charge = c.switched(call, charge)
		c.noteAssumed(call, charge)
		how := class
		if meter.IsWeboffice(charge.Item) {
			how = meter.WebofficeClass(call.Operation, c.created[place{call.Project, call.Region}], class)
		}
		if open == meter.Unfinished {
			how = open
		}
		rows.addCall(call, charge.Item, charge.Tier, how, charge.Quantity)
		if charge.Unit == meter.UnitSecond && class == meter.Completed {
			otherRoundings(charge.Duration, func(class meter.Class, quantity int64) {
				rows.add(call.Project, call.Region, charge.Item, charge.Tier, call.Operation, "api", call.At, class, quantity, 1)
			})
		}
	}
	if class == meter.Completed {
		items, quantity := mayBe(err)
		for _, item := range items {
			rows.addCall(call, item, "", open, quantity)
		}
	}
	if call.Geo != nil && !*call.Geo && class == meter.Completed {
		rows.addCall(call, "ReverseGeocoding", "", meter.NoLocation, 1)
	}
}

// mayBe lists the items that a call may be charged under that could not be
// metered, and how much of each at most: 0 where nobody knows.
func mayBe(err error) (items []string, quantity int64) {
	var missing *meter.Missing
	var unpriced *meter.Unpriced
	switch {
	case errors.As(err, &missing):
		return missing.Items, missing.Quantity
	case errors.As(err, &unpriced):
		return unpriced.Items, unpriced.Quantity
	}
	return nil, 0
}

// otherRoundings puts down what a job would be charged if its seconds were
// rounded otherwise, and what they were rounded from.
func otherRoundings(duration int64, put func(class meter.Class, quantity int64)) {
	const minute = 60
	put(meter.Duration, duration)
	put(meter.RoundedDown, meter.SecondsDown(duration))
	put(meter.RoundedNearest, meter.SecondsNearest(duration))
	put(meter.RoundedToMinutes, (meter.SecondsUp(duration)+minute-1)/minute*minute)
}
