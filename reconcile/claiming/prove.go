package claiming

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"immrecon/reconcile/evidence"
	"immrecon/reconcile/proof"
	"immrecon/store/db"
	"immrecon/store/model"
)

// proveFindings proves each finding of the claim and its other side, in order of
// time.
func proveFindings(r db.Reader, c *model.ClaimContent, basis *model.Report) error {
	prover, err := proof.ProverOf(r, basis.Run)
	if err != nil {
		return err
	}
	claimed := claimedAmounts(c.Claim)
	ours := slices.DeleteFunc(slices.Clone(basis.Findings), func(f model.Finding) bool {
		_, ours := claimed[f.ID]
		return !ours
	})
	others := slices.DeleteFunc(slices.Clone(basis.Findings), func(f model.Finding) bool { return !setsOff(c.Claim, ours, f) })
	behind, err := evidence.Of(r, basis.Run, slices.Concat(ours, others), 0)
	if err != nil {
		return err
	}
	for n := range behind {
		prepare(&behind[n])
		f := proven(prover, &behind[n])
		if n < len(ours) {
			f.Claimed, f.Paid = claimed[f.ID].Amount, claimed[f.ID].Payable
			c.Findings = append(c.Findings, f)
		} else {
			c.SetOff = append(c.SetOff, f)
		}
	}
	if err := showItems(r, c, prover, basis, behind); err != nil {
		return err
	}
	slices.SortFunc(c.Findings, compareFindings)
	slices.SortFunc(c.SetOff, compareFindings)
	return nil
}

func compareFindings(a, b model.ProvenFinding) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Project, b.Project), cmp.Compare(a.Tier, b.Tier), cmp.Compare(a.ID, b.ID))
}

func proven(prover *proof.Prover, e *model.Evidence) model.ProvenFinding {
	return model.ProvenFinding{Finding: e.Finding, Lines: e.Lines, Counts: e.Counts, Usage: e.Usage, Steps: prover.Steps(e)}
}

// prepare names the files of evidence by their base names, and multiplies its bill
// lines out.
func prepare(e *model.Evidence) {
	for n := range e.Lines {
		e.Lines[n].File = baseName(e.Lines[n].File)
		e.Lines[n].Own = proof.Own(&e.Lines[n].BillLine)
	}
	for n := range e.Usage {
		e.Usage[n].File = baseName(e.Usage[n].File)
	}
}

// baseName is a file's name without the folders it lay in, on any system.
func baseName(file string) string { return path.Base(strings.ReplaceAll(file, `\`, "/")) }

// betweenItems are the causes by which one item is billed for the usage of
// another: what the one has too much the other lacks.
var betweenItems = []model.Cause{
	model.WrongResolutionTier, model.WrongCodec, model.WebofficePreviewAsEdit, model.WebofficeCachedAsPreview,
}

// setsOff reports whether a finding is the other side of one that is claimed: of the
// same usage, as their link says. A run that links nothing says so by the cause that
// left something uncharged in the same period, of its project unless the cause is the
// project, and of its item unless the cause is the item.
func setsOff(claim *model.Claim, claimed []model.Finding, f model.Finding) bool {
	if f.Verdict != model.Undercharged || f.Cause != claim.Cause || f.Item != claim.Item && !slices.Contains(betweenItems, f.Cause) {
		return false
	}
	return slices.ContainsFunc(claimed, func(one model.Finding) bool {
		if one.Link != "" || f.Link != "" {
			return one.Link == f.Link
		}
		return f.From == one.From && f.To == one.To && (f.Project == one.Project || f.Cause == model.WrongProject)
	})
}

// ofWeboffice are the causes by which openings and token calls are counted wrong.
var ofWeboffice = []model.Cause{
	model.WebofficeCallsForOpens, model.WebofficeOpensForCalls, model.WebofficePreviewAsEdit, model.WebofficeCachedAsPreview,
}

// showItems lists what decides the item of each record, where the claim is about
// that: of its findings, and of their other sides, which have what was billed here.
func showItems(r db.Reader, c *model.ClaimContent, prover *proof.Prover, basis *model.Report, behind []model.Evidence) error {
	switch {
	case c.Claim.Cause == model.WrongResolutionTier || c.Claim.Cause == model.WrongCodec:
		for n := range behind {
			c.Transcoded = append(c.Transcoded, prover.Transcoded(&behind[n])...)
		}
		slices.SortStableFunc(c.Transcoded, func(a, b model.TranscodedOutput) int { return cmp.Compare(a.Usage.At, b.Usage.At) })
	case slices.Contains(ofWeboffice, c.Claim.Cause):
		return showWeboffice(r, c, prover, basis, behind)
	}
	return nil
}

func showWeboffice(r db.Reader, c *model.ClaimContent, prover *proof.Prover, basis *model.Report, behind []model.Evidence) error {
	index, places, err := evidence.Tokens(r, basis.Run, basis.Run.To)
	if err != nil {
		return err
	}
	for n := range behind {
		f := &behind[n].Finding
		use := model.WebofficeUse{Project: f.Project, Region: f.Region, Rule: model.PayUnknown}
		at := slices.IndexFunc(basis.Weboffice, func(u model.WebofficeUse) bool { return u.Project == f.Project && u.Region == f.Region })
		if at >= 0 {
			use = basis.Weboffice[at]
		}
		c.Weboffice = append(c.Weboffice, prover.Weboffice(&behind[n], use, index)...)
	}
	for n := range c.Weboffice {
		if w := &c.Weboffice[n]; w.Origin != nil {
			w.Made = places[w.Origin.RequestID]
			w.Made.File = baseName(w.Made.File)
		}
	}
	slices.SortStableFunc(c.Weboffice, func(a, b model.WebofficeRecord) int { return cmp.Compare(a.Usage.At, b.Usage.At) })
	return nil
}
