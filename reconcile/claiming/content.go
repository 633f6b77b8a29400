package claiming

import (
	"cmp"
	"slices"

	"immrecon/store/claims"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// Content gathers a claim with everything that stands behind it, as the run has
// it that the claim was made from. Files are named by their base names: where they
// lay is nobody else's business.
func Content(r db.Reader, id string) (*model.ClaimContent, error) {
	claim, err := claims.Read(r, id)
	if err != nil {
		return nil, err
	}
	basis, err := runs.ClaimBasis(r, claim)
	if err != nil {
		return nil, err
	}
	c := &model.ClaimContent{Claim: claim, Run: basis.Run}
	if err := proveFindings(r, c, basis); err != nil {
		return nil, err
	}
	if len(c.Findings) == 0 || len(c.Findings) != len(claim.Findings) {
		return nil, model.Changed("claim %s is for %d findings, of which run %s has %d", id, len(claim.Findings), claim.Run, len(c.Findings))
	}
	if err := showCompleteness(r, c, basis); err != nil {
		return nil, err
	}
	keepBook(c, basis)
	cells, err := model.Collect(basis.Cells)
	if err != nil {
		return nil, err
	}
	c.Cells = ofFindings(c, cells)
	keepSources(c, basis)
	return c, nil
}

// keepBook keeps the prices of the claim's items, and the rules and assumptions that
// its findings rest on.
func keepBook(c *model.ClaimContent, basis *model.Report) {
	items := []string{c.Claim.Item}
	for _, f := range c.SetOff {
		items = append(items, f.Item)
	}
	c.Prices = slices.DeleteFunc(basis.Prices, func(p model.Price) bool { return !slices.Contains(items, p.Item) })
	used := map[string]bool{}
	for _, f := range c.Findings {
		for _, rule := range f.Rules {
			used[rule] = true
		}
	}
	for _, t := range c.Transcoded {
		for _, rule := range t.Rules {
			used[rule] = true
		}
	}
	c.Rules = slices.DeleteFunc(basis.Rules, func(rule model.Rule) bool { return !used[rule.ID] })
	c.Assumptions = slices.DeleteFunc(basis.Assumptions, func(a model.Assumption) bool { return !used[a.Rule] })
}

// ofFindings are the cells that have the claim's findings: the periods that differ,
// and no other's.
func ofFindings(c *model.ClaimContent, cells []model.Cell) []model.Cell {
	differ := map[int64]bool{}
	for _, f := range c.Findings {
		differ[f.CellID] = true
	}
	cells = slices.DeleteFunc(cells, func(cell model.Cell) bool { return !differ[cell.ID] })
	slices.SortFunc(cells, func(a, b model.Cell) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Project, b.Project), cmp.Compare(a.Tier, b.Tier), cmp.Compare(a.ID, b.ID))
	})
	return cells
}

// claimedAmounts are what a claim asks for each finding.
func claimedAmounts(claim *model.Claim) map[string]model.ClaimedFinding {
	claimed := map[string]model.ClaimedFinding{}
	for _, f := range claim.Findings {
		claimed[f.ID] = f
	}
	return claimed
}
