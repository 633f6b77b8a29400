package reconcile

import (
	"cmp"
	"slices"

	"immrecon/store/model"
)

// groups gathers findings of one cause, item and project into one matter each,
// the largest money first. Findings and their amounts stay as they are.
func groups(cells []model.Cell, findings []model.Finding) []model.FindingGroup {
	lines := map[int64]int64{}
	for _, c := range cells {
		lines[c.ID] = c.Lines
	}
	at := map[model.FindingGroup]int{}
	var all []model.FindingGroup
	for _, f := range findings {
		key := model.FindingGroup{Cause: f.Cause, Verdict: f.Verdict, Basis: f.Basis, Item: f.Item, Project: f.Project, Currency: f.Currency}
		n, ok := at[key]
		if !ok {
			n = len(all)
			at[key], all = n, append(all, key)
		}
		all[n].Findings++
		all[n].Lines += lines[f.CellID]
		all[n].Amount = all[n].Amount.Add(f.Difference.Amount)
	}
	slices.SortStableFunc(all, func(a, b model.FindingGroup) int {
		return cmp.Or(b.Amount.Abs().Cmp(a.Amount.Abs()), cmp.Compare(a.Cause, b.Cause), cmp.Compare(a.Item, b.Item), cmp.Compare(a.Project, b.Project), cmp.Compare(a.Currency, b.Currency))
	})
	for n := range all {
		all[n].Number = int64(n + 1)
	}
	return all
}
