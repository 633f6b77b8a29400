package store

import (
	"context"
	"fmt"

	"immrecon/store/model"
)

// Check verifies the whole database: that the file is sound, that nothing was
// changed behind the program's back, that no line was lost, and that every
// total is what its rows come to. An error says that it could not be done;
// where the file is broken, that is what the checks say.
func (db *DB) Check(ctx context.Context) ([]model.Check, error) {
	checks := []struct {
		name, of string
		look     func(context.Context, *model.Check) error
	}{
		{"file", "pages", db.checkFile},
		{"references", "tables", db.checkReferences},
		{"event chain", "events", db.checkChain},
		{"lines read", "sources", db.checkTallies},
		{"lines kept", "sources", db.checkKept},
		{"lines rejected", "sources", db.checkRejected},
		{"lines duplicate", "sources", db.checkDuplicates},
		{"hourly sums", "hourly sums", db.checkHours},
		{"sources as imported", "sources", db.checkSourceSeals},
		{"runs as made", "runs", db.checkRunSeals},
		{"inputs of runs", "inputs", db.checkInputs},
		{"statements", "runs", db.checkStatements},
		{"cells", "cells", db.checkCells},
		{"billed amounts", "cells", db.checkBilled},
		{"payable", "runs", db.checkPayable},
		{"claims", "claims", db.checkClaims},
	}
	all := make([]model.Check, len(checks))
	for n, c := range checks {
		all[n] = model.Check{Name: c.name, Of: c.of}
		err := c.look(ctx, &all[n])
		switch brokenFile := len(all[0].Faults) > 0; {
		case err == nil:
		case brokenFile && ctx.Err() == nil:
			all[n].Fault("it cannot be looked at: %v", err)
		default:
			return nil, fmt.Errorf("check %s: %w", c.name, err)
		}
	}
	return all, nil
}

func (db *DB) checkFile(ctx context.Context, c *model.Check) error {
	if err := db.read.QueryRowContext(ctx, "PRAGMA page_count").Scan(&c.Count); err != nil {
		return err
	}
	var said string
	return query(ctx, db.read, "PRAGMA integrity_check", nil, func() {
		if said != "ok" {
			c.Fault("%s", said)
		}
	}, &said)
}

// checkReferences looks for rows that name a row which is not there.
func (db *DB) checkReferences(ctx context.Context, c *model.Check) error {
	var orphans int64
	for _, r := range []struct{ table, column, names string }{
		{"oss_usage", "source_id", "source"}, {"oss_hour", "source_id", "source"}, {"log_hour", "source_id", "source"},
		{"api_call", "source_id", "source"}, {"bill_line", "source_id", "source"},
		{"rejected_line", "source_id", "source"}, {"duplicate_line", "source_id", "source"}, {"late_source", "source_id", "source"},
		{"project", "source_id", "source"}, {"dataset", "source_id", "source"}, {"binding", "source_id", "source"},
		{"style", "source_id", "source"}, {"own_price", "source_id", "source"},
		{"bill_row", "bill_line_id", "bill_line"}, {"oss_hour", "place_id", "place"}, {"place", "bucket_id", "bucket"},
		{"cell", "run_id", "run"}, {"finding", "run_id", "run"}, {"run_line", "run_id", "run"}, {"run_source", "run_id", "run"},
	} {
		statement := fmt.Sprintf("SELECT count(*) FROM %s WHERE %s NOT IN (SELECT id FROM %s)", r.table, r.column, r.names)
		if err := db.read.QueryRowContext(ctx, statement).Scan(&orphans); err != nil {
			return err
		}
		c.Count++
		if orphans > 0 {
			c.Fault("%d rows of %s name a %s that is not there", orphans, r.table, r.names)
		}
	}
	var table string
	err := query(ctx, db.read, `SELECT "table" FROM pragma_foreign_key_check`, nil,
		func() { c.Fault("a row of %s names a row that is not there", table) }, &table)
	if err != nil {
		return err
	}
	var run, finding string
	return query(ctx, db.read, `SELECT r.name, f.id FROM finding f JOIN run r ON r.id = f.run_id
		WHERE NOT EXISTS (SELECT 1 FROM cell c WHERE c.run_id = f.run_id AND c.id = f.cell_id)`, nil,
		func() { c.Fault("finding %s of run %s belongs to a cell that is not there", finding, run) }, &run, &finding)
}

func (db *DB) checkChain(ctx context.Context, c *model.Check) error {
	events, err := db.Events(ctx, "", "")
	c.Count = int64(len(events))
	if broken := BrokenChain(events); broken != nil {
		c.Fault("%v", broken)
	}
	return err
}
