package check

import (
	"cmp"
	"fmt"
	"sync"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/ingest"
	"immrecon/store/model"
)

// All verifies the whole database: that the file is sound, that nothing was
// changed behind the program's back, that no line was lost, and that every
// total is what its rows come to. What cannot be looked at is a fault: a value that
// nobody can read is none that the program wrote. The error is that of the context.
func All(r db.Reader) ([]model.Check, error) {
	d := &database{requests: sync.OnceValues(func() (*ingest.Stored, error) { return ingest.ReadStored(r) })}
	checks := []struct {
		name, of string
		look     func(db.Reader, *model.Check) error
	}{
		{"file", "pages", checkFile},
		{"references", "tables", checkReferences},
		{"event chain", "events", checkChain},
		{"lines read", "sources", checkTallies},
		{"lines kept", "sources", checkKept},
		{"lines rejected", "sources", checkRejected},
		{"lines duplicate", "sources", checkDuplicates},
		{"hourly sums", "hourly sums", d.checkHours},
		{"catalogue", "rows", checkCatalogue},
		{"sources as imported", "sources", d.checkSourceSeals},
		{"late sources", "late sources", checkLate},
		{"buckets", "buckets", checkBuckets},
		{"styles sought", "styles", checkSought},
		{"runs as made", "runs", checkRunSeals},
		{"inputs of runs", "inputs", checkInputs},
		{"statements", "runs", checkStatements},
		{"cells", "cells", checkCells},
		{"billed amounts", "cells", checkBilled},
		{"payable", "runs", checkPayable},
		{"claims", "claims", checkClaims},
	}
	all := make([]model.Check, len(checks))
	for n, c := range checks {
		all[n] = model.Check{Name: c.name, Of: c.of}
		if err := c.look(r, &all[n]); r.Context().Err() != nil {
			return nil, fmt.Errorf("check %s: %w", c.name, cmp.Or(err, r.Context().Err()))
		} else if err != nil {
			all[n].Fault("it cannot be looked at: %v", err)
		}
	}
	return all, nil
}

// database is what several checks look at, read once.
type database struct {
	requests func() (*ingest.Stored, error)
}

func checkFile(r db.Reader, c *model.Check) error {
	pages, faults, err := r.Verify()
	c.Count = pages
	for _, fault := range faults {
		c.Fault("%s", fault)
	}
	return err
}

// checkReferences looks for rows that name a row which is not there.
func checkReferences(r db.Reader, c *model.Check) error {
	var orphans int64
	for _, ref := range []struct{ table, column, names string }{
		{"oss_usage", "source_id", "source"}, {"oss_write", "source_id", "source"}, {"oss_write", "bucket_id", "bucket"},
		{"oss_hour", "source_id", "source"}, {"log_hour", "source_id", "source"},
		{"api_call", "source_id", "source"}, {"bill_line", "source_id", "source"},
		{"rejected_line", "source_id", "source"}, {"duplicate_line", "source_id", "source"}, {"clashing_line", "source_id", "source"}, {"late_source", "source_id", "source"},
		{"source_place", "source_id", "source"},
		{"project", "source_id", "source"}, {"dataset", "source_id", "source"}, {"binding", "source_id", "source"},
		{"style", "source_id", "source"}, {"own_price", "source_id", "source"},
		{"coverage_statement", "source_id", "source"}, {"coverage_operation", "source_id", "source"}, {"alias", "source_id", "source"},
		{"metering_hour", "source_id", "source"}, {"bill_total", "source_id", "source"},
		{"bill_file", "source_id", "source"}, {"bill_product", "source_id", "source"},
		{"source_in_rows", "source_id", "source"}, {"bill_row", "bill_line_id", "bill_line"}, {"dispute", "run_id", "run"},
		{"dispute_finding", "dispute_id", "dispute"}, {"dispute_credit", "dispute_id", "dispute"}, {"log_hour", "bucket_id", "bucket"}, {"oss_hour", "prefix_id", "bucket_prefix"}, {"bucket_prefix", "bucket_id", "bucket"},
		{"cell", "run_id", "run"}, {"finding", "run_id", "run"}, {"run_line", "run_id", "run"}, {"run_source", "run_id", "run"},
	} {
		statement := fmt.Sprintf("SELECT count(*) FROM %s WHERE %s IS NULL OR %s NOT IN (SELECT id FROM %s)", ref.table, ref.column, ref.column, ref.names)
		if err := r.One(statement, nil, &orphans); err != nil {
			return err
		}
		c.Count++
		if orphans > 0 {
			c.Fault("%d rows of %s name a %s that is not there", orphans, ref.table, ref.names)
		}
	}
	err := r.One(`SELECT count(*) FROM api_call_object o WHERE NOT EXISTS (
		SELECT 1 FROM api_call c WHERE c.request_id = o.request_id AND c.channel = o.channel)`, nil, &orphans)
	if err != nil {
		return err
	}
	if orphans > 0 {
		c.Fault("%d rows of api_call_object name a call that is not there", orphans)
	}
	var source int64
	err = r.Query(`SELECT source_id FROM source_in_rows
		WHERE source_id NOT IN (SELECT id FROM source WHERE kind IN ('osslog', 'slslog')) OR source_id IN (SELECT source_id FROM oss_write)`, nil,
		func() { c.Fault("source %d is listed as a log whose writes are rows, and is none", source) }, &source)
	if err != nil {
		return err
	}
	var run, finding string
	return r.Query(`SELECT r.name, f.id FROM finding f JOIN run r ON r.id = f.run_id
		WHERE NOT EXISTS (SELECT 1 FROM cell c WHERE c.run_id = f.run_id AND c.id = f.cell_id)`, nil,
		func() { c.Fault("finding %s of run %s belongs to a cell that is not there", finding, run) }, &run, &finding)
}

func checkChain(r db.Reader, c *model.Check) error {
	events, err := audit.Events(r, "", "")
	c.Count = int64(len(events))
	if broken := audit.BrokenChain(events); broken != nil {
		c.Fault("%v", broken)
	}
	return err
}
