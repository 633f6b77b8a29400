package runs

import (
	"immrecon/store/db"
	"immrecon/store/model"
)

// ClaimBasis reads what a claim rests on of its run: findings, the cells of
// its item, inputs, prices, rules, what assumptions are worth, and what says that
// the evidence behind it is complete.
func ClaimBasis(r db.Reader, d *model.Claim) (*model.Report, error) {
	report, err := readReport(r, d.RunID, readFindings, readReportSources, readAssumptions, readBook)
	if err != nil {
		return nil, err
	}
	report.Cells = cells(r, d.RunID, "item = ?", d.Item)
	return report, readStatesWhere(r, report, `ordinal IN (SELECT e.ordinal FROM cell_evidence e JOIN finding f ON f.run_id = e.run_id AND f.cell_id = e.cell_id
		JOIN dispute_finding c ON c.finding = f.id WHERE e.run_id = ? AND c.dispute_id = ?)`, d.RunID, d.ID)
}
