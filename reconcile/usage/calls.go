package usage

import (
	"cmp"
	"errors"
	"fmt"

	"immrecon/reconcile/meter"
	"immrecon/store/calls"
	"immrecon/store/model"
)

// MeterCalls charges the calls whose item or quantity depends on their facts.
func (c *Charger) MeterCalls() error {
	index, err := c.readTokens()
	if err != nil {
		return err
	}
	rows := c.charges()
	err = calls.Between(c.tx.Reader, c.span, calls.Listed("metered_operation"), func(call *model.Call) {
		if call.Operation == liveCall {
			return // charged by what is played, in MeterLive
		}
		if call.Operation == "RefreshWebofficeToken" {
			index.Inherit(call)
		}
		c.inEach(call, func(call *model.Call) { c.chargeCall(rows, call) })
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
	class := meter.Outcome(call.Status, call.ErrorCode)
	done, unsure := class == meter.Completed, unsureOf(call)
	charges, err := meter.Call(call)
	for _, charge := range charges {
		c.rules.Use(charge.Rules...)
		charge = c.switched(call, charge)
		c.noteAssumed(call, charge)
		how := c.classUnder(charge.Item, call, class)
		if done && unsure != "" && (how == meter.Completed || unsure == meter.Unfinished) {
			how = unsure
		}
		rows.addCall(call, charge.Item, charge.Tier, how, charge.Quantity)
		if meter.IsOpen(how) {
			c.undecided.note(call, reasonOf(how, nil), []string{charge.Item}, charge.Quantity)
		}
		if charge.Unit == meter.UnitSecond && how == meter.Completed {
			otherRoundings(charge.Duration, func(class meter.Class, quantity int64) {
				rows.add(call.Project, call.Region, charge.Item, charge.Tier, call.Operation, "api", call.At, class, quantity, 1)
			})
		}
	}
	if done {
		class = cmp.Or(unsure, meter.Undecided)
	}
	c.chargeAny(rows, call, class, err)
	if call.Geo != nil && !*call.Geo && done {
		rows.addCall(call, "ReverseGeocoding", "", meter.NoLocation, 1)
	}
}

// unsureOf is the class of a completed call that may be charged otherwise than
// here, or not at all; "" for any other.
func unsureOf(call *model.Call) meter.Class {
	switch {
	case call.Unfinished:
		return meter.Unfinished
	case call.OneOfRegions:
		return meter.RegionUnknown
	case call.MayBeLogged:
		return meter.MayBeLogged
	}
	return ""
}

// chargeAny puts down a call that could not be metered, as usage of a class under
// any of the items that the error of metering it names.
func (c *Charger) chargeAny(rows *chargeRows, call *model.Call, class meter.Class, err error) {
	items, quantity := mayBe(err)
	var any []string
	for _, item := range items {
		how := c.classUnder(item, call, meter.Completed)
		if how != meter.Openings && how != meter.TokenCalls {
			how = class
		}
		rows.addCall(call, item, "", how, quantity)
		if meter.IsOpen(how) {
			any = append(any, item)
		}
	}
	if any != nil {
		c.undecided.note(call, reasonOf(class, err), any, quantity)
	}
}

// classUnder is the class of a call under an item: a project pays for Weboffice
// by the opening or by the call.
func (c *Charger) classUnder(item string, call *model.Call, class meter.Class) meter.Class {
	if !meter.IsWeboffice(item) {
		return class
	}
	return meter.WebofficeClass(call.Operation, c.created[place{call.Project, call.Region}], class)
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
