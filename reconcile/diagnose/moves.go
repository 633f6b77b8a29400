package diagnose

import (
	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// A move is usage that was billed in one cell and belongs into another: a
// surplus here and the same shortage there.
type move struct {
	cause   model.Cause
	verdict model.Verdict
	rule    string
	code    model.SayingCode                      // of what happened
	from    func(c *Case, index *cellIndex) []int // cells that the surplus of c may belong into
}

// moves in the order in which they are tried.
var moves = []move{
	{model.WebofficePreviewAsEdit, "", meter.RuleWebofficeClass, model.SaysPreviewAsEdit, ofItems(func(item string) []string {
		return itemIf(item == meter.WebofficeEdit, meter.WebofficePreview)
	})},
	{model.WebofficeCachedAsPreview, "", meter.RuleWebofficeClass, model.SaysCachedAsPreview, ofItems(func(item string) []string {
		return itemIf(item == meter.WebofficePreview, meter.WebofficeCached)
	})},
	{model.WrongCodec, "", meter.RuleResolutionTier, model.SaysOtherCodec, ofItems(func(item string) []string {
		other := meter.OtherCodec(item)
		return itemIf(other != "", other)
	})},
	{model.WrongResolutionTier, "", meter.RuleResolutionTier, model.SaysOtherTier, ofItems(meter.OtherTiers)},
	{model.ShiftedHour, model.Timing, "completion_time_decides", model.SaysOtherPeriod, ofNeighbourPeriods},
	{model.WrongProject, "", "project_of_instance", model.SaysOtherProject, ofOtherProjects},
}

func itemIf(condition bool, item string) []string {
	if condition {
		return []string{item}
	}
	return nil
}

// ofItems looks at other items of the same project and period.
func ofItems(others func(item string) []string) func(*Case, *cellIndex) []int {
	return func(c *Case, index *cellIndex) []int {
		var found []int
		for _, item := range others(c.Item) {
			key := keyOf(c.Cell)
			key.item = item
			if i := index.find(key); i >= 0 {
				found = append(found, i)
			}
		}
		return found
	}
}

// ofNeighbourPeriods looks at the period before and the period after.
func ofNeighbourPeriods(c *Case, index *cellIndex) []int {
	var found []int
	length := c.To - c.From
	for _, step := range []int64{-length, length} {
		key := keyOf(c.Cell)
		key.from, key.to = key.from+step, key.to+step
		if i := index.find(key); i >= 0 {
			found = append(found, i)
		}
	}
	return found
}

// ofOtherProjects looks at the same item and period of other projects.
func ofOtherProjects(c *Case, index *cellIndex) []int {
	key := keyOf(c.Cell)
	key.project = ""
	return index.ofProject[key]
}

// findMoves pairs surpluses with shortages that may be the same usage, and
// returns the parts of each cell that is in a pair. One move explains two cells,
// so it is preferred to a cause of its own in each, unless each has one that
// evidence speaks for.
func findMoves(index *cellIndex) map[int][]Part {
	parts, number := map[int][]Part{}, 0
	for _, m := range moves {
		for to := range index.cases {
			if parts[to] != nil || !index.movable(to, 1) {
				continue
			}
			from := m.partner(index, to, parts)
			if from < 0 {
				continue
			}
			number++
			parts[to] = m.end(index, to, from)
			parts[from] = []Part{m.part(index, from, to, index.cases[from].surplus())}
			parts[to][0].Move, parts[from][0].Move = number, number
		}
	}
	return parts
}

// movable reports whether a case has a quantity difference of the given sign
// that is no repetition of a line. A surplus must be one that can be judged.
func (x *cellIndex) movable(i int, sign int64) bool {
	c := &x.cases[i]
	if c.agreesInQuantity() || c.forgiven() || c.surplus()*sign <= 0 {
		return false
	}
	if sign > 0 && c.excess() == 0 || sign < 0 && c.Elsewhere > 0 {
		return false
	}
	_, repeated := duplicateLine(c, x)
	return !repeated
}

// partner finds the cell whose shortage is the surplus of cell to, -1 for none.
func (m move) partner(index *cellIndex, to int, moved map[int][]Part) int {
	c := &index.cases[to]
	for _, from := range m.from(c, index) {
		other := &index.cases[from]
		if from == to || moved[from] != nil || !index.movable(from, -1) || !c.accounts(-other.surplus()) {
			continue
		}
		if len(matching(strongRules, c, index)) > 0 && len(matching(strongRules, other, index)) > 0 {
			continue
		}
		return from
	}
	return -1
}

// end is the surplus of a move: what was moved there and, where that cannot be
// told, what is undecided. What only stands in another period is no accusation,
// and counts in full.
func (m move) end(index *cellIndex, to, from int) []Part {
	c := &index.cases[to]
	moved := c.excess()
	if m.verdict == model.Timing {
		moved = -index.cases[from].surplus()
	}
	parts := []Part{m.part(index, to, from, moved)}
	if rest := c.surplus() - moved; rest > 0 {
		parts = append(parts, c.part(c.openFit(), rest))
	}
	return parts
}

// part is one end of a move, of a quantity.
func (m move) part(index *cellIndex, at, other int, quantity int64) Part {
	c, o := &index.cases[at], &index.cases[other]
	f := fit{
		cause: m.cause, verdict: m.verdict, evidence: c.billable() + o.billable(), rules: union([]string{m.rule}, o.Assumed),
		explanation: c.compared(m.code, o.named(c), abs(quantity)),
	}
	return c.part(f, quantity)
}

// named says by what a cell differs from another: a project, an item or a period.
func (c *Case) named(from *Case) model.Fact {
	switch {
	case c.Project != from.Project:
		return model.SaysTheProject.With(c.Project)
	case c.Item != from.Item:
		return c.Item
	}
	return model.SaysThePeriod.With(c.From, c.To)
}
