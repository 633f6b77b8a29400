// Package demo writes a small synthetic month of a company that does not
// exist: access logs, API events, an application's call log, a registry and a
// bill, and beside them the truth about what should have been billed and which
// faults were planted.
//
// It is a little world in which people upload photos, read documents and watch
// videos. Whatever happens is written down twice: as evidence, the way the
// provider would show it, and as usage in a ledger. The bill is drawn from the
// ledger, then forged. The ledger keeps its own, deliberately simple accounts:
// nothing of import, reconcile or the price book may enter here, so that
// agreement between the demo and an audit of it proves something.
package demo

import (
	_ "embed"
	"fmt"
	"os"
)

//go:embed readme.txt
var readme []byte

// Write writes the month that o describes into dir, which must be new or
// empty, and returns what should be found in it. The same options always give
// the same bytes. The truth is also written, as truth.json.
func Write(dir string, o Options) (*Truth, error) {
	o, err := o.completed()
	if err != nil {
		return nil, err
	}
	if err := mustBeEmpty(dir); err != nil {
		return nil, err
	}
	f := &folder{put: onDisk(dir)}
	truth := compose(o, f)
	if f.err != nil {
		return nil, fmt.Errorf("demo: %w; the month in %s is not complete", f.err, dir)
	}
	return truth, nil
}

// compose lets the world turn and puts everything that is known of it into f.
func compose(o Options, f *folder) *Truth {
	w := newWorld(o)
	w.turn()
	drawn := w.ledger.bill()
	truth := &Truth{
		Month: o.Month, Seed: o.Seed, Per: string(o.Grain),
		Planted: []Planted{}, Gaps: [][2]string{}, Expected: w.ledger.expected(),
	}
	if o.Faults {
		truth.Planted = forge(w.ledger, drawn, w.chance)
	}
	truth.LogLines, truth.LogFiles = w.logs.write(f, w.chance)
	truth.APIEvents = w.trail.write(f)
	truth.Calls = w.calls.write(f)
	truth.BillRows = drawn.write(f, o)
	drawn.writeOverview(f, o)
	writeRegistry(f)
	w.writeCoverage(f)
	f.add("README.txt", readme, nil)
	truth.write(f)
	return truth
}

// mustBeEmpty keeps a demo from mixing with somebody's real month.
func mustBeEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !os.IsNotExist(err) {
		return fmt.Errorf("demo: %w; name a folder that can be written", err)
	}
	if len(entries) > 0 {
		return fmt.Errorf("demo: %s is not empty; name a new folder, so that no real file is overwritten or mixed in", dir)
	}
	return nil
}
