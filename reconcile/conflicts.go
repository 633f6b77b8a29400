package reconcile

import (
	"fmt"

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
		how := "both are compared as one"
		if c.Apart {
			how = "bill and evidence have it in several regions, and each is compared on its own"
		}
		text := fmt.Sprintf("Bill or records have project %s in %s, and %s:%d has it in %s: %s. Look at that row.", c.Project, c.Region, c.File, c.Line, c.Listed, how)
		if c.BothUsed {
			text += " It is used in both: a row may be missing, so what the table says of the one is not taken for the other."
		}
		r.Cells = append(r.Cells, cell)
		r.Findings = append(r.Findings, m.finding(&diagnose.Case{Cell: cell}, diagnose.Part{Cause: model.RegistryConflict, Verdict: model.Note, Explanation: text}))
	}
	return nil
}
