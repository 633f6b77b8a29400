package claiming

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/proof"
	"immrecon/store/claims"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// Content gathers a claim with everything that stands behind it, as the run has
// it that the claim was made from.
func Content(r db.Reader, id string) (*model.ClaimContent, error) {
	claim, err := claims.Read(r, id)
	if err != nil {
		return nil, err
	}
	basis, err := runs.ClaimBasis(r, claim)
	if err != nil {
		return nil, err
	}
	c := &model.ClaimContent{Claim: claim, Run: basis.Run, Assumptions: basis.Assumptions, Sources: basis.Sources, Evidence: basis.States}
	if err := proveFindings(r, c, basis); err != nil {
		return nil, err
	}
	for _, f := range basis.Findings {
		if setsOff(c, f) {
			c.SetOff = append(c.SetOff, f)
		}
	}
	c.Prices = slices.DeleteFunc(basis.Prices, func(p model.Price) bool { return p.Item != claim.Item })
	c.Rules = slices.DeleteFunc(basis.Rules, func(rule model.Rule) bool {
		return !slices.ContainsFunc(c.Findings, func(f model.ProvenFinding) bool { return slices.Contains(f.Rules, rule.ID) })
	})
	cells, err := model.Collect(basis.Cells)
	c.Cells = differing(c, cells)
	return c, err
}

// betweenItems are the causes by which one item is billed for the usage of
// another: what the one has too much the other lacks.
var betweenItems = []model.Cause{
	model.WrongResolutionTier, model.WrongCodec, model.WebofficePreviewAsEdit, model.WebofficeCachedAsPreview,
}

// setsOff reports whether a finding is the other side of a claim: what its cause
// left uncharged in its periods, of its project unless the cause is the project,
// and of its item unless the cause is the item.
func setsOff(c *model.ClaimContent, f model.Finding) bool {
	if f.Verdict != model.Undercharged || f.Cause != c.Claim.Cause || f.Item != c.Claim.Item && !slices.Contains(betweenItems, f.Cause) {
		return false
	}
	return slices.ContainsFunc(c.Findings, func(claimed model.ProvenFinding) bool {
		return f.From == claimed.From && f.To == claimed.To && (f.Project == claimed.Project || f.Cause == model.WrongProject)
	})
}

// proveFindings proves each finding of the claim, in order of time.
func proveFindings(r db.Reader, c *model.ClaimContent, basis *model.Report) error {
	claimed := map[string]decimal.Decimal{}
	for _, f := range c.Claim.Findings {
		claimed[f.ID] = f.Amount
	}
	ours := slices.DeleteFunc(slices.Clone(basis.Findings), func(f model.Finding) bool {
		_, ours := claimed[f.ID]
		return !ours
	})
	proofs, err := proof.OfRun(r, basis.Run, ours, 0)
	if err != nil {
		return err
	}
	for _, p := range proofs {
		c.Findings = append(c.Findings, model.ProvenFinding{Finding: p.Finding, Claimed: claimed[p.Finding.ID],
			Lines: p.Lines, Counts: p.Counts, Usage: p.Usage, Steps: p.Steps})
	}
	slices.SortFunc(c.Findings, func(a, b model.ProvenFinding) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Project, b.Project), cmp.Compare(a.Tier, b.Tier), cmp.Compare(a.ID, b.ID))
	})
	return nil
}

// differing are the cells of the claim's item and project on the days, of the
// billing zone, that have its findings.
func differing(c *model.ClaimContent, cells []model.Cell) []model.Cell {
	days := map[int64]bool{}
	for _, f := range c.Findings {
		days[model.DayOf(f.From)] = true
	}
	cells = slices.DeleteFunc(cells, func(cell model.Cell) bool {
		return cell.Item != c.Claim.Item || c.Claim.Project != "" && cell.Project != c.Claim.Project || !days[model.DayOf(cell.From)]
	})
	slices.SortFunc(cells, func(a, b model.Cell) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Project, b.Project), cmp.Compare(a.Tier, b.Tier), cmp.Compare(a.ID, b.ID))
	})
	return cells
}
