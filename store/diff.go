package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

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

// Diff compares two runs, each by its name or number. Runs of different months
// have nothing in common.
func (db *DB) Diff(ctx context.Context, from, to string) (*Diff, error) {
	d := &Diff{}
	var err error
	if d.From, err = db.FindRun(ctx, from); err != nil {
		return nil, err
	}
	if d.To, err = db.FindRun(ctx, to); err != nil {
		return nil, err
	}
	if d.From.Month != d.To.Month {
		return nil, fmt.Errorf("run %s is of %s and run %s of %s: only runs of one month can be compared", d.From.Key, d.From.Month, d.To.Key, d.To.Month)
	}
	before, err := db.Findings(ctx, d.From.ID)
	if err != nil {
		return nil, err
	}
	after, err := db.Findings(ctx, d.To.ID)
	if err != nil {
		return nil, err
	}
	d.Changes = changesOf(before.Findings, after.Findings)
	d.Causes = causeChanges(before.Findings, after.Findings)
	if d.Inputs, err = db.inputChanges(ctx, d); err != nil {
		return nil, fmt.Errorf("compare the inputs of %s and %s: %w", d.From.Key, d.To.Key, err)
	}
	d.blame()
	return d, nil
}

// changesOf pairs findings by their id. Findings are in the order of a report,
// and so are the changes.
func changesOf(before, after []Finding) Changes {
	var c Changes
	earlier := map[string]*Finding{}
	for n := range before {
		earlier[before[n].ID] = &before[n]
	}
	for n := range after {
		f := &after[n]
		switch was := earlier[f.ID]; {
		case was == nil:
			c.New = append(c.New, ChangedFinding{After: f})
		case !was.sameAs(f):
			c.Changed = append(c.Changed, ChangedFinding{Before: was, After: f})
		}
		delete(earlier, f.ID)
	}
	for n := range before {
		if earlier[before[n].ID] != nil {
			c.Gone = append(c.Gone, ChangedFinding{Before: &before[n]})
		}
	}
	return c
}

// sameAs reports whether two runs say the same of a finding. Its cause is part
// of its id.
func (f *Finding) sameAs(g *Finding) bool {
	return f.Verdict == g.Verdict && f.Basis == g.Basis && f.Currency == g.Currency && f.Difference.sameAs(g.Difference) &&
		f.Billed.sameAs(g.Billed) && f.Expected.sameAs(g.Expected)
}

func (m Measure) sameAs(n Measure) bool { return m.Quantity == n.Quantity && m.Amount.Equal(n.Amount) }

// causeChanges sums both sides by cause and verdict.
func causeChanges(before, after []Finding) []CauseChange {
	type key struct {
		cause   Cause
		verdict Verdict
	}
	sums := map[key]*CauseChange{}
	add := func(findings []Finding, side func(*CauseChange) *Explained) {
		for _, f := range findings {
			k := key{f.Cause, f.Verdict}
			if sums[k] == nil {
				sums[k] = &CauseChange{Cause: f.Cause, Verdict: f.Verdict}
			}
			e := side(sums[k])
			e.Findings++
			e.Amount = e.Amount.Add(f.Difference.Amount)
		}
	}
	add(before, func(c *CauseChange) *Explained { return &c.Before })
	add(after, func(c *CauseChange) *Explained { return &c.After })
	var all []CauseChange
	for c := range maps.Values(sums) {
		if c.Before.Findings != c.After.Findings || !c.Change().IsZero() {
			all = append(all, *c)
		}
	}
	slices.SortFunc(all, func(a, b CauseChange) int {
		return cmp.Or(b.Change().Abs().Cmp(a.Change().Abs()), cmp.Compare(a.Cause, b.Cause), cmp.Compare(a.Verdict, b.Verdict))
	})
	return all
}

// Change is by how much the money of the cause grew.
func (c *CauseChange) Change() decimal.Decimal { return c.After.Amount.Sub(c.Before.Amount) }
