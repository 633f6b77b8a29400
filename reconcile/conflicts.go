package reconcile

import (
	"immrecon/reconcile/diagnose"
	"immrecon/store/model"
)

// concludeConflicts notes where bill or records have a project in a region that no
// table has: its cells are compared as one, and the table is to be looked at.
func (m *month) concludeConflicts() error {
	conflicts, err := m.usage.RegionConflicts()
	if err != nil {
		return err
	}
	r := m.result
	for _, c := range conflicts {
		cell := model.Cell{ID: int64(len(r.Cells) + 1), Project: c.Project, Region: c.Region, From: m.span.From, To: m.span.To,
			Currency: m.bill.Currency, Verdict: model.Note, Cause: model.RegistryConflict}
		code := model.SaysRegionTogether
		if c.Apart {
			code = model.SaysRegionApart
		}
		explanation := model.Sayings{code.With(c.Project, c.Region, c.File, c.Line, c.Listed)}
		if c.BothUsed {
			explanation = append(explanation, model.SaysRegionBothUsed.With())
		}
		r.Cells = append(r.Cells, cell)
		r.Findings = append(r.Findings, m.finding(&diagnose.Case{Cell: cell}, diagnose.Part{Cause: model.RegistryConflict, Verdict: model.Note, Explanation: explanation}))
	}
	return nil
}
