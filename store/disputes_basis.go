package store

import "context"

// DisputeBasis reads what a claim rests on of its run: findings, cells, inputs,
// prices, rules and what assumptions are worth.
func (db *DB) DisputeBasis(ctx context.Context, d *Dispute) (*Report, error) {
	return db.readReport(ctx, d.RunID, db.readFindings, db.readReportSources, db.readAssumptions, db.readBook)
}
