package diagnose

import (
	"fmt"

	"immrecon/store"
)

// All diagnoses every case: the parts of case n are at n, none where bill and
// usage agree.
func All(cases []Case) [][]Part {
	parts := make([][]Part, len(cases))
	for n := range cases {
		if !cases[n].Agrees() {
			parts[n] = single(&cases[n])
		}
	}
	return parts
}

// single diagnoses a case by itself.
func single(c *Case) []Part {
	d := c.difference()
	p := Part{Difference: d, Evidence: c.records(), Verdict: store.Undercharged}
	if d.Amount.IsPositive() || (d.Amount.IsZero() && d.Quantity > 0) {
		p.Verdict = store.Overcharged
	}
	switch {
	case c.Unpriced:
		p.Cause, p.Verdict = store.NoPrice, store.Unverifiable
		p.Explanation = fmt.Sprintf("The price book has no price in %s for %s at that time, so nothing can be said about the amount.", c.Currency, c.Item)
	case d.Quantity > 0 && len(c.Unseen) > 0:
		p.Cause, p.Verdict = store.NoEvidenceSource, store.Unverifiable
		p.Explanation = fmt.Sprintf("%d more billed than the evidence shows, but %s has not been imported.", d.Quantity, list(c.Unseen))
	default:
		p.Cause, p.Explanation = store.Unknown, "None of the known causes equals the difference."
	}
	return []Part{p}
}

// list joins words as a sentence would.
func list(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	text := words[0]
	for _, w := range words[1 : len(words)-1] {
		text += ", " + w
	}
	return text + " and " + words[len(words)-1]
}
