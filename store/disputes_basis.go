package store

import (
	"context"
	"fmt"
)

// DisputeBasis reads what a claim rests on of its run: findings, cells, inputs,
// prices, rules and what assumptions are worth.
func (db *DB) DisputeBasis(ctx context.Context, d *Dispute) (*Report, error) {
	r := &Report{}
	var err error
	if r.Run, r.Statement, err = db.readRun(ctx, d.RunID); err != nil {
		return nil, err
	}
	steps := []func(context.Context, *Report) error{db.readCells, db.readFindings, db.readReportSources, db.readAssumptions, db.readBook}
	for _, step := range steps {
		if err := step(ctx, r); err != nil {
			return nil, fmt.Errorf("read run %s: %w", r.Run.Key, err)
		}
	}
	return r, nil
}
