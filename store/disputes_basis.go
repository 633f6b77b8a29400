package store

import (
	"context"

	"immrecon/store/model"
)

// DisputeBasis reads what a claim rests on of its run: findings, the cells of
// its item, inputs, prices, rules and what assumptions are worth.
func (db *DB) DisputeBasis(ctx context.Context, d *model.Dispute) (*model.Report, error) {
	r, err := db.readReport(ctx, d.RunID, db.readFindings, db.readReportSources, db.readAssumptions, db.readBook)
	if err != nil {
		return nil, err
	}
	r.Cells = db.cells(ctx, d.RunID, "item IN ("+quoted([]string{d.Item})+")")
	return r, nil
}
