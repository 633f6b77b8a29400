package diagnose

import (
	"slices"

	"immrecon/store/model"
)

// All diagnoses every case: the parts of case n are at n, none where bill and
// usage agree. The parts of a case sum to its difference, but for what is
// tolerated.
func All(cases []Case) [][]Part {
	parts := make([][]Part, len(cases))
	index := indexCells(cases)
	moved := findMoves(index)
	for n := range cases {
		c := &cases[n]
		if c.forgiven() {
			continue
		}
		if !c.agreesInQuantity() {
			if p, ok := moved[n]; ok {
				parts[n] = append(parts[n], p)
			} else {
				parts[n] = append(parts[n], quantityParts(c, index)...)
			}
		}
		if !c.agreesInRate() {
			parts[n] = append(parts[n], ratePart(c))
		}
		parts[n] = merged(parts[n])
	}
	return parts
}

// merged makes one part of those that have the same cause: a cell has one
// finding a cause.
func merged(parts []Part) []Part {
	var all []Part
	for _, p := range parts {
		at := slices.IndexFunc(all, func(q Part) bool { return q.Cause == p.Cause })
		if at < 0 {
			all = append(all, p)
			continue
		}
		q := &all[at]
		q.Difference.Quantity += p.Difference.Quantity
		q.Difference.Amount = q.Difference.Amount.Add(p.Difference.Amount)
		q.Explanation += " " + p.Explanation
		q.Rules = union(q.Rules, p.Rules)
		if q.Verdict == model.Overcharged || q.Verdict == model.Undercharged {
			q.Verdict = verdictOf(q.Difference)
		}
	}
	return all
}

// quantityParts says why the quantity of a case differs: one part, or one for
// each of the causes that only together equal the difference.
func quantityParts(c *Case, index *cellIndex) []Part {
	if reason, ok := undecidable(c); ok {
		return []Part{c.part(reason, c.surplus())}
	}
	fits := fitting(c, index)
	if len(fits) > 0 {
		chosen := fits[0]
		chosen.explanation += alsoFits(fits[1:])
		return []Part{c.part(chosen, c.surplus())}
	}
	if together := combination(c); together != nil {
		var parts []Part
		for _, f := range together {
			parts = append(parts, c.part(f, f.quantity))
		}
		return parts
	}
	if f, ok := noUsage(c); ok {
		return []Part{c.part(f, c.surplus())}
	}
	return []Part{c.part(nothingFits(c), c.surplus())}
}

// part makes a finding's share of a fit that accounts for quantity base units.
func (c *Case) part(f fit, quantity int64) Part {
	p := Part{
		Cause: f.cause, Verdict: f.verdict, Evidence: f.evidence, Explanation: f.explanation, Rules: f.rules,
		Difference: model.Measure{Quantity: quantity, Amount: c.worth(quantity)},
	}
	if p.Verdict == "" {
		p.Verdict = verdictOf(p.Difference)
	}
	return p
}

// verdictOf tells by the sign who is at a loss; where no money moves, the
// quantity tells.
func verdictOf(d model.Measure) model.Verdict {
	if d.Amount.IsNegative() || (d.Amount.IsZero() && d.Quantity < 0) {
		return model.Undercharged
	}
	return model.Overcharged
}
