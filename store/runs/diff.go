package runs

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"immrecon/store/db"
	"immrecon/store/model"
)

// Diff compares two runs, each by its name or number. Runs of different months
// have nothing in common.
func Diff(r db.Reader, from, to string) (*model.Diff, error) {
	d := &model.Diff{}
	var err error
	if d.From, err = Find(r, from); err != nil {
		return nil, err
	}
	if d.To, err = Find(r, to); err != nil {
		return nil, err
	}
	if d.From.Month != d.To.Month {
		return nil, fmt.Errorf("run %s is of %s and run %s of %s: only runs of one month can be compared", d.From.Key, d.From.Month, d.To.Key, d.To.Month)
	}
	before, err := Findings(r, d.From.ID)
	if err != nil {
		return nil, err
	}
	after, err := Findings(r, d.To.ID)
	if err != nil {
		return nil, err
	}
	d.Changes = changesOf(before.Findings, after.Findings)
	d.Causes = causeChanges(before.Findings, after.Findings)
	if d.Inputs, err = inputChanges(r, d); err != nil {
		return nil, fmt.Errorf("compare the inputs of %s and %s: %w", d.From.Key, d.To.Key, err)
	}
	blame(d)
	return d, nil
}

// changesOf pairs findings by their id. Findings are in the order of a report,
// and so are the changes.
func changesOf(before, after []model.Finding) model.Changes {
	var c model.Changes
	earlier := map[string]*model.Finding{}
	for n := range before {
		earlier[before[n].ID] = &before[n]
	}
	for n := range after {
		f := &after[n]
		switch was := earlier[f.ID]; {
		case was == nil:
			c.New = append(c.New, model.ChangedFinding{After: f})
		case !was.SameAs(f):
			c.Changed = append(c.Changed, model.ChangedFinding{Before: was, After: f})
		}
		delete(earlier, f.ID)
	}
	for n := range before {
		if earlier[before[n].ID] != nil {
			c.Gone = append(c.Gone, model.ChangedFinding{Before: &before[n]})
		}
	}
	return c
}

// causeChanges sums both sides by cause and verdict.
func causeChanges(before, after []model.Finding) []model.CauseChange {
	type key struct {
		cause   model.Cause
		verdict model.Verdict
	}
	sums := map[key]*model.CauseChange{}
	add := func(findings []model.Finding, side func(*model.CauseChange) *model.Explained) {
		for _, f := range findings {
			k := key{f.Cause, f.Verdict}
			if sums[k] == nil {
				sums[k] = &model.CauseChange{Cause: f.Cause, Verdict: f.Verdict}
			}
			e := side(sums[k])
			e.Findings++
			e.Amount = e.Amount.Add(f.Difference.Amount)
		}
	}
	add(before, func(c *model.CauseChange) *model.Explained { return &c.Before })
	add(after, func(c *model.CauseChange) *model.Explained { return &c.After })
	var all []model.CauseChange
	for c := range maps.Values(sums) {
		if c.Before.Findings != c.After.Findings || !c.Change().IsZero() {
			all = append(all, *c)
		}
	}
	slices.SortFunc(all, func(a, b model.CauseChange) int {
		return cmp.Or(b.Change().Abs().Cmp(a.Change().Abs()), cmp.Compare(a.Cause, b.Cause), cmp.Compare(a.Verdict, b.Verdict))
	})
	return all
}
