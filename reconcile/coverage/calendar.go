package coverage

import (
	"fmt"

	"immrecon/reconcile/sql"
	"immrecon/store/db"
	"immrecon/store/model"
)

// Of says for every bucket with logs and every project with calls how many
// hours of a time have evidence, and for buckets how many inside the active
// span have none.
func Of(r db.Reader, span model.Span) ([]model.Coverage, error) {
	var all []model.Coverage
	var c model.Coverage
	err := r.Query(sql.Query("coverage.hours"), []any{span.From, span.To, span.From, span.To},
		func() { all = append(all, c) }, &c.Channel, &c.Subject, &c.Hours, &c.Missing, &c.From, &c.To)
	if err != nil {
		return nil, fmt.Errorf("read coverage: %w", err)
	}
	return all, nil
}

// Calendar says the same by day, for a reader to see where the holes are.
func Calendar(r db.Reader, span model.Span) ([]model.CalendarDay, error) {
	var all []model.CalendarDay
	var d model.CalendarDay
	err := r.Query(sql.Query("coverage.days"), []any{span.From, span.To, span.From, span.To},
		func() { all = append(all, d) }, &d.Channel, &d.Subject, &d.Day, &d.Hours, &d.Missing)
	if err != nil {
		return nil, fmt.Errorf("read calendar of evidence: %w", err)
	}
	return all, nil
}
