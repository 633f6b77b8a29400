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
// total is what its rows come to. A value that nobody can read is a fault: it is none
// that the program wrote. The error says that the database could not be asked, or is
// that of the context.
func All(r db.Reader) ([]model.Check, error) {
	d := &database{
		requests: sync.OnceValues(func() (*ingest.Stored, error) { return ingest.ReadStored(r) }),
		log:      sync.OnceValues(func() (*importLog, error) { return readImportLog(r) }),
	}
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
		{"late sources", "late sources", d.checkLate},
		{"buckets", "buckets", d.checkBuckets},
		{"styles sought", "styles", d.checkSought},
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
		} else if r.Unreachable(err) {
			return nil, fmt.Errorf("check %s: %w; this tells nothing of what is stored: see that disk and memory answer, then check again", c.name, err)
		} else if err != nil {
			all[n].Fault("it cannot be looked at: %v", err)
		}
	}
	return all, nil
}

// database is what several checks look at, read once.
type database struct {
	requests func() (*ingest.Stored, error)
	log      func() (*importLog, error)
}

func checkFile(r db.Reader, c *model.Check) error {
	pages, faults, err := r.Verify()
	c.Count = pages
	if len(faults) > 0 {
		c.Fault("the file is damaged: go back to a copy of it, or import all files anew into another database; nothing that is read from it can be relied on")
	}
	for _, fault := range faults {
		c.Fault("%s", fault)
	}
	return err
}

func checkChain(r db.Reader, c *model.Check) error {
	events, err := audit.Events(r, "", "")
	c.Count = int64(len(events))
	if broken := audit.BrokenChain(events); broken != nil {
		c.Fault("%v", broken)
	}
	return err
}
