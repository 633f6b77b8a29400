package diagnose

import (
	"fmt"

	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// A move is usage that was billed in one cell and belongs into another: a
// surplus here and the same shortage there.
type move struct {
	cause       model.Cause
	verdict     model.Verdict
	rule        string
	explanation string                                // of where it went, given the number and the other cell
	from        func(c *Case, near *neighbours) []int // cells that the surplus of c may belong into
}

// moves in the order in which they are tried.
var moves = []move{
	{model.WebofficePreviewAsEdit, "", meter.RuleWebofficeClass, "previews were billed as edits", ofItems(func(item string) []string {
		return only(item == meter.WebofficeEdit, meter.WebofficePreview)
	})},
	{model.WebofficeCachedAsPreview, "", meter.RuleWebofficeClass, "cached previews were billed as previews", ofItems(func(item string) []string {
		return only(item == meter.WebofficePreview, meter.WebofficeCached)
	})},
	{model.WrongCodec, "", meter.RuleResolutionTier, "seconds were billed under the other codec", ofItems(func(item string) []string {
		other := meter.OtherCodec(item)
		return only(other != "", other)
	})},
	{model.WrongResolutionTier, "", meter.RuleResolutionTier, "seconds were billed under another resolution tier", ofItems(meter.OtherTiers)},
	{model.ShiftedHour, model.Timing, "completion_time_decides", "were booked in the neighbouring period; both together are right", ofNeighbourPeriods},
	{model.WrongProject, "", "project_of_instance", "were billed to another project", ofOtherProjects},
}

func only(condition bool, item string) []string {
	if condition {
		return []string{item}
	}
	return nil
}

// ofItems looks at other items of the same project and period.
func ofItems(others func(item string) []string) func(*Case, *neighbours) []int {
	return func(c *Case, near *neighbours) []int {
		var found []int
		for _, item := range others(c.Item) {
			p := placeOf(c.Cell)
			p.item = item
			if i := near.find(p); i >= 0 {
				found = append(found, i)
			}
		}
		return found
	}
}

// ofNeighbourPeriods looks at the period before and the period after.
func ofNeighbourPeriods(c *Case, near *neighbours) []int {
	var found []int
	length := c.To - c.From
	for _, step := range []int64{-length, length} {
		p := placeOf(c.Cell)
		p.from, p.to = p.from+step, p.to+step
		if i := near.find(p); i >= 0 {
			found = append(found, i)
		}
	}
	return found
}

// ofOtherProjects looks at the same item and period of other projects.
func ofOtherProjects(c *Case, near *neighbours) []int {
	p := placeOf(c.Cell)
	p.project = ""
	return near.peers[p]
}

// findMoves pairs surpluses with equal shortages and returns the part of each
// cell that is in a pair. One move explains two cells, so it is preferred to a
// cause of its own in each, unless each has one that evidence speaks for.
func findMoves(near *neighbours) map[int]Part {
	parts := map[int]Part{}
	for _, m := range moves {
		for to := range near.cases {
			if parts[to].Cause != "" || !near.movable(to, 1) {
				continue
			}
			from := m.partner(near, to, parts)
			if from < 0 {
				continue
			}
			parts[to] = m.part(near, to, from)
			if _, open := undecidable(&near.cases[from]); !open {
				parts[from] = m.part(near, from, to)
			}
		}
	}
	return parts
}

// movable reports whether a case has a quantity difference of the given sign
// that is no repetition of a line. A surplus must be one that can be judged; a
// shortage is there to be seen even where some of the evidence is missing.
func (n *neighbours) movable(i int, sign int64) bool {
	c := &n.cases[i]
	if c.agreesInQuantity() || c.forgiven() || c.surplus()*sign <= 0 {
		return false
	}
	if _, open := undecidable(c); open && sign > 0 {
		return false
	}
	_, repeated := duplicateLine(c, n)
	return !repeated
}

// partner finds the cell whose shortage is the surplus of cell to, -1 for none.
func (m move) partner(near *neighbours, to int, taken map[int]Part) int {
	c := &near.cases[to]
	for _, from := range m.from(c, near) {
		other := &near.cases[from]
		if from == to || taken[from].Cause != "" || !near.movable(from, -1) || other.surplus() != -c.surplus() {
			continue
		}
		if len(matching(strong, c, near)) > 0 && len(matching(strong, other, near)) > 0 {
			continue
		}
		return from
	}
	return -1
}

// part is one end of a move.
func (m move) part(near *neighbours, at, other int) Part {
	c, o := &near.cases[at], &near.cases[other]
	f := fit{
		cause: m.cause, verdict: m.verdict, evidence: c.billable() + o.billable(), rules: []string{m.rule},
		explanation: fmt.Sprintf("%s; %s shows the opposite difference, so that %d %s.", c.compared(), o.named(c), abs(c.surplus()), m.explanation),
	}
	return c.part(f, c.surplus())
}

// named says how a cell differs in place from another.
func (c *Case) named(from *Case) string {
	switch {
	case c.Project != from.Project:
		return "project " + c.Project
	case c.Item != from.Item:
		return c.Item
	}
	return periodInWords(c.From, c.To)
}
