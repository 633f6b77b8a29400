package main

import (
	"cmp"
	"slices"

	"immrecon/store/claims"
	"immrecon/store/db"
	"immrecon/store/runs"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"immrecon/export/dispute"
	"immrecon/reconcile/proof"
	"immrecon/reconcile/sample"
	"immrecon/store/model"
)

// packet gathers a claim with everything that stands behind it.
func (a *app) packet(r db.Reader, id string) (*dispute.Packet, error) {
	d, err := claims.Read(r, id)
	if err != nil {
		return nil, err
	}
	basis, err := runs.ClaimBasis(r, d)
	if err != nil {
		return nil, err
	}
	p := &dispute.Packet{Dispute: d, Run: basis.Run, Assumptions: basis.Assumptions, Sources: basis.Sources, Tool: version(), Zone: a.zone()}
	if err := proveFindings(r, p, basis); err != nil {
		return nil, err
	}
	of := func(f model.Finding) bool { return slices.ContainsFunc(p.Findings, samePeriod(f)) }
	for _, f := range basis.Findings {
		if f.Verdict == model.Undercharged && f.Cause == d.Cause && of(f) {
			p.SetOff = append(p.SetOff, f)
		}
	}
	p.Prices = slices.DeleteFunc(basis.Prices, func(r model.Price) bool { return r.Item != d.Item })
	p.Rules = slices.DeleteFunc(basis.Rules, func(r model.Rule) bool {
		return !slices.ContainsFunc(p.Findings, func(f dispute.Finding) bool { return slices.Contains(f.Rules, r.ID) })
	})
	cells, err := model.Collect(basis.Cells)
	p.Cells = differing(p, cells)
	return p, err
}

// samePeriod finds findings whose period is a finding's. What one of them lacks
// there, the other may have too much.
func samePeriod(f model.Finding) func(dispute.Finding) bool {
	return func(other dispute.Finding) bool {
		return f.From == other.From && f.To == other.To && (f.Project == other.Project || f.Cause == model.WrongProject)
	}
}

// proveFindings proves each finding of the claim, in order of time.
func proveFindings(r db.Reader, p *dispute.Packet, basis *model.Report) error {
	claimed := map[string]decimal.Decimal{}
	for _, f := range p.Dispute.Findings {
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
	for _, e := range proofs {
		f := e.Finding
		p.Findings = append(p.Findings, dispute.Finding{Finding: f, Claimed: claimed[f.ID], Lines: e.Lines, Counts: e.Counts, Usage: e.Usage, Steps: e.Steps})
	}
	slices.SortFunc(p.Findings, func(a, b dispute.Finding) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Project, b.Project), cmp.Compare(a.Tier, b.Tier), cmp.Compare(a.ID, b.ID))
	})
	return nil
}

// differing are the cells of the claim's item and project on the days that have
// its findings.
func differing(p *dispute.Packet, cells []model.Cell) []model.Cell {
	days := map[string]bool{}
	for _, f := range p.Findings {
		days[p.Zone.Day(f.From)] = true
	}
	cells = slices.DeleteFunc(cells, func(c model.Cell) bool {
		return c.Item != p.Dispute.Item || p.Dispute.Project != "" && c.Project != p.Dispute.Project || !days[p.Zone.Day(c.From)]
	})
	slices.SortFunc(cells, func(a, b model.Cell) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Project, b.Project), cmp.Compare(a.Tier, b.Tier), cmp.Compare(a.ID, b.ID))
	})
	return cells
}

// drawing is the sample that is asked for.
type drawing struct {
	size int
	seed uint64
}

func (s *drawing) seedFlag(cmd *cobra.Command) {
	cmd.Flags().Uint64Var(&s.seed, "seed", 1, "`number` that the sample is drawn by")
}

// from draws the sample of a packet's records.
func (s *drawing) from(p *dispute.Packet) error {
	var values []decimal.Decimal
	var picks []dispute.Pick
	for n := range p.Findings {
		f := &p.Findings[n]
		values = append(values, billedValues(f)...)
		for m := range f.Usage {
			picks = append(picks, dispute.Pick{Finding: f.ID, Record: len(picks) + 1, Usage: &f.Usage[m]})
		}
	}
	drawn, err := sample.Draw(values, s.size, s.seed)
	if err != nil {
		return err
	}
	p.Sample = &dispute.Sample{Size: drawn.Size, Seed: drawn.Seed, Records: drawn.Records, Total: drawn.Total, Interval: drawn.Interval, Start: drawn.Start}
	for _, hit := range drawn.Picks {
		pick := picks[hit.Record]
		pick.Value, pick.Through, pick.Hits = values[hit.Record], hit.Through, hit.Hits
		p.Sample.Picks = append(p.Sample.Picks, pick)
	}
	return nil
}

// billedValues are what the records behind a finding are worth to a sample:
// each its share, by quantity, of what the cell was billed, to 16 decimals.
// Where no record tells its quantity, as those of usage that belongs under
// another item do not, all have the same share.
func billedValues(f *dispute.Finding) []decimal.Decimal {
	var all int64
	for _, u := range f.Usage {
		all += u.Quantity
	}
	values := make([]decimal.Decimal, len(f.Usage))
	for n, u := range f.Usage {
		part, whole := u.Quantity, all
		if all == 0 {
			part, whole = 1, int64(len(f.Usage))
		}
		values[n] = f.Billed.Amount.Mul(decimal.NewFromInt(part)).DivRound(decimal.NewFromInt(whole), 16)
	}
	return values
}
