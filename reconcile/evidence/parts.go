package evidence

import (
	"immrecon/reconcile/meter"
	"immrecon/store/model"
)

// ofPart is what one output of a task is to a cell, and its own quantity. A run keeps
// of a task with which kinds it stands behind a cell, and not which output has which:
// that each output tells itself. One that belongs under another item is of that.
func ofPart(call *model.Call, k *model.UsageKind, quantity int64) (*model.UsageKind, int64) {
	if call.Part == "" || !meter.HasParts(call.Operation) {
		return k, quantity
	}
	charges, _ := meter.Call(call) // what cannot be metered stays what the run has it as
	if len(charges) == 0 {
		return k, quantity
	}
	for _, charge := range charges {
		if isUnder(call, charge, k) {
			return k, min(quantity, charge.Quantity)
		}
	}
	other := *k
	other.Item, other.Tier = charges[0].Item, charges[0].Tier
	return &other, 0
}

// isUnder reports whether a charge is under the item of a kind, with or without the
// assumptions that a run can switch off.
func isUnder(call *model.Call, charge meter.Charge, k *model.UsageKind) bool {
	same := func(c meter.Charge) bool { return c.Item == k.Item && c.Tier == k.Tier }
	for _, rule := range meter.Switchable {
		if other, ok := meter.ChargeWithout(rule, call, charge); ok && same(other) {
			return true
		}
	}
	return same(charge)
}
