package proof

import (
	"immrecon/reconcile/meter"
	"immrecon/reconcile/price"
	"immrecon/store/model"
)

// Transcoded lists the outputs of transcoding among the usage of a finding that
// belong under its item, each with what decides that and what it costs. An output is
// listed once, whatever else of its task stands behind the finding.
func (p *Prover) Transcoded(e *model.Evidence) []model.TranscodedOutput {
	type output struct{ request, part string }
	listed := map[output]bool{}
	var all []model.TranscodedOutput
	for _, u := range e.Usage {
		if u.Call == nil || !meter.Metered(u.Call.Operation) || listed[output{u.RequestID, u.Call.Part}] {
			continue
		}
		charges, _ := meter.Call(u.Call) // what cannot be metered is behind no item
		for _, charge := range charges {
			charge = p.switched(u.Call, charge)
			if charge.Item != e.Finding.Item || charge.Unit != meter.UnitSecond {
				continue
			}
			listed[output{u.RequestID, u.Call.Part}] = true
			all = append(all, p.transcoded(e, u, charge))
		}
	}
	return all
}

func (p *Prover) transcoded(e *model.Evidence, u model.Usage, charge meter.Charge) model.TranscodedOutput {
	t := model.TranscodedOutput{Finding: e.Finding.ID, Usage: u, Item: charge.Item, Seconds: charge.Quantity, Rules: charge.Rules}
	if u.Call.Known.Has(model.FactSize) && len(meter.OtherTiers(charge.Item)) > 0 {
		t.Long, t.Short = p.sides(u.Call)
		t.Compared = meter.Compared(t.Long, t.Short)
	}
	var priced bool
	if t.Price, priced = p.cards.In(e.Finding.Currency).At(charge.Item, charge.Tier, u.Operation, u.At); priced {
		t.Amount = price.Amount(t.Price, charge.Quantity)
	}
	return t
}

// sides are those of an output in the order in which they are compared with the limits.
func (p *Prover) sides(c *model.Call) (long, short int64) {
	if p.off[meter.RuleOrientationFree] {
		return c.Width, c.Height
	}
	return max(c.Width, c.Height), min(c.Width, c.Height)
}

// switched gives a charge as the rules of the run have it.
func (p *Prover) switched(c *model.Call, charge meter.Charge) meter.Charge {
	result := charge
	for _, rule := range meter.Switchable {
		if other, ok := meter.ChargeWithout(rule, c, charge); ok && p.off[rule] {
			result = other
		}
	}
	return result
}
