package store

import "fmt"

// sourceFacts is the body of an event about a source.
type sourceFacts struct {
	Source int64    `json:"source"`
	Kind   Kind     `json:"kind"`
	Name   string   `json:"name"`
	Lines  *Tally   `json:"lines,omitempty"`
	Seal   string   `json:"seal,omitempty"`
	Late   []string `json:"late,omitempty"` // closed months that it touches
}

// runFacts is the body of an event about a run.
type runFacts struct {
	Run      int64  `json:"run"`
	Billed   string `json:"billed"`
	Expected string `json:"expected"`
	Cells    int    `json:"cells"`
	Findings int    `json:"findings"`
	Seal     string `json:"seal"`
}

// settle ends an import, when all its rows are written: what is late for a
// closed month is dealt with, and the import is recorded.
func (i *Import) settle() error {
	late, err := i.settleLate()
	if err != nil {
		return err
	}
	s := i.source
	sealed, err := seal(i.ctx, i.tx, s.ID, ofSource(s.Kind))
	if err != nil {
		return fmt.Errorf("record source %s: %w", s.Name, err)
	}
	facts := sourceFacts{Source: s.ID, Kind: s.Kind, Name: s.Name, Lines: &s.Tally, Seal: sealed, Late: late}
	return record(i.ctx, i.tx, s.ImportedAt, i.db.who, EventImported, s.SHA256, facts)
}

// recordRun seals a run that is wholly written.
func (w *Work) recordRun(r *Result) error {
	sealed, err := seal(w.ctx, w.tx, r.Run.ID, ofRun)
	if err != nil {
		return err
	}
	return w.Record(r.Run.StartedAt, w.who, EventReconciled, r.Run.Key, runFacts{
		Run: r.Run.ID, Billed: r.Statement.Billed.String(), Expected: r.Statement.Expected.String(),
		Cells: len(r.Cells), Findings: len(r.Findings), Seal: sealed,
	})
}
