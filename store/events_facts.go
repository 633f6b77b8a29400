package store

import (
	"fmt"

	"immrecon/store/model"
)

// sourceFacts is the body of an event about a source.
type sourceFacts struct {
	Source int64        `json:"source"`
	Kind   model.Kind   `json:"kind"`
	Name   string       `json:"name"`
	Lines  *model.Tally `json:"lines,omitempty"`
	Seal   string       `json:"seal,omitempty"`
	Late   []string     `json:"late,omitempty"` // closed months that it touches
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
// closed month is dealt with, and the import of each source is recorded.
func (i *Import) settle() error {
	closed, err := closedMonths(i.ctx, i.tx)
	if err != nil {
		return err
	}
	var done []deed
	for _, s := range i.sources {
		facts := sourceFacts{Source: s.ID, Kind: s.Kind, Name: s.Name, Lines: &s.Tally}
		if len(closed) > 0 {
			if facts.Late, err = i.settleLate(s); err != nil {
				return err
			}
		}
		if facts.Seal, err = i.seal(s); err != nil {
			return fmt.Errorf("record source %s: %w", s.Name, err)
		}
		done = append(done, deed{s.ImportedAt, EventImported, s.SHA256, facts})
	}
	return record(i.ctx, i.tx, i.db.who, done...)
}

// seal seals a source. Where the rows of a log or a bill are at hand, the
// database need not be asked for them.
func (i *Import) seal(s *model.Source) (string, error) {
	known := map[string]string{}
	switch {
	case s.Kind == model.KindOSSLog || s.Kind == model.KindSLSLog:
		sums := i.requests.sumsOf(s.ID)
		known[sealedHours], known[sealedLogHours] = sums.sealHours(i.db.words), sums.sealSeen(i.db.words)
	case s.Kind == model.KindBill && i.bills.sealed != nil:
		known[sealedLines] = i.bills.sealed.seal()
	}
	return seal(i.ctx, i.tx, s.ID, ofSource(s.Kind), known)
}

// recordRun seals a run that is wholly written.
func (w *Work) recordRun(r *Result) error {
	sealed, err := seal(w.ctx, w.tx, r.Run.ID, ofRun, w.sealed)
	if err != nil {
		return err
	}
	return w.Record(r.Run.StartedAt, w.who, EventReconciled, r.Run.Key, runFacts{
		Run: r.Run.ID, Billed: r.Statement.Billed.String(), Expected: r.Statement.Expected.String(),
		Cells: len(r.Cells), Findings: len(r.Findings), Seal: sealed,
	})
}
