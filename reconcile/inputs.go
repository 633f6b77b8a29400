package reconcile

import (
	"fmt"
	"maps"
	"slices"

	"immrecon/migrations/catalogue"
	"immrecon/reconcile/bill"
	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// Unchanged finds the latest run of the month if another would be made from the very
// same: evidence and tables, catalogue, program and options. It is nil where anything
// may be another.
func Unchanged(r db.Reader, o Options) (*model.Run, error) {
	inputs, err := o.inputs(r)
	if err != nil {
		return nil, err
	}
	return runs.LatestFrom(r, o.Month, inputs)
}

// inputs is a hash of all that a run with these options is made from, "" where the
// program does not know itself. The clock is none of it: a run only notes the time.
func (o Options) inputs(r db.Reader) (string, error) {
	span, err := o.span()
	if err != nil || o.Program == "" {
		return "", err
	}
	s := audit.NewSealer()
	s.Text(o.Program)
	s.Text(catalogue.Version())
	s.Text(o.Month)
	s.Text(fmt.Sprint(span.From, span.To, o.narrowed()))
	for _, rule := range slices.Sorted(maps.Keys(o.Assume)) {
		s.Text(fmt.Sprint(rule, o.Assume[rule]))
	}
	for _, t := range o.Tolerances.Settings() {
		s.Text(t.String())
	}
	s.EndRow()
	if err := addEvidence(s, r, o.Month); err != nil {
		return "", fmt.Errorf("find what a run of %s is made from: %w", o.Month, err)
	}
	return s.Sum(), nil
}

// addEvidence adds what is in the database, which only imports, forgetting and
// decisions about the month change, and bills that are given again when they are final.
func addEvidence(s *audit.Sealer, r db.Reader, month string) error {
	for _, event := range []struct {
		kind    audit.Kind
		subject string
	}{{audit.Imported, ""}, {audit.Forgotten, ""}, {audit.Month, month}} {
		last, err := audit.LastHash(r, event.kind, event.subject)
		if err != nil {
			return err
		}
		s.Text(last)
	}
	final, err := bill.FinalSources(r, month)
	for _, source := range final {
		s.Number(source)
	}
	return err
}
