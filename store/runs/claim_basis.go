package runs

import (
	"immrecon/store/db"
	"immrecon/store/model"
)

// ClaimBasis reads what a claim rests on of its run: findings, the cells of
// its item, inputs, prices, rules and what assumptions are worth.
func ClaimBasis(r db.Reader, d *model.Claim) (*model.Report, error) {
	report, err := readReport(r, d.RunID, readFindings, readReportSources, readAssumptions, readBook)
	if err != nil {
		return nil, err
	}
	report.Cells = cells(r, d.RunID, "item = ?", d.Item)
	return report, nil
}
