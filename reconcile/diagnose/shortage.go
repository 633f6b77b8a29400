package diagnose

import (
	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// ruleFinal is the rule that says from when on a bill has all its lines.
const ruleFinal = "bill_final_on_day_3"

// shortageParts says why less was billed than the evidence proves. On a bill that
// lacks lines it is not proven that it will not be billed. As far as
// lines of projects that nobody knows, or an undecided surplus of a neighbouring
// period, may hold it, it is not proven that it was not billed.
func shortageParts(c *Case, index *cellIndex) []Part {
	shortage := -c.surplus()
	if c.Incomplete {
		return []Part{c.part(notYetBilled(c), -shortage)}
	}
	var parts []Part
	for _, held := range []struct {
		quantity int64
		fit      fit
	}{
		{c.Elsewhere, heldByUnknown(c)},
		{index.heldBeside(c), heldBeside(c)},
	} {
		if part := min(held.quantity, shortage); part > 0 {
			parts = append(parts, c.part(held.fit, -part))
			shortage -= part
		}
	}
	if shortage == 0 {
		return parts
	}
	if len(parts) > 0 {
		return append(parts, c.part(nothingFits(c), -shortage))
	}
	return exactParts(c, index)
}

func notYetBilled(c *Case) fit {
	return fit{cause: model.BillIncomplete, verdict: model.Unverifiable, evidence: c.billable(), rules: []string{ruleFinal},
		explanation: c.compared(model.SaysNotYetBilled)}
}

func heldByUnknown(c *Case) fit {
	return fit{cause: model.UnknownProject, verdict: model.Unverifiable, evidence: c.billable(), rules: []string{"project_of_instance"},
		explanation: c.compared(model.SaysMayBeNameless, c.Elsewhere)}
}

func heldBeside(c *Case) fit {
	return fit{cause: model.UndecidedUsage, verdict: model.Unverifiable, evidence: c.billable(), rules: []string{meter.RuleGapUndecided},
		explanation: c.compared(model.SaysMayBeBeside)}
}

// heldBeside is how much of a shortage the neighbouring periods may hold: what
// is billed in them beyond what is proven, and is undecided.
func (x *cellIndex) heldBeside(c *Case) (quantity int64) {
	for _, n := range ofNeighbourPeriods(c, x) {
		if other := &x.cases[n]; !other.agreesInQuantity() && other.surplus() > 0 {
			quantity += other.undecided()
		}
	}
	return quantity
}
