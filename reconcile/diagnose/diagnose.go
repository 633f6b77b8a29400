package diagnose

import (
	"slices"

	"immrecon/reconcile/meter"

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
				parts[n] = append(parts[n], p...)
			} else {
				parts[n] = append(parts[n], quantityParts(c, index)...)
			}
		}
		if !c.agreesInRate() {
			parts[n] = append(parts[n], ratePart(c))
		}
		if c.Deducted > 0 {
			parts[n] = append(parts[n], deductionPart(c))
		}
		parts[n] = merged(parts[n])
		c.rest(parts[n])
	}
	return parts
}

// rest says what parts rest on. That too much was billed is seen only where nothing
// is missing; for anything else what was seen is proof.
func (c *Case) rest(parts []Part) {
	for n := range parts {
		p := &parts[n]
		p.Completeness = model.Proven
		if p.Difference.Quantity != 0 && (p.Verdict == model.Overcharged || p.Verdict == model.Undercharged) {
			p.Rules = union(p.Rules, c.Assumed)
		}
		if p.Difference.Quantity <= 0 || p.Verdict != model.Overcharged && p.Verdict != model.Unverifiable {
			continue
		}
		p.Completeness = c.Completeness
		if p.Verdict == model.Overcharged && c.Completeness == model.Presumed {
			p.Rules = union(p.Rules, []string{meter.RulePresumed})
		}
	}
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
		q.Explanation = slices.Concat(q.Explanation, p.Explanation)
		q.Rules = union(q.Rules, p.Rules)
		if q.Verdict == model.Overcharged || q.Verdict == model.Undercharged {
			q.Verdict = verdictOf(q.Difference)
		}
	}
	return all
}

// quantityParts says why the quantity of a case differs. Of a surplus only what
// lies beyond the possible is accused; the rest is undecided.
func quantityParts(c *Case, index *cellIndex) []Part {
	switch {
	case c.surplus() < 0:
		return shortageParts(c, index)
	case c.Unknown:
		return []Part{c.part(unknownProject(c), c.surplus())}
	case c.Nameless:
		return []Part{c.part(unknownItem(c), c.surplus())}
	case c.undecided() == 0:
		return exactParts(c, index)
	}
	if c.excess() == 0 {
		return []Part{c.openPart()}
	}
	return []Part{c.part(accusation(c, index), c.excess()), c.openPart()}
}

// openPart is the undecided part of a surplus.
func (c *Case) openPart() Part {
	p := c.part(c.openFit(), c.undecided())
	p.Difference.Amount = c.undecidedAmount()
	return p
}

// accusation is the best cause of what is billed beyond the possible.
func accusation(c *Case, index *cellIndex) fit {
	if fits := fitting(c, index); len(fits) > 0 {
		fits[0].explanation = slices.Concat(fits[0].explanation, alsoFits(fits[1:]))
		return fits[0]
	}
	if f, ok := noUsage(c); ok {
		return f
	}
	return nothingFits(c)
}

// exactParts says why a quantity differs of which nothing is undecided: one
// part, or one for each of the causes that only together equal the difference.
func exactParts(c *Case, index *cellIndex) []Part {
	if len(fitting(c, index)) == 0 {
		if together := combination(c); together != nil {
			var parts []Part
			for _, f := range together {
				parts = append(parts, c.part(f, f.quantity))
			}
			return parts
		}
	}
	return []Part{c.part(accusation(c, index), c.surplus())}
}

// unknownItem: no rule says what the item is charged for.
func unknownItem(c *Case) fit {
	return fit{cause: model.NoPrice, verdict: model.Unverifiable, explanation: says(model.SaysUnknownItem.With(c.Billed.Quantity, c.Item))}
}

// unknownProject: the bill names a project that no table, event or call does.
func unknownProject(c *Case) fit {
	return fit{cause: model.UnknownProject, verdict: model.Unverifiable, rules: []string{"project_of_instance"},
		explanation: says(model.SaysUnknownProject.With(c.Billed.Quantity, c.Project))}
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
