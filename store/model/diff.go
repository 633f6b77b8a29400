package model

import (
	"cmp"
	"fmt"
	"iter"

	"github.com/shopspring/decimal"
)

// Diff is what changed from one run to another, and what may have caused it.
type Diff struct {
	From, To RunSummary
	Changes  Changes
	Causes   []CauseChange // by cause, those whose money or number of findings changed
	Inputs   []InputChange
}

// Changes are findings that differ between two runs, by the time and the place
// they are about.
type Changes struct{ New, Gone, Changed []ChangedFinding }

// Count is how many findings differ.
func (c *Changes) Count() int { return len(c.New) + len(c.Gone) + len(c.Changed) }

// All yields each of them.
func (c *Changes) All() iter.Seq[*ChangedFinding] {
	return func(yield func(*ChangedFinding) bool) {
		for _, some := range [][]ChangedFinding{c.New, c.Gone, c.Changed} {
			for n := range some {
				if !yield(&some[n]) {
					return
				}
			}
		}
	}
}

// ChangedFinding is a finding as two runs have it. The one a run does not have
// is nil.
type ChangedFinding struct {
	Before, After *Finding
	Because       []string // the inputs, of those that changed, that bear on it
}

// Either is the finding as the later run has it, else as the earlier.
func (c *ChangedFinding) Either() *Finding { return cmp.Or(c.After, c.Before) }

// CauseChange is the money of a cause and verdict in two runs.
type CauseChange struct {
	Cause         Cause
	Verdict       Verdict
	Before, After Explained
}

// Same reports whether two runs found the same: the same findings, and the same
// totals.
func (d *Diff) Same() bool {
	a, b := d.From.Statement, d.To.Statement
	return d.Changes.Count() == 0 && a.Currency == b.Currency && a.Billed.Equal(b.Billed) && a.Expected.Equal(b.Expected) && a.Tolerated.Equal(b.Tolerated)
}

// sameAs reports whether two runs say the same of a finding. Its cause is part
// of its id.
func (f *Finding) SameAs(g *Finding) bool {
	return f.Verdict == g.Verdict && f.Basis == g.Basis && f.Currency == g.Currency && f.Difference.sameAs(g.Difference) &&
		f.Billed.sameAs(g.Billed) && f.Expected.sameAs(g.Expected)
}

func (m Measure) sameAs(n Measure) bool { return m.Quantity == n.Quantity && m.Amount.Equal(n.Amount) }

// Change is by how much the money of the cause grew.
func (c *CauseChange) Change() decimal.Decimal { return c.After.Amount.Sub(c.Before.Amount) }

// InputChange is something that two runs were not both made with.
type InputChange struct {
	What          string // "source", "catalogue", "program", "span", "assumption", "tolerance"
	Name          string
	Before, After string // "" where there was none
	Bears         int    // findings that differ and on which it bears

	Affects func(*Finding) bool // whether it may bear on a finding; not part of any output
}

// String says the change in a few words.
func (c *InputChange) String() string {
	switch {
	case c.Before == "":
		return fmt.Sprintf("%s %s added", c.What, c.Name)
	case c.After == "":
		return fmt.Sprintf("%s %s taken out", c.What, c.Name)
	case c.Name == "":
		return fmt.Sprintf("%s changed", c.What)
	}
	return fmt.Sprintf("%s %s changed", c.What, c.Name)
}
